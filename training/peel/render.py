"""Renders plain scenes in batches: the twin of src/world/plain (a test holds the two together)."""

import numpy as np
import torch

from .shapes import HITS
from .surfaces import albedo_of, linear_of, normal_and_local, srgb_of

METRES, ANGLES = 1 / 1024, 1 / 8192
LIFT, HAZE, LAMP, LAMP_REACH, SUN = 1e-3, 80.0, 1.9, 12.0, 0.95
PLANES = 5  # floor, left, right, back, ceiling
PLANE_SLOTS = (1, 2, 2, 2, 3)


class Rendering:
    """photo [B,3,H,W] sRGB 0 to 1; depth [B,H,W] metres, infinite where the sky is; normals [B,3,H,W] in camera
    space, 0 where the sky is; slots [B,H,W]: 0 sky, 1 floor, 2 walls, 3 ceiling, then the things."""

    def __init__(self, photo, depth, normals, slots):
        self.photo, self.depth, self.normals, self.slots = photo, depth, normals, slots


def columns(places, paints):
    """Parts as columns [parts, 1] of floats."""
    p, c = places.float(), paints.float()
    yaw = p[:, 6:7] * ANGLES
    lengths = {name: p[:, i : i + 1] * METRES for i, name in enumerate(("cx", "cy", "cz", "hx", "hy", "hz"))}
    return {**lengths, "cos": yaw.cos(), "sin": yaw.sin(), "kind": c[:, 0:1], "slot": c[:, 1:2], "look": c[:, 2:10]}


@torch.no_grad()
def render(store, scenes, size):
    """Renders scenes of a store (numpy indices) with `size` pixels a side."""
    device = store.device
    index = torch.from_numpy(np.ascontiguousarray(scenes)).to(device)
    numbers, looks = store.numbers[index].float(), store.looks[index].float()
    camera = camera_of(numbers, size)
    room = looks[:, 0:1] > 0
    eye, light = numbers[:, 0:3] * METRES, numbers[:, 3:6] * METRES
    u, v = pixel_grid(size, device)
    tan = camera["tan"]
    ray = [tan * u * camera["right"][:, i : i + 1] + tan * v * camera["up"][:, i : i + 1] - camera["back"][:, i : i + 1] for i in range(3)]

    table = [plane_rows(numbers, looks)]
    count = len(scenes)
    depth, row = hit_planes(numbers, room, eye, ray)
    batches = []
    offset = PLANES * count
    for kind, hit in enumerate(HITS):
        rows, batch, within = store.parts_of(kind, scenes)
        if len(rows) == 0:
            continue
        at = torch.from_numpy(rows).to(device)
        owner = torch.from_numpy(batch).to(device)
        part = columns(store.places[kind][at], store.paints[kind][at])
        table.append(torch.cat([part[name] for name in ("cx", "cy", "cz", "hx", "hy", "hz", "cos", "sin", "kind", "slot")] + [part["look"]], 1))
        t = hit(part, *(eye[owner, i : i + 1] for i in range(3)), *(one[owner] for one in ray))
        slots = by_scene(batch, within, count).to(device)
        nearest, place = padded(t, slots, float("inf")).min(1)
        nearer = nearest < depth
        depth = torch.where(nearer, nearest, depth)
        row = torch.where(nearer, offset + slots.gather(1, place), row)
        batches.append((hit, part, owner, slots))
        offset += len(rows)
    table = torch.cat(table, 0)

    sky = torch.isinf(depth)
    t = torch.where(sky, torch.ones_like(depth), depth)
    at = [eye[:, i : i + 1] + t * ray[i] for i in range(3)]
    found = table[row.clamp(min=0)]
    normal, local = normal_and_local(found, at)
    albedo = albedo_of(found, local)
    key = key_light(at, normal, light, room, batches)
    everywhere = looks[:, 1:2] / 255 * (0.75 + 0.25 * normal[1])
    horizon = linear_of(looks[:, 29:32])
    length = (ray[0] * ray[0] + ray[1] * ray[1] + ray[2] * ray[2]).sqrt()
    up = (ray[1] / length).clamp(min=0).sqrt()
    zenith = linear_of(looks[:, 26:29])
    haze = torch.where(room, torch.zeros_like(t), 1 - torch.exp(-t / HAZE))
    photo = []
    for i in range(3):
        lit = albedo[i] * (everywhere + key * looks[:, 2 + i : 3 + i] / 128)
        lit = lit + haze * (horizon[:, i : i + 1] - lit)
        above = horizon[:, i : i + 1] + up * (zenith[:, i : i + 1] - horizon[:, i : i + 1])
        photo.append(srgb_of(torch.where(sky, above, lit)))
    seen = [sum(normal[i] * camera[axis][:, i : i + 1] for i in range(3)) for axis in ("right", "up", "back")]
    square = lambda rows_: rows_.view(count, size, size)
    photo = torch.stack([square(one) for one in photo], 1)
    normals = torch.stack([square(one.masked_fill(sky, 0)) for one in seen], 1)
    slots = found[..., 9].masked_fill(sky, 0).long()
    return Rendering(torch.round(photo * 255) / 255, square(depth), normals, square(slots))


