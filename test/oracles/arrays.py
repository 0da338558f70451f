"""Reads np.npy, np.npz and np.pfm of a folder with numpy, writes arrays of other kinds there, and tells both as JSON."""

import json
import math
import sys

import numpy as np

folder = sys.argv[1]


def told(array):
    values = [
        v if math.isfinite(v) else ("NaN" if math.isnan(v) else "Infinity")
        for v in array.astype("f8").ravel().tolist()
    ]
    return {"shape": list(array.shape), "values": values}


def pfm(path):
    with open(path, "rb") as file:
        assert file.readline() == b"Pf\n"
        width, height = map(int, file.readline().split())
        scale = float(file.readline())
        order = "<" if scale < 0 else ">"
        return np.flipud(np.frombuffer(file.read(), f"{order}f4").reshape(height, width))


read = {
    "npy": told(np.load(f"{folder}/np.npy")),
    "npz": told(np.load(f"{folder}/np.npz")["depth"]),
    "pfm": told(pfm(f"{folder}/np.pfm")),
}
base = np.arange(24).reshape(2, 3, 4)
written = {}
for dtype in ["i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">u4", "<i8", ">i8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "?"]:
    for order in "CF":
        name = f"n_{dtype.strip('<>?') or 'bool'}_{'big' if dtype[0] == '>' else 'little'}_{order}.npy"
        array = np.array(base, dtype=dtype, order=order)
        np.save(f"{folder}/{name}", array)
        written[name] = array.astype("f8").ravel(order="C").tolist()
print(json.dumps({"read": read, "shape": list(base.shape), "written": written}))
