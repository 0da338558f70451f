"""Where rays meet spheres, boxes and upright cylinders: the twin of src/world/shapes.ts, for many at once.

Every function takes origins and directions that broadcast, with the parts in the first dimension, and gives
the smallest ray parameter above 0, or infinity.
"""

import torch

INFINITY = float("inf")


def first_above_zero(near, far):
    return torch.where(near > 0, near, torch.where(far > 0, far, torch.full_like(far, INFINITY)))


def hit_spheres(part, ox, oy, oz, dx, dy, dz):
    x, y, z = ox - part["cx"], oy - part["cy"], oz - part["cz"]
    a = dx * dx + dy * dy + dz * dz
    b = x * dx + y * dy + z * dz
    discriminant = b * b - a * (x * x + y * y + z * z - part["hx"] * part["hx"])
    root = discriminant.clamp(min=0).sqrt()
    found = first_above_zero((-b - root) / a, (-b + root) / a)
    return found.masked_fill(discriminant < 0, INFINITY)


def hit_boxes(part, ox, oy, oz, dx, dy, dz):
    # Slabs (Kay and Kajiya 1986) in the box's own axes.
    cos, sin = part["cos"], part["sin"]
    wx, wz = ox - part["cx"], oz - part["cz"]
    x, y, z = cos * wx - sin * wz, oy - part["cy"], sin * wx + cos * wz
    ix, iy, iz = 1 / (cos * dx - sin * dz), 1 / dy, 1 / (sin * dx + cos * dz)
    near = far = None
    for place, half, inverse in ((x, part["hx"], ix), (y, part["hy"], iy), (z, part["hz"], iz)):
        one, two = (-half - place) * inverse, (half - place) * inverse
        low, high = torch.minimum(one, two), torch.maximum(one, two)
        near = low if near is None else torch.maximum(near, low)
        far = high if far is None else torch.minimum(far, high)
    found = first_above_zero(near, far)
    return found.masked_fill(~(near <= far), INFINITY)


def hit_cylinders(part, ox, oy, oz, dx, dy, dz):
    height, radius = 2 * part["hy"], part["hx"]
    x, y, z = ox - part["cx"], oy - part["cy"] + part["hy"], oz - part["cz"]
    a = dx * dx + dz * dz
    b = x * dx + z * dz
    discriminant = b * b - a * (x * x + z * z - radius * radius)
    root = discriminant.clamp(min=0).sqrt()
    best = None
    for t in ((-b - root) / a, (-b + root) / a):
        level = y + t * dy
        valid = (t > 0) & (level >= 0) & (level <= height)
        t = t.masked_fill(~valid, INFINITY)
        best = t if best is None else torch.minimum(best, t)
    for end in (0.0, 1.0):
        t = (end * height - y) / dy
        px, pz = x + t * dx, z + t * dz
        valid = (t > 0) & (px * px + pz * pz <= radius * radius)
        best = torch.minimum(best, t.masked_fill(~valid, INFINITY))
    return best.masked_fill(discriminant < 0, INFINITY)


HITS = (hit_spheres, hit_boxes, hit_cylinders)
