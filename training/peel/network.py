"""The generator: one network for all tasks and for text to image.

Inputs: `noisy` [B, 3, H, W], the picture in the making; `picture` [B, 3, H, W], what it is about (zeros if nothing);
`has` [B], 1 where there is a picture; `step` [B], 0 for pure noise to 1; `ids` [B, T], the prompt's tokens.
Output: the painted picture [B, 3, H, W] that `noisy` is expected to become (x-prediction, arXiv 2511.13720).
Pictures have -1 for level 0 and 1 for level 255.
"""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from .layers import Listening, Residual, TextEncoder, norm


class Generator(nn.Module):
    def __init__(self, vocabulary, length, size, widths=(24, 48, 96, 128, 192), text=128, text_depth=3, condition=256):
        super().__init__()
        self.options = dict(vocabulary=vocabulary, length=length, size=size, widths=list(widths), text=text, text_depth=text_depth, condition=condition)
        w0, w1, w2, w3, w4 = widths
        self.text = TextEncoder(vocabulary, length, text, text_depth)
        self.condition = nn.Sequential(nn.Linear(64 + text + 1, condition), nn.SiLU(), nn.Linear(condition, condition), nn.SiLU())
        res = lambda given, channels: Residual(given, channels, condition)
        # Full resolution, half, then a trunk at a quarter, an eighth and a sixteenth.
        self.stem = nn.Conv2d(9, w0, 3, padding=1)
        self.down1, self.fine1 = nn.Conv2d(w0, w1, 4, stride=2, padding=1), res(w1, w1)
        self.down2 = nn.Conv2d(w1, w2, 4, stride=2, padding=1)
        self.enter2 = nn.ModuleList((res(w2, w2), Listening(w2, text, False), res(w2, w2)))
        self.down3 = nn.Conv2d(w2, w3, 3, stride=2, padding=1)
        self.enter3 = nn.ModuleList((res(w3, w3), Listening(w3, text, True), res(w3, w3)))
        self.down4 = nn.Conv2d(w3, w4, 3, stride=2, padding=1)
        self.deep = nn.ModuleList((res(w4, w4), Listening(w4, text, True), res(w4, w4), Listening(w4, text, True), res(w4, w4)))
        self.up3 = nn.Conv2d(w4, w3, 1)
        self.leave3 = nn.ModuleList((res(2 * w3, w3), Listening(w3, text, True), res(w3, w3)))
        self.up2 = nn.Conv2d(w3, w2, 1)
        self.leave2 = nn.ModuleList((res(2 * w2, w2), Listening(w2, text, False), res(w2, w2), Listening(w2, text, False)))
        # Colours that the prompt asks for reach the picture linearly from here.
        self.readout = nn.Conv2d(w2, 3, 1)
        self.up1, self.fine_up1 = nn.Conv2d(w2, w1, 1), res(2 * w1, w1)
        self.up0, self.fine_up0 = nn.Conv2d(w1, w0, 1), res(2 * w0 + 3, w0)
        self.head_norm, self.head = norm(w0), nn.Conv2d(w0, 3, 3, padding=1)
        with torch.no_grad():
            self.head.weight.mul_(0.1)

    def listeners(self):
        blocks = (self.enter2, self.enter3, self.deep, self.leave3, self.leave2)
        return [block for group in blocks for block in group if isinstance(block, Listening)]

    def forward(self, noisy, picture, has, step, ids):
        text, pooled, bias = self.text(ids)
        condition = self.condition(torch.cat([step_features(step), pooled.float(), has[:, None]], 1))

        def through(blocks, x):
            for block in blocks:
                x = block(x, text, bias) if isinstance(block, Listening) else block(x, condition)
            return x

        x0 = self.stem(torch.cat([noisy, picture, has[:, None, None, None].expand_as(noisy[:, :1]), places_like(noisy)], 1))
        x1 = self.fine1(self.down1(x0), condition)
        x2 = through(self.enter2, self.down2(x1))
        x3 = through(self.enter3, self.down3(x2))
        x = through(self.deep, self.down4(x3))
        x = through(self.leave3, torch.cat([doubled(self.up3(x)), x3], 1))
        x = through(self.leave2, torch.cat([doubled(self.up2(x)), x2], 1))
        painted = self.readout(x)
        x = self.fine_up1(torch.cat([doubled(self.up1(x)), x1], 1), condition)
        coarse = F.interpolate(painted, scale_factor=4.0, mode="nearest")
        x = self.fine_up0(torch.cat([doubled(self.up0(x)), x0, coarse.to(x0.dtype)], 1), condition)
        return coarse + self.head(F.silu(self.head_norm(x)))


def doubled(x):
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


def step_features(step):
    """Sines and cosines of the step (Vaswani et al. 2017), [B, 64]."""
    rates = torch.exp(torch.arange(32, device=step.device, dtype=torch.float32) * (-math.log(1000.0) / 31)) * 100.0
    angle = step[:, None].float() * rates
    return torch.cat([angle.sin(), angle.cos()], 1)


def places_like(x):
    """Where each pixel is, -1 to 1 to the right and down, [B, 2, H, W]."""
    count, _, height, width = x.shape
    across = torch.linspace(-1, 1, width, device=x.device, dtype=x.dtype).view(1, 1, 1, width).expand(count, 1, height, width)
    down = torch.linspace(-1, 1, height, device=x.device, dtype=x.dtype).view(1, 1, height, 1).expand(count, 1, height, width)
    return torch.cat([across, down], 1)
