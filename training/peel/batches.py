"""Draws batches: scenes, a task and a prompt for each sample, the picture asked about and the right answer."""

import numpy as np
import torch

from .render import render
from .targets import paint_depth, paint_normals, paint_slots

TASKS = ("generate", "depth", "normals", "semantic", "referring", "instances", "solid")
GENERATE, DEPTH, NORMALS, SEMANTIC, REFERRING, INSTANCES, SOLID = range(7)
MAKES_PICTURES = (GENERATE, SOLID)
# Prompts of these tasks say nothing of left and right.
CAN_FLIP = (GENERATE, DEPTH, NORMALS, SEMANTIC, SOLID)


class Batch:
    """picture, target [B, 3, H, W]; has [B]; ids [B, T]; slots [B, H, W]; tasks, prompts, scenes (numpy)."""

    def __init__(self, **values):
        self.__dict__.update(values)


class Drawer:
    """An endless stream of batches from scenes and prompts."""

    def __init__(self, scenes, prompts, size, seed):
        self.scenes, self.prompts, self.size = scenes, prompts, size
        self.rng = np.random.default_rng(seed)

    def draw(self, count, mixture, views=2):
        """`count` samples of tasks by their shares in `mixture`; every rendered scene serves `views` samples."""
        rendered = self.rng.integers(0, self.scenes.count, max(1, count // views))
        place = np.arange(count) % len(rendered)
        tasks = self.rng.choice(len(TASKS), count, p=np.asarray(mixture) / sum(mixture))
        prompts = self.prompts.pick(self.rng, rendered[place], tasks)
        # A scene where nothing can be referred to or ordered is segmented.
        lacking = prompts < 0
        if lacking.any():
            tasks[lacking] = SEMANTIC
            prompts[lacking] = self.prompts.pick(self.rng, rendered[place[lacking]], tasks[lacking])
        flips = (self.rng.random(count) < 0.5) & np.isin(tasks, CAN_FLIP)
        return self.make(rendered, place, tasks, prompts, flips)

    def chosen(self, scenes, task):
        """One sample of a task for each of the scenes that have a prompt for it; the same every time."""
        scenes = np.asarray(scenes)
        tasks = np.full(len(scenes), task)
        prompts = self.prompts.pick(np.random.default_rng(task), scenes, tasks)
        kept = np.flatnonzero(prompts >= 0)
        return self.make(scenes[kept], np.arange(len(kept)), tasks[kept], prompts[kept], np.zeros(len(kept), bool))

    @torch.no_grad()
    def make(self, rendered, place, tasks, prompts, flips):
        device = self.scenes.device
        on = lambda array: torch.from_numpy(np.ascontiguousarray(array)).to(device)
        world = render(self.scenes, rendered, self.size)
        at, task, prompt, flip = on(place), on(tasks), on(prompts), on(flips)
        photo = (2 * world.photo - 1)[at]
        depth, slots = world.depth[at], world.slots[at]
        target = photo
        for kind, paint in (
            (DEPTH, lambda: paint_depth(depth)),
            (NORMALS, lambda: paint_normals(world.normals[at], slots)),
            (None, lambda: paint_slots(self.prompts.colours[prompt], slots)),
        ):
            here = task >= SEMANTIC if kind is None else task == kind
            target = torch.where(here[:, None, None, None], paint(), target)
        target = mirrored(target, flip)
        # A mirrored normal points to the other side, which its red says.
        turned = (flip & (task == NORMALS))[:, None, None] & (mirrored(slots[:, None], flip)[:, 0] > 0)
        target = torch.cat([torch.where(turned, -target[:, 0], target[:, 0])[:, None], target[:, 1:]], 1)
        has = ((task != GENERATE) & (task != SOLID)).float()
        return Batch(
            picture=mirrored(photo, flip) * has[:, None, None, None],
            target=target,
            has=has,
            ids=self.prompts.tokens[prompt].long(),
            slots=mirrored(slots[:, None], flip)[:, 0],
            depth=depth,
            normals=world.normals[at],
            tasks=tasks,
            prompts=prompts,
            scenes=rendered[place],
        )


def mirrored(pictures, flip):
    return torch.where(flip[:, None, None, None], pictures.flip(-1), pictures)
