"""Sheets of samples as PNG files, without any library for pictures."""

import struct
import zlib

import numpy as np
import torch


def write_png(path, pixels):
    """Levels [H, W, 3], uint8 (www.w3.org/TR/png)."""
    height, width, _ = pixels.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)], 1).tobytes()

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b""))


def levels(picture):
    """[3, H, W], -1 to 1 -> [H, W, 3] uint8."""
    return ((picture.clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8).permute(1, 2, 0).cpu().numpy()


def sheet(rows, gap=4):
    """Rows of pictures, with a gap between them."""
    height, width, _ = rows[0][0].shape
    across = max(len(row) for row in rows)
    page = np.full((len(rows) * (height + gap) - gap, across * (width + gap) - gap, 3), 255, np.uint8)
    for y, row in enumerate(rows):
        for x, picture in enumerate(row):
            top, left = y * (height + gap), x * (width + gap)
            page[top : top + height, left : left + width] = picture
    return page
