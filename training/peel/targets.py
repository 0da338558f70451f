"""What right answers look like, and how painted ones are read: the twins of src/color and src/codecs.

Pictures are [B, 3, H, W] with -1 for level 0 and 1 for level 255.
"""

import torch

LAMBDA, SCALE = -3.0, 10.0 / 3.0
REACH = -LAMBDA * SCALE
# black, red, yellow, green, cyan, blue, magenta, white (arXiv 2604.20329, fig. 5)
WALK = ((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 1, 1), (0, 0, 1), (1, 0, 1), (1, 1, 1))
NO_SURFACE = (1.0, -1.0, 1.0)


def position_of(metres):
    """f(d) = 1 - (1 - d / (lambda c))^(lambda + 1) (eq. 1); infinity becomes 1."""
    finite = torch.isfinite(metres)
    inside = -torch.expm1((LAMBDA + 1) * torch.log1p(torch.where(finite, metres, torch.zeros_like(metres)) / REACH))
    return torch.where(finite, inside, torch.ones_like(inside))


def metres_of(position):
    near = position.clamp(max=1 - 1e-7)
    metres = REACH * torch.expm1(torch.log1p(-near) / (LAMBDA + 1))
    return torch.where(position >= 1, torch.full_like(metres, float("inf")), metres)


def paint_depth(metres):
    """[B, H, W] metres -> picture."""
    along = position_of(metres) * 7
    edge = along.floor().clamp(max=6)
    t = along - edge
    walk = torch.tensor(WALK, dtype=torch.float32, device=metres.device)
    start, end = walk[edge.long()], walk[edge.long() + 1]
    return (2 * (start + t[..., None] * (end - start)) - 1).permute(0, 3, 1, 2)


def read_depth(picture):
    """Picture -> metres: the nearest point of the walk, then the inverse of the transform."""
    rgb = ((picture + 1) / 2).clamp(0, 1)
    best = position = None
    for edge in range(7):
        start = torch.tensor(WALK[edge], dtype=rgb.dtype, device=rgb.device).view(1, 3, 1, 1)
        way = torch.tensor(WALK[edge + 1], dtype=rgb.dtype, device=rgb.device).view(1, 3, 1, 1) - start
        t = ((rgb - start) * way).sum(1).clamp(0, 1)
        apart = ((rgb - start - t[:, None] * way) ** 2).sum(1)
        if best is None:
            best, position = apart, (edge + t) / 7
        else:
            nearer = apart < best
            best = torch.where(nearer, apart, best)
            position = torch.where(nearer, (edge + t) / 7, position)
    return metres_of(position)


def paint_normals(normals, slots):
    """Camera-space normals [B, 3, H, W]: red is 1 - x, green 1 + y, blue 1 + z; magenta where no surface is."""
    painted = normals * torch.tensor([-1.0, 1.0, 1.0], device=normals.device).view(1, 3, 1, 1)
    sky = torch.tensor(NO_SURFACE, device=normals.device).view(1, 3, 1, 1)
    return torch.where((slots == 0)[:, None], sky.expand_as(painted), painted)


def read_normals(picture):
    """Picture -> unit vectors, and where there are some (no longer than 1.5 before they are made unit)."""
    vector = picture * torch.tensor([-1.0, 1.0, 1.0], device=picture.device).view(1, 3, 1, 1)
    length = vector.norm(dim=1, keepdim=True)
    return vector / length.clamp(min=1e-6), (length < 1.5)[:, 0]


def paint_slots(colours, slots):
    """Flat colours [B, 16, 3] (levels) by slot [B, H, W]."""
    count, height, width = slots.shape
    picked = torch.gather(colours.float(), 1, slots.view(count, -1, 1).expand(-1, -1, 3))
    return picked.view(count, height, width, 3).permute(0, 3, 1, 2) / 127.5 - 1


def quantised(picture):
    """As it comes out of an 8-bit file."""
    return torch.round((picture.clamp(-1, 1) + 1) * 127.5) / 127.5 - 1
