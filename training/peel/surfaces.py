"""Normals, own coordinates and colours of surfaces: the twin of shapes.ts, unfold.ts and plainTexture.ts.

A row of the table has 18 numbers: centre, half, cos, sin, kind, slot, then pattern, size (1/256 m), first and
second colour (sRGB levels). Kinds: sphere, box, cylinder, then planes seen along y, x and z (their first number
is the sign of the normal).
"""

import torch

SPHERE, BOX, CYLINDER, FLAT, SIDE, FRONT = range(6)


def normal_and_local(row, at):
    """World normals and own coordinates, each three [B, pixels]; also how the surface unfolds."""
    cx, cy, cz, hx, hy, hz, cos, sin, kind = (row[..., i] for i in range(9))
    x, y, z = at[0] - cx, at[1] - cy, at[2] - cz
    lx, lz = cos * x - sin * z, sin * x + cos * z
    sphere, box, cylinder = kind == SPHERE, kind == BOX, kind == CYLINDER
    # Sphere
    one = torch.ones_like(x)
    radius = torch.where(hx > 0, hx, one)
    nx, ny, nz = x / radius, y / radius, z / radius
    # Box: the face whose slab is nearest; the order of the tests is that of shapes.ts.
    ax, ay, az = lx / radius, y / torch.where(hy > 0, hy, one), lz / torch.where(hz > 0, hz, one)
    most = torch.maximum(ax.abs(), torch.maximum(ay.abs(), az.abs()))
    on_y = ay.abs() == most
    on_x = ~on_y & (ax.abs() == most)
    on_z = ~on_y & ~on_x
    zero = torch.zeros_like(x)
    bx = torch.where(on_x, ax.sign() * cos, torch.where(on_z, az.sign() * sin, zero))
    bz = torch.where(on_x, -ax.sign() * sin, torch.where(on_z, az.sign() * cos, zero))
    nx, ny, nz = (torch.where(box, b, n) for b, n in ((bx, nx), (torch.where(on_y, ay.sign(), zero), ny), (bz, nz)))
    # Cylinder
    out = (x * x + z * z).sqrt()
    to_top, to_bottom = (y - hy).abs(), (y + hy).abs()
    end = torch.minimum(to_top, to_bottom) < (hx - out).abs()
    safe = torch.where(out > 0, out, one)
    ends = torch.where(to_top < to_bottom, one, -one)
    nx = torch.where(cylinder, torch.where(end, zero, x / safe), nx)
    ny = torch.where(cylinder, torch.where(end, ends, zero), ny)
    nz = torch.where(cylinder, torch.where(end, zero, z / safe), nz)
    # Planes: the first number is the sign.
    for number, name in ((FLAT, 1), (SIDE, 0), (FRONT, 2)):
        plane = kind == number
        nx = torch.where(plane, cx if name == 0 else zero, nx)
        ny = torch.where(plane, cx if name == 1 else zero, ny)
        nz = torch.where(plane, cx if name == 2 else zero, nz)
    plane = kind >= FLAT
    local = (
        torch.where(plane, at[0], torch.where(box, lx, x)),
        torch.where(plane, at[1], torch.where(cylinder, y + hy, y)),
        torch.where(plane, at[2], torch.where(box, lz, z)),
    )
    # How it unfolds (unfold.ts): flat faces drop the axis that they face.
    ax, ay, az = (torch.where(box, own.abs(), n.abs()) for own, n in ((ax, nx), (ay, ny), (az, nz)))
    drops_y = (ay >= ax) & (ay >= az)
    drops_x = ~drops_y & (ax >= az)
    across = torch.where(drops_x, local[2], local[0])
    along = torch.where(drops_y, local[2], local[1])
    round_ = sphere | cylinder
    across = torch.where(round_, torch.atan2(local[2], local[0]) * hx, across)
    along = torch.where(round_, local[1], along)
    return (nx, ny, nz), (*local, across, along)


def albedo_of(row, local):
    """Linear colours, three [B, pixels]."""
    pattern, size = row[..., 10], row[..., 11] / 256
    x, y, z, across, along = local
    size = torch.where(size > 0, size, torch.ones_like(size))
    stripes = torch.floor(along / size)
    checks = torch.floor(across / size) + stripes
    n = (2 * value_noise(x / size, y / size, z / size) + value_noise(2 * x / size, 2 * y / size, 2 * z / size + 17)) / 3
    mottled = (2 * n - 0.5).clamp(0, 1)
    share = torch.where(pattern == 1, torch.remainder(checks, 2), torch.zeros_like(size))
    share = torch.where(pattern == 2, torch.remainder(stripes, 2), share)
    share = torch.where(pattern == 3, mottled, share)
    colours = linear_of(row[..., 12:18])
    return [colours[..., i] + share * (colours[..., i + 3] - colours[..., i]) for i in range(3)]


def value_noise(x, y, z):
    """Smooth value noise as in src/world/noise.ts."""
    fx, fy, fz = torch.floor(x), torch.floor(y), torch.floor(z)
    ix, iy, iz = fx.int(), fy.int(), fz.int()
    fx, fy, fz = smooth(x - fx), smooth(y - fy), smooth(z - fz)

    def line(dy, dz):
        left, right = hash3(ix, iy + dy, iz + dz), hash3(ix + 1, iy + dy, iz + dz)
        return left + fx * (right - left)

    front = line(0, 0)
    front = front + fy * (line(1, 0) - front)
    back = line(0, 1)
    back = back + fy * (line(1, 1) - back)
    return front + fz * (back - front)


def signed(value):
    return value - 2**32 if value >= 2**31 else value


def hash3(x, y, z):
    """hash3 of src/random.ts in 32-bit integers that wrap around."""
    bits = (x * signed(0x27D4EB2D)) ^ (y * signed(0x165667B1)) ^ (z * signed(0x9E3779B1))
    bits = (bits ^ ((bits >> 15) & 0x1FFFF)) * signed(0x85EBCA6B)
    bits = (bits ^ ((bits >> 13) & 0x7FFFF)) * signed(0xC2B2AE35)
    bits = bits ^ ((bits >> 16) & 0xFFFF)
    share = bits.float() / 4294967296.0
    return share + (share < 0).float()


def smooth(t):
    return t * t * (3 - 2 * t)


def linear_of(levels):
    value = levels / 255
    return torch.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055).clamp(min=0) ** 2.4)


def srgb_of(light):
    value = light.clamp(0, 1)
    return torch.where(value <= 0.0031308, 12.92 * value, 1.055 * value.clamp(min=1e-6) ** (1 / 2.4) - 0.055)