def camera_of(numbers, size):
    yaw, pitch, half = (numbers[:, i : i + 1] * ANGLES for i in (6, 7, 8))
    cy, sy, cp, sp = yaw.cos(), yaw.sin(), pitch.cos(), pitch.sin()
    zero = torch.zeros_like(cy)
    return {
        "tan": half.tan(),
        "right": torch.cat([cy, zero, -sy], 1),
        "up": torch.cat([sy * sp, cp, cy * sp], 1),
        "back": torch.cat([sy * cp, -sp, cy * cp], 1),
    }


def pixel_grid(size, device):
    """Places of pixel centres, -1 to 1, to the right and up, [1, pixels]."""
    line = (torch.arange(size, device=device, dtype=torch.float32) + 0.5) * 2 / size - 1
    v, u = torch.meshgrid(-line, line, indexing="ij")
    return u.reshape(1, -1), v.reshape(1, -1)


def plane_rows(numbers, looks):
    """Rows of the table for the five planes of every scene: kinds 3 (seen along y), 4 (along x), 5 (along z)."""
    count = len(numbers)
    rows = torch.zeros(count, PLANES, 18, device=numbers.device)
    for plane, (kind, sign, look) in enumerate(((3, 1, 8), (4, 1, 16), (4, -1, 16), (5, 1, 16), (3, -1, 24))):
        rows[:, plane, 0], rows[:, plane, 8], rows[:, plane, 9] = sign, kind, PLANE_SLOTS[plane]
        rows[:, plane, 10:18] = looks[:, look : look + 8]
    return rows.view(-1, 18)


def hit_planes(numbers, room, eye, ray):
    count, device = len(numbers), numbers.device
    width, length, height = (numbers[:, i : i + 1] * METRES for i in (9, 10, 11))
    first = torch.arange(count, device=device)[:, None] * PLANES
    depth = torch.full_like(ray[0], float("inf"))
    row = torch.zeros(ray[0].shape, dtype=torch.long, device=device)
    faces = ((1, 1, 0 * width, False), (0, 1, -width, True), (0, -1, -width, True), (2, 1, -length, True), (1, -1, -height, True))
    for plane, (axis, sign, offset, inside) in enumerate(faces):
        slope = sign * ray[axis]
        t = (offset - sign * eye[:, axis : axis + 1]) / slope
        valid = (slope < 0) & (t > 0) & (t < depth)
        if inside:
            valid = valid & room
        depth = torch.where(valid, t, depth)
        row = torch.where(valid, first + plane, row)
    return depth, row


def by_scene(batch, within, count):
    """Which parts belong to each scene, [B, most parts]; past the end the number of all parts."""
    table = np.full((count, int(within.max()) + 1), len(batch), np.int64)
    table[batch, within] = np.arange(len(batch))
    return torch.from_numpy(table)


def padded(values, slots, empty):
    """Values of parts [parts, pixels] by scene, [B, most parts, pixels]."""
    filler = torch.full_like(values[:1], empty)
    return torch.cat([values, filler])[slots]


def key_light(at, normal, light, room, batches):
    start = [at[i] + LIFT * normal[i] for i in range(3)]
    lamp = room.float()
    to = [light[:, i : i + 1] - lamp * start[i] for i in range(3)]
    squared = to[0] * to[0] + to[1] * to[1] + to[2] * to[2]
    slope = (normal[0] * to[0] + normal[1] * to[1] + normal[2] * to[2]) / squared.sqrt()
    limit = torch.where(room, torch.ones_like(lamp), torch.full_like(lamp, float("inf")))
    blocked = torch.zeros_like(slope, dtype=torch.bool)
    for hit, part, owner, slots in batches:
        t = hit(part, *(one[owner] for one in start), *(one[owner] for one in to))
        blocked |= padded(t < limit[owner], slots, False).any(1)
    strength = torch.where(room, LAMP / (1 + squared / LAMP_REACH), torch.full_like(squared, SUN))
    return torch.where(blocked, torch.zeros_like(slope), slope.clamp(min=0) * strength)
