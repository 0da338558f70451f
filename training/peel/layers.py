"""Parts of the network."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class Norm(nn.GroupNorm):
    """Group normalisation in full precision (torch 1.13 cannot autocast it)."""

    def forward(self, x):
        return super().forward(x.float()).to(x.dtype)


def norm(channels):
    """About 16 channels in a group."""
    groups = max(1, channels // 16)
    while channels % groups:
        groups -= 1
    return Norm(groups, channels)


class Residual(nn.Module):
    """Two 3 x 3 convolutions; the condition (step and prompt as a whole) scales and shifts between them."""

    def __init__(self, given, channels, condition):
        super().__init__()
        self.first_norm, self.first = norm(given), nn.Conv2d(given, channels, 3, padding=1)
        self.second_norm, self.second = norm(channels), nn.Conv2d(channels, channels, 3, padding=1)
        self.film = nn.Linear(condition, 2 * channels)
        self.skip = nn.Conv2d(given, channels, 1) if given != channels else nn.Identity()
        nn.init.zeros_(self.film.weight), nn.init.zeros_(self.film.bias)
        with torch.no_grad():
            self.second.weight.mul_(0.3)

    def forward(self, x, condition):
        y = self.first(F.silu(self.first_norm(x)))
        scale, shift = self.film(condition)[:, :, None, None].chunk(2, 1)
        y = self.second(F.silu(self.second_norm(y) * (1 + scale) + shift))
        return self.skip(x) + y


class Attention(nn.Module):
    """Multi-head attention of tokens [B, N, C] to others [B, M, D]."""

    def __init__(self, channels, other, head=32):
        super().__init__()
        self.heads = max(1, channels // head)
        self.norm = nn.LayerNorm(channels)
        self.q, self.k, self.v = nn.Linear(channels, channels), nn.Linear(other, channels), nn.Linear(other, channels)
        self.out = nn.Linear(channels, channels)

    def forward(self, x, other=None, bias=None):
        normed = self.norm(x)
        other = normed if other is None else other
        split = lambda y: y.reshape(y.shape[0], y.shape[1], self.heads, -1).transpose(1, 2)
        q, k, v = split(self.q(normed)), split(self.k(other)), split(self.v(other))
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
        if bias is not None:
            scores = scores + bias
        mixed = scores.softmax(-1).to(v.dtype) @ v
        return x + self.out(mixed.transpose(1, 2).reshape(x.shape))


class FeedForward(nn.Module):
    def __init__(self, channels, factor=2):
        super().__init__()
        self.norm = nn.LayerNorm(channels)
        self.up, self.down = nn.Linear(channels, factor * channels), nn.Linear(factor * channels, channels)

    def forward(self, x):
        return x + self.down(F.silu(self.up(self.norm(x))))


class Listening(nn.Module):
    """Tokens look around (where asked), listen to the prompt, and think about it pixel by pixel."""

    def __init__(self, channels, text, looks_around):
        super().__init__()
        self.around = Attention(channels, channels) if looks_around else None
        self.prompt = Attention(channels, text)
        self.think = FeedForward(channels)

    def tokens(self, x, text, bias):
        if self.around is not None:
            x = self.around(x)
        return self.think(self.prompt(x, text, bias))

    def forward(self, x, text, bias):
        count, channels, height, width = x.shape
        tokens = self.tokens(x.flatten(2).transpose(1, 2), text, bias)
        return tokens.transpose(1, 2).reshape(count, channels, height, width)


class TextEncoder(nn.Module):
    """Token ids [B, T] -> features [B, T, D], their mean, and a bias that hides padding (id 0)."""

    def __init__(self, vocabulary, length, width, depth):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Parameter(0.02 * torch.randn(1, length, width))
        # Neighbours belong together ("the ball is 255 0 0"): a convolution says so from the start.
        self.near = nn.Conv1d(width, width, 5, padding=2)
        self.layers = nn.ModuleList(nn.ModuleList((Attention(width, width), FeedForward(width, 3))) for _ in range(depth))
        self.norm = nn.LayerNorm(width)

    def forward(self, ids):
        shown = (ids != 0).float()
        x = self.words(ids) + self.places
        x = x + self.near((x * shown[..., None]).transpose(1, 2)).transpose(1, 2)
        bias = (-1e4 * (1 - shown))[:, None, None, :]
        for attention, think in self.layers:
            x = think(attention(x, None, bias))
        x = self.norm(x)
        pooled = (x * shown[..., None]).sum(1) / shown.sum(1, keepdim=True).clamp(min=1)
        return x, pooled, bias
