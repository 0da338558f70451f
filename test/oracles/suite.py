"""Tells as JSON what the data sets of a synthetic suite hold, read by numpy, struct, zlib and pickle, and by scipy and
h5py where they are; no reader of the library is used. Only what every picture of the suite is asked: how many depths
are known, and some of them."""

import json
import math
import pickle
import struct
import sys
import zlib
from pathlib import Path

import numpy as np

root = Path(sys.argv[1])
PLACES = 97


def png16(path):
    """Grey of 16 bits, with all five filters of PNG."""
    data = path.read_bytes()
    at, body = 8, b""
    while at < len(data):
        length, tag = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at + 8 : at + 8 + length]
        if tag == b"IHDR":
            width, height, depth, kind = struct.unpack(">IIBB", chunk[:10])
            assert (depth, kind) == (16, 0), path
        if tag == b"IDAT":
            body += chunk
        at += 12 + length
    raw = np.frombuffer(zlib.decompress(body), "u1").reshape(height, 1 + 2 * width)
    rows = np.zeros((height, 2 * width), "u1")
    above = np.zeros(2 * width, "u1")
    for y in range(height):
        filtered, row = raw[y, 1:].astype(int), rows[y]
        for x in range(2 * width):
            left, up = int(row[x - 2]) if x > 1 else 0, int(above[x])
            corner = int(above[x - 2]) if x > 1 else 0
            guess = left + up - corner
            nearest = min((abs(guess - one), place) for place, one in enumerate((left, up, corner)))[1]
            add = (0, left, up, (left + up) // 2, (left, up, corner)[nearest])[raw[y, 0]]
            row[x] = (filtered[x] + add) & 255
        above = row
    return rows.reshape(height, width, 2).astype("u2") @ np.array([256, 1], "u2")


def told(depth):
    flat = np.asarray(depth, "f8").ravel()
    known = np.isfinite(flat) & (flat > 0)
    step = len(flat) // PLACES
    values = [v if math.isfinite(v) and v > 0 else "Infinity" if v > 0 else "NaN" for v in flat[::step].tolist()]
    return {"shape": list(np.asarray(depth).shape), "known": int(known.sum()), "step": step, "values": values}


def only(folder, pattern):
    (path,) = sorted((root / folder).rglob(pattern))[:1]
    return path


def dpt(path):
    data = path.read_bytes()
    tag, width, height = struct.unpack("<fii", data[:12])
    assert tag == np.float32(202021.25)
    return np.frombuffer(data[12:], "<f4").reshape(height, width)


def vkitti(path):
    stored = png16(path).astype("f8")
    return np.where(stored == 65535, np.inf, stored / 100)


def diode(path):
    depth, mask = np.load(path), np.load(str(path).replace("_depth.npy", "_depth_mask.npy"))
    assert depth.shape == (*mask.shape, 1) and depth.dtype == np.float32
    return depth[:, :, 0] * mask


def ibims(path):
    import scipy.io

    data = scipy.io.loadmat(path)["data"][0, 0]
    assert data["rgb"].shape == (480, 640, 3) and data["rgb"].dtype == np.uint8
    assert np.allclose(data["calib"], [[550.4, 0, 0], [0, 550.4, 0], [320.5, 240.5, 1]])
    return data["depth"] * data["mask_invalid"] * data["mask_transp"]


def hypersim(path):
    import h5py

    with h5py.File(path) as file:
        distance = file["dataset"][:].astype("f8")
    height, width = distance.shape
    focal = width / 2 / np.tan(np.pi / 6)
    x = (np.arange(width) + 0.5 - width / 2) / focal
    y = (np.arange(height) + 0.5 - height / 2) / focal
    return distance / np.sqrt(x[None, :] ** 2 + y[:, None] ** 2 + 1)


def refcoco(path):
    refs = pickle.loads(path.read_bytes())
    annotations = {one["id"] for one in json.loads((path.parent / "instances.json").read_text())["annotations"]}
    assert all(ref["ann_id"] in annotations for ref in refs)
    return [[s["sent_id"], s["sent"]] for ref in refs for s in ref["sentences"]]


DEPTHS = {
    "nyuv2": ("sync_depth_*.png", lambda path: png16(path) / 1000),
    "kitti": ("groundtruth/image_02/*.png", lambda path: png16(path) / 256),
    "diode": ("*_indoors_*_depth.npy", diode),
    "ibims": ("*.mat", ibims),
    "scannet": ("depth/*.png", lambda path: png16(path) / 1000),
    "vkitti2": ("depth_*.png", vkitti),
    "hypersim": ("*.depth_meters.hdf5", hypersim),
    "sintel": ("*.dpt", dpt),
}

answer = {}
for name in sys.argv[2:]:
    if name in DEPTHS:
        pattern, read = DEPTHS[name]
        answer[name] = told(read(only(name, pattern)))
    else:
        answer[name] = refcoco(only(name, "refs(*).p"))
json.dump(answer, sys.stdout)
