"""Shards (see training/exporter/shard.ts) as tensors on a device."""

import glob
import os

import numpy as np
import torch

KINDS = ("sphere", "box", "cylinder")
ANY_SCENE = 0xFFFFFFFF


class Scenes:
    """Records of scenes; parts are kept by kind, those of one scene in a row."""

    def __init__(self, arrays, device):
        self.count = len(arrays["partCounts"])
        self.device = device
        on = lambda array: torch.from_numpy(np.ascontiguousarray(array)).to(device)
        self.numbers, self.looks = on(arrays["numbers"]), on(arrays["looks"])
        self.classes, self.seen = on(arrays["classes"]), on(arrays["seen"])
        owner = np.repeat(np.arange(self.count), arrays["partCounts"])
        self.places, self.paints, self.starts, self.counts = [], [], [], []
        for kind in range(len(KINDS)):
            own = arrays["paints"][:, 0] == kind
            counts = np.bincount(owner[own], minlength=self.count)
            self.places.append(on(arrays["places"][own]))
            self.paints.append(on(arrays["paints"][own]))
            self.counts.append(counts)
            self.starts.append(np.cumsum(counts) - counts)

    def parts_of(self, kind, scenes):
        """Rows of a kind's parts for scenes (numpy): rows, and for each its place in the batch and in its scene."""
        counts = self.counts[kind][scenes]
        batch = np.repeat(np.arange(len(scenes)), counts)
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.starts[kind][scenes][batch] + within, batch, within


class Prompts:
    """Tokens of all prompts, and the colours of those that ask for flat ones."""

    def __init__(self, arrays, length, scene_count, task_count, device):
        lengths = arrays["lengths"].astype(np.int64)
        tokens = np.zeros((len(lengths), length), np.int16)
        tokens[np.arange(length)[None, :] < lengths[:, None]] = arrays["tokens"].astype(np.int16)
        colours = np.zeros((len(lengths), 16, 3), np.uint8)
        colours[arrays["masks"]] = arrays["colours"]
        self.tokens = torch.from_numpy(tokens).to(device)
        self.colours = torch.from_numpy(colours).to(device)
        self.tasks, self.scenes = arrays["tasks"], arrays["scenes"]
        ends = np.cumsum(arrays["legendLengths"].astype(np.int64))
        self.legend_of = lambda prompt: arrays["legends"][ends[prompt] - arrays["legendLengths"][prompt] : ends[prompt]]
        # Where the prompts of each (scene, task) begin; "any" prompts stand for every scene.
        anywhere = self.scenes == ANY_SCENE
        self.anywhere = [np.flatnonzero(anywhere & (self.tasks == task)) for task in range(task_count)]
        own = np.flatnonzero(~anywhere)
        key = self.scenes[own].astype(np.int64) * task_count + self.tasks[own]
        order = np.argsort(key, kind="stable")
        self.rows = own[order]
        self.counts = np.bincount(key, minlength=scene_count * task_count).reshape(scene_count, task_count)
        flat = self.counts.reshape(-1)
        self.starts = (np.cumsum(flat) - flat).reshape(scene_count, task_count)

    def pick(self, rng, scenes, tasks):
        """A prompt for each scene and task (numpy), or -1 where the scene has none."""
        counts, starts = self.counts[scenes, tasks], self.starts[scenes, tasks]
        own = starts + (rng.random(len(scenes)) * np.maximum(counts, 1)).astype(np.int64)
        picked = np.where(counts > 0, self.rows[np.minimum(own, len(self.rows) - 1)], -1)
        for task, rows in enumerate(self.anywhere):
            here = tasks == task
            if len(rows) and here.any():
                picked[here] = rows[rng.integers(0, len(rows), here.sum())]
        return picked


def read_shards(folder, pattern):
    """All arrays of the files that match, one after the other."""
    paths = sorted(glob.glob(os.path.join(folder, pattern)))
    if not paths:
        raise SystemExit(f"no {pattern} in {folder}: write shards first (training/README.md)")
    shards, first = [], 0
    for path in paths:
        shard = dict(np.load(path))
        shard["masks"] = shard["masks"].astype(np.int64) + sum(len(one["tasks"]) for one in shards)
        scenes = shard["scenes"].astype(np.int64)
        shard["scenes"] = np.where(scenes == ANY_SCENE, ANY_SCENE, scenes + first)
        first += len(shard["partCounts"])
        shards.append(shard)
    return {name: np.concatenate([shard[name] for shard in shards]) for name in shards[0]}
