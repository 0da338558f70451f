"""Stage 0: words before pictures. Every thing of a scene, given as numbers, asks the prompt: what colour must I be?

The text encoder and the attention to it are those of the generator; what turns a thing into a question and an
answer into a colour is thrown away afterwards.
"""

import numpy as np
import torch
import torch.nn as nn

from .batches import INSTANCES, REFERRING, SEMANTIC, SOLID
from .layers import Attention, FeedForward

FEATURES = 24 + 1 + 13 + 3 + 3 + 3 + 2


class Questions(nn.Module):
    def __init__(self, network, width=128):
        super().__init__()
        channels = [block.think.norm.normalized_shape[0] for block in network.listeners()]
        self.enter = nn.Sequential(nn.Linear(FEATURES, width), nn.SiLU(), nn.Linear(width, width))
        self.around = nn.ModuleList(nn.ModuleList((Attention(width, width), FeedForward(width))) for _ in range(2))
        self.ask = nn.ModuleList(nn.Linear(width, c) for c in channels)
        self.answer = nn.ModuleList(nn.Linear(c, 3) for c in channels[:-1])

    def forward(self, network, features, hidden, ids):
        """Colours [blocks][B, 16, 3] that each block of the network would paint the slots."""
        text, _, bias = network.text(ids)
        x = self.enter(features)
        among = (-1e4 * hidden.float())[:, None, None, :]
        for attention, think in self.around:
            x = think(attention(x, None, among))
        colours = []
        for i, block in enumerate(network.listeners()):
            y = block.think(block.prompt(self.ask[i](x), text, bias))
            if i < len(self.answer):
                colours.append(self.answer[i](y))
            else:
                colours.append(nn.functional.linear(y, network.readout.weight[:, :, 0, 0], network.readout.bias))
        return colours


def features_of(store, scenes):
    """Slots as numbers [B, 16, FEATURES], and which are not there or hardly seen [B, 16]."""
    classes, seen = store.classes[scenes].long(), store.seen[scenes].long()
    one_hot = lambda index, count: nn.functional.one_hot(index.clamp(0, count - 1), count).float()
    share, across, depth = (seen[..., i].float() / 255 for i in range(3))
    slot = torch.arange(16, device=classes.device).expand(len(scenes), 16)
    counted = ((slot >= 4) & (seen[..., 0] > 0)).float()
    features = torch.cat(
        [
            one_hot(torch.where(classes == 255, torch.full_like(classes, 23), classes), 24),
            counted[..., None],
            one_hot(seen[..., 3], 13) * counted[..., None],
            one_hot(seen[..., 4], 3),
            one_hot(seen[..., 5], 3),
            torch.stack([share, 2 * across - 1, 4 * depth - 1], -1) * counted[..., None],
            torch.stack([(3 * (2 * across - 1)).sin(), (12 * depth).sin()], -1) * counted[..., None],
        ],
        -1,
    )
    hidden = (classes == 255) | ((slot >= 4) & (seen[..., 0] == 0))
    return features, hidden


@torch.no_grad()
def smooth_levels(embedding, vocabulary):
    """Begins with neighbouring levels ("0x7f", "0x80") as neighbours, which random vectors would have to learn."""
    rows = [i for i, token in enumerate(vocabulary) if token.startswith("0x")]
    level = torch.tensor([int(vocabulary[i], 16) / 255 for i in rows], device=embedding.device)
    waves = [torch.cos(np.pi * k * level) for k in range(1, 9)]
    features = torch.stack(waves, 1) * torch.tensor([1 / k for k in range(1, 9)], device=embedding.device)
    mixed = features @ torch.randn(8, embedding.shape[1], device=embedding.device)
    embedding[rows] = mixed / mixed.std() + 0.1 * embedding[rows]


class Lessons:
    """Batches for stage 0."""

    def __init__(self, scenes, prompts, seed):
        self.scenes, self.prompts = scenes, prompts
        self.rng = np.random.default_rng(seed)

    def draw(self, count):
        scenes = self.rng.integers(0, self.scenes.count, count)
        tasks = self.rng.choice([SEMANTIC, REFERRING, INSTANCES, SOLID], count, p=[0.4, 0.36, 0.16, 0.08])
        prompts = self.prompts.pick(self.rng, scenes, tasks)
        kept = prompts >= 0
        on = lambda array: torch.from_numpy(np.ascontiguousarray(array)).to(self.scenes.device)
        # Always the same number of rows, for compiled code.
        scenes, prompts, tasks = (np.resize(array[kept], count) for array in (scenes, prompts, tasks))
        at, prompt = on(scenes), on(prompts)
        features, hidden = features_of(self.scenes, at)
        return features, hidden, self.prompts.tokens[prompt].long(), self.prompts.colours[prompt].float() / 127.5 - 1, tasks


def language_loss(colours, want, hidden):
    """Squared error over the slots that are there, mean over blocks; and of the last block, per sample."""
    shown = (~hidden).float()[..., None]
    per_sample = [(((got.float() - want) ** 2 * shown).sum((1, 2)) / (3 * shown.sum((1, 2)))) for got in colours]
    return sum(one.mean() for one in per_sample) / len(per_sample), per_sample[-1].detach()


def levels_off(colours, want, hidden):
    """Mean error of the last block in levels, per sample."""
    shown = (~hidden).float()[..., None]
    return (127.5 * (colours[-1].float() - want).abs() * shown).sum((1, 2)) / (3 * shown.sum((1, 2)))
