"""What the scripts of this folder share. They write test/golden/datasets anew: for f in formats depth lidar surfaces masks words; do python3 $f.py; done

Debian 12: python3-numpy, python3-scipy, python3-h5py, python3-pil. No reader or writer of the library is used."""

import json
import math
import os
import struct
import zlib

import numpy as np
from PIL import Image

ROOT = os.path.join(os.path.dirname(__file__), "..", "..", "golden", "datasets")
W, H = 7, 5
K = {"fx": 6.5, "fy": 6.25, "cx": 3.25, "cy": 2.5}  # places count from the first pixel's centre


def path(*parts):
    full = os.path.join(ROOT, *parts)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    return full


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


def text(name, lines):
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


def dump(name, value):
    with open(name, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False)


def random(seed):
    return np.random.RandomState(seed)


def photo(seed, w=W, h=H):
    return random(seed).randint(0, 256, (h, w, 3)).astype("u1")


def metres(seed, low=0.5, high=9.0, w=W, h=H):
    return random(seed).uniform(low, high, (h, w))


def save_png(name, array):
    Image.fromarray(array).save(name)


def save_png16(name, array):
    """Grey or RGB of 16 bits, written chunk by chunk: Pillow has no 16-bit RGB."""
    h, w = array.shape[:2]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in array)
    kind = 2 if array.ndim == 3 else 0

    def chunk(tag, data):
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    header = struct.pack(">IIBBBBB", w, h, 16, kind, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    write(name, b"\x89PNG\r\n\x1a\n" + body)


def save_jpg(name, seed, w=W, h=H):
    """One colour in each half, so that decoders agree; gives what Pillow reads again."""
    colours = random(seed).randint(40, 216, (2, 3))
    array = np.where(np.arange(w)[None, :, None] < w // 2, colours[0], colours[1])
    array = np.broadcast_to(array, (h, w, 3)).astype("u1")
    Image.fromarray(array).save(name, "JPEG", quality=100, subsampling=0)
    return np.asarray(Image.open(name))


def told(array):
    """Row by row, with NaN and Infinity as words."""
    flat = np.asarray(array).astype("f8").ravel().tolist()
    return [v if math.isfinite(v) else "NaN" if math.isnan(v) else "Infinity" if v > 0 else "-Infinity" for v in flat]


def corner(k=K, shift=0.5):
    """Intrinsics whose places count from the picture's corner."""
    return {**k, "cx": k["cx"] + shift, "cy": k["cy"] + shift}


def f4(array):
    return np.asarray(array).astype("f4")
