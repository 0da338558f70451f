"""A tiny dsine_eval: normals of 8 and 16 bits and of floats; and an EXR written by hand, for Debian's h5py knows none."""

import struct

import numpy as np

from common import H, K, W, corner, dump, f4, path, photo, random, save_jpg, save_png, save_png16, told, write

nan = np.nan


def unit(seed):
    vectors = random(seed).normal(size=(H, W, 3))
    return vectors / np.linalg.norm(vectors, axis=2, keepdims=True)


def exr(name, array):
    """OpenEXR 2, scan lines, not packed, three float channels, which come in the order of their names."""
    h, w = array.shape[:2]

    def attribute(key, kind, data):
        return key.encode() + b"\0" + kind.encode() + b"\0" + struct.pack("<i", len(data)) + data

    channels = b"".join(c + b"\0" + struct.pack("<iB3xii", 2, 0, 1, 1) for c in [b"B", b"G", b"R"]) + b"\0"
    box = struct.pack("<iiii", 0, 0, w - 1, h - 1)
    head = b"".join([
        attribute("channels", "chlist", channels), attribute("compression", "compression", b"\0"),
        attribute("dataWindow", "box2i", box), attribute("displayWindow", "box2i", box),
        attribute("lineOrder", "lineOrder", b"\0"), attribute("pixelAspectRatio", "float", struct.pack("<f", 1)),
        attribute("screenWindowCenter", "v2f", struct.pack("<ff", 0, 0)), attribute("screenWindowWidth", "float", struct.pack("<f", 1)),
    ]) + b"\0"
    start = 8 + len(head) + 8 * h
    size = 8 + 12 * w
    offsets = b"".join(struct.pack("<Q", start + size * y) for y in range(h))
    rows = b"".join(struct.pack("<ii", y, 12 * w) + array[y, :, ::-1].T.astype("<f4").tobytes() for y in range(h))
    write(name, struct.pack("<ii", 20000630, 2) + head + offsets + rows)


def ours(vectors, there):
    """Left, up, to the viewer → right, up, to the viewer."""
    length = np.linalg.norm(vectors, axis=2, keepdims=True)
    turned = vectors / length * np.array([-1, 1, 1])
    return told(f4(np.where(there[:, :, None], turned, nan)))


k = np.array([[K["fx"], 0, K["cx"]], [0, K["fy"], K["cy"]], [0, 0, 1]], "f4")
expected = {}
for n, (split, folder) in enumerate([("nyuv2", "test"), ("scannet", "scene0707_00"), ("vkitti", "Scene01"), ("ibims", "ibims"), ("sintel", "alley_1")]):
    base = ("dsine", split, folder)
    seed = 100 + n
    there = np.ones((H, W), bool)
    there[2, 3] = False
    vectors = unit(seed)
    with np.errstate(invalid="ignore", divide="ignore"):
        if split in ["ibims", "sintel"]:
            stored = np.where(there[:, :, None], vectors, 0).astype("f4")
            exr(path(*base, "000000_normal.exr"), stored)
            truth = ours(stored.astype("f8"), there)
        else:
            most, save, kind = (65535, save_png16, "u2") if split == "vkitti" else (255, save_png, "u1")
            stored = np.where(there[:, :, None], np.round((vectors + 1) / 2 * most), 0).astype(kind)
            save(path(*base, "000000_normal.png"), stored)
            truth = ours(stored / most * 2 - 1, there)
    if split == "vkitti":
        seen = save_jpg(path(*base, "000000_img.jpg"), seed)
    else:
        seen = photo(seed)
        save_png(path(*base, "000000_img.png"), seen)
    np.save(path(*base, "000000_intrins.npy"), k)
    expected[split] = [{"id": f"{folder}/000000", "photo": told(seen), "normals": truth, "intrinsics": corner()}]
save_png(path("dsine", "nyuv2", "train", "000001_img.png"), photo(120))  # not of the test
dump(path("dsine", "expected.json"), expected)
