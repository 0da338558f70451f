"""Scores of a network on scenes that it never saw, by the decoders that users have: RGB in, numbers out."""

import numpy as np
import torch

from .batches import DEPTH, GENERATE, INSTANCES, NORMALS, REFERRING, SEMANTIC
from .flow import flow_loss, paint
from .targets import quantised, read_depth, read_normals

FARTHEST = 40.0


def painted(network, batch, chunk, steps=1):
    parts = []
    for i in range(0, len(batch.tasks), chunk):
        rows = slice(i, i + chunk)
        parts.append(paint(network, batch.picture[rows], batch.has[rows], batch.ids[rows], steps, seed=i))
    return quantised(torch.cat(parts))


def depth_scores(picture, batch):
    """delta1 and AbsRel over pixels nearer than 40 m, averaged per picture; the same on things; IoU of the sky."""
    metres, truth = read_depth(picture), batch.depth
    valid = truth < FARTHEST
    ratio = torch.maximum(metres / truth, truth / metres.clamp(min=1e-6))
    good = (ratio < 1.25).float()
    off = ((metres.clamp(max=1000) - truth).abs() / truth).masked_fill(~valid, 0)
    mean = lambda values, mask: ((values * mask).sum((1, 2)) / mask.sum((1, 2)).clamp(min=1))[mask.sum((1, 2)) > 0].mean().item()
    things = (valid & (batch.slots >= 4)).float()
    sky, found = torch.isinf(truth), metres > 400
    union = (sky | found).sum().item()
    return {
        "depth delta1": mean(good, valid.float()),
        "depth AbsRel": mean(off, valid.float()),
        "depth delta1 on things": mean(good, things),
        "sky IoU": (sky & found).sum().item() / union if union else float("nan"),
    }


def normal_scores(picture, batch):
    """Mean and median angle over all pixels with a surface, in degrees; the mean on things."""
    vectors, _ = read_normals(picture)
    cosine = (vectors * batch.normals).sum(1).clamp(-1, 1)
    angle = torch.rad2deg(torch.acos(cosine))
    surface, things = batch.slots > 0, batch.slots >= 4
    return {
        "normals mean deg": angle[surface].mean().item(),
        "normals median deg": angle[surface].median().item(),
        "normals mean deg on things": angle[things].mean().item() if things.any() else float("nan"),
    }


def nearest(picture, colours):
    """Which of some colours (levels, [K, 3]) each pixel [3, H, W] is nearest to."""
    levels = (picture + 1) * 127.5
    apart = ((levels[None] - colours[:, :, None, None]) ** 2).sum(1)
    return apart.argmin(0)


def semantic_scores(picture, batch, prompts, scenes):
    """mIoU over classes, pixels of all pictures together (unlisted classes are the background's)."""
    hits, unions = np.zeros(256), np.zeros(256)
    for i, prompt in enumerate(batch.prompts):
        legend = prompts.legend_of(prompt)
        colours = torch.tensor(legend[:, 1:].astype(np.float32), device=picture.device)
        ids = torch.tensor(legend[:, 0].astype(np.int64), device=picture.device)
        got = ids[nearest(picture[i], colours)]
        truth = scenes.classes[int(batch.scenes[i])].long()[batch.slots[i]]
        truth = torch.where(torch.isin(truth, ids), truth, torch.full_like(truth, 255))
        for one in ids.tolist():
            a, b = got == one, truth == one
            hits[one] += (a & b).sum().item()
            unions[one] += (a | b).sum().item()
    listed = unions > 0
    listed[255] = False
    return {"semantic mIoU": float((hits[listed] / unions[listed]).mean()) if listed.any() else float("nan")}


def mask_scores(picture, batch, prompts, name):
    """gIoU: the mean over prompts of the mean IoU of what they name."""
    per_prompt = []
    for i, prompt in enumerate(batch.prompts):
        legend = torch.tensor(prompts.legend_of(prompt)[:, 1:].astype(np.float32), device=picture.device)
        got, truth = nearest(picture[i], legend), nearest(batch.target[i], legend)
        scores = []
        for one in range(1, len(legend)):
            a, b = got == one, truth == one
            union = (a | b).sum().item()
            if b.any():
                scores.append((a & b).sum().item() / union)
        if scores:
            per_prompt.append(float(np.mean(scores)))
    return {name: float(np.mean(per_prompt)) if per_prompt else float("nan")}


@torch.no_grad()
def evaluate(network, drawer, count, chunk, steps=1):
    """All scores on the first `count` scenes of a drawer."""
    scenes = np.arange(min(count, drawer.scenes.count))
    prompts = drawer.prompts
    scores = {}
    for task, score in (
        (DEPTH, lambda p, b: depth_scores(p, b)),
        (NORMALS, lambda p, b: normal_scores(p, b)),
        (SEMANTIC, lambda p, b: semantic_scores(p, b, prompts, drawer.scenes)),
        (REFERRING, lambda p, b: mask_scores(p, b, prompts, "referring gIoU")),
        (INSTANCES, lambda p, b: mask_scores(p, b, prompts, "instance mIoU")),
    ):
        batch = drawer.chosen(scenes, task)
        if len(batch.tasks):
            scores.update(score(painted(network, batch, chunk, steps), batch))
    return scores


@torch.no_grad()
def generation_losses(network, drawer, count, chunk):
    """Loss of text to image at fixed steps and noise: what tuning must not spoil."""
    batch = drawer.chosen(np.arange(min(count, drawer.scenes.count, chunk)), GENERATE)
    generator = torch.Generator().manual_seed(1)
    noise = torch.randn(batch.target.shape, generator=generator).to(batch.target.device)
    losses = {}
    for step in (0.0, 0.25, 0.5, 0.75, 0.9):
        steps = torch.full((len(batch.tasks),), step, device=batch.target.device)
        losses[f"generation loss at {step}"] = flow_loss(network, batch, steps, noise, 0.0).mean().item()
    return losses
