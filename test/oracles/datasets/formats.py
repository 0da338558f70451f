"""Files of every kind that the readers of src/datasets/formats take, and hostile ones that they must refuse."""

import pickle
import struct

import h5py
import numpy as np
import scipy.io

from common import dump, path, random, told, write

BASE = "formats"
PLAIN = {
    "none": None, "yes": True, "no": False, "small": 7, "byte": 200, "two": 40000, "negative": -5, "wide": 2**31 - 1, "long": 2**40,
    "float": 0.1, "tiny": -1e-300, "text": "caf\u00e9 \u4e16 \U0001f600", "quotes": "it's \"so\"\n\\", "list": [1, [2, []]],
    "tuple": (1, (2, 3), (4, 5, 6), (7, 8, 9, 10), ()), "dict": {"a": {"b": 1}}, "many": list(range(300)),
}
PLAIN["again"] = PLAIN["list"]  # comes from the memo
expected = {"pickle": {**PLAIN, "tuple": [1, [2, 3], [4, 5, 6], [7, 8, 9, 10], []]}}
for protocol in range(6):
    write(path(BASE, f"plain{protocol}.p"), pickle.dumps(PLAIN, protocol))
# As Python 2 writes text: bytes between quotes, UTF-8 or Latin-1, nobody says which.
write(path(BASE, "python2.p"), b"(lp0\nS'caf\\xc3\\xa9'\np1\naS'caf\\xe9'\np2\naU\x04caf\xe9aS\"it's\\n\\\\ \\101\"\naV\\u4e16 caf\xe9\naL12345678901234567890L\naI01\naF-2.5\na.")


class Calls:
    def __reduce__(self):
        return (print, ("called",))


for protocol in [0, 2, 4]:
    write(path(BASE, f"hostile{protocol}.p"), pickle.dumps([Calls()], protocol))
write(path(BASE, "hostileInst.p"), b"(S'called'\ni__builtin__\nprint\n.")
write(path(BASE, "hostileObj.p"), b"(c__builtin__\nprint\nS'called'\no.")

rng = random(400)
full = rng.uniform(-5, 5, (3, 4))
variables = {
    "double": full, "single": full.astype("f4"), "i8": (full * 20).astype("i1"), "u8": np.abs(full * 20).astype("u1"),
    "i16": (full * 2000).astype("i2"), "u16": np.abs(full * 2000).astype("u2"), "i32": (full * 1e8).astype("i4"), "u32": np.abs(full * 1e8).astype("u4"),
    "big": np.array([[2**60, -(2**61)]], "i8"), "whole": np.arange(12.0).reshape(3, 4), "cube": np.arange(24.0).reshape(2, 3, 4),
    "logical": full > 0, "empty": np.zeros((0, 3)),
}
more = {
    "text": "caf\u00e9", "cell": np.array([["one", full[:1]], [np.array(["two"], object), 3.0]], object),
    "struct": {"a": 1.0, "inner": {"b": "deep"}}, "__proto__x": 1.0, "complex": np.array([[1 + 2j]]), "sparse": __import__("scipy.sparse").sparse.eye(3, format="csc"),
}
for name, packed in [("all5.mat", False), ("all5z.mat", True)]:
    scipy.io.savemat(path(BASE, name), {**variables, **more}, do_compression=packed, long_field_names=True)
scipy.io.savemat(path(BASE, "all4.mat"), {"double": full, "single": full.astype("f4"), "i32": variables["i32"], "text": "words"}, format="4")
# Big endian, level 4: type 1000 for doubles.
write(path(BASE, "big4.mat"), struct.pack(">iiiii", 1000, 2, 2, 0, 2) + b"x\0" + np.array([1.5, 2.5, 3.5, 4.5], ">f8").tobytes())
expected["mat"] = {key: {"shape": list(value.shape), "data": [str(v) for v in value.ravel()] if key == "big" else told(value)} for key, value in variables.items()}
expected["cellRow"] = told(full[:1])

with h5py.File(path(BASE, "all.h5"), "w") as file:
    for kind in ["f2", "f4", "f8", ">f4", ">i2", "i1", "u1", "i4", "u4", "u2"]:
        file[f"numbers/{kind}"] = np.abs(full * 10).astype(kind)
    file["numbers/bool"] = full > 0
    file.create_dataset("packed", data=np.arange(600, dtype="i4").reshape(20, 30), chunks=(7, 8), compression="gzip", shuffle=True)
    file["scalar"] = 3.5
    file["words"] = "words"
    file["pairs"] = np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")])
    file["elsewhere"] = h5py.ExternalLink("/etc/hostname", "/x")
    file["soft"] = h5py.SoftLink("/packed")
    file["broken"] = h5py.SoftLink("/nowhere")
    file["circle"] = file["/"]
    # The numbers of this one are in another file, which a reader must not open.
    space = h5py.h5s.create_simple((4,))
    outside = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    outside.set_external(b"/etc/passwd", 0, 4)
    h5py.h5d.create(file.id, b"outside", h5py.h5t.STD_U8LE, space, outside)
    # Promises 4 TB, of which the file has nothing.
    file.create_dataset("huge", shape=(2**20, 2**20), dtype="f4", chunks=(1024, 1024))
expected["hdf5"] = {kind: told(np.abs(full * 10).astype(kind)) for kind in ["f2", "f4", "f8", ">f4", ">i2", "i1", "u1", "i4", "u4", "u2"]}
expected["hdf5"]["bool"] = told(full > 0)

flow = rng.uniform(-9, 9, (2, 3, 2)).astype("<f4")
flow[0, 1] = 1e10
write(path(BASE, "small.flo"), struct.pack("<fii", 202021.25, 3, 2) + flow.tobytes())
expected["flo"] = told(np.where(np.abs(flow) > 1e9, np.nan, flow))
dump(path(BASE, "expected.json"), expected)
