"""Rectified flow with x-prediction: x_t = t x + (1 - t) noise, the network says x (arXiv 2209.03003, 2511.13720)."""

import torch

from .batches import MAKES_PICTURES


def steps_for(tasks, device, share_at_zero, generator=None):
    """Steps [B]: logit-normal (arXiv 2403.03206), and 0 for a share of the samples. A task that sees a picture
    takes step 0 mostly: one forward pass is then the whole answer, the conditional mean (arXiv 2409.18124)."""
    count = len(tasks)
    steps = torch.sigmoid(torch.randn(count, device=device, generator=generator) * 1.0)
    makes = torch.tensor([task in MAKES_PICTURES for task in tasks], device=device)
    share = torch.where(makes, torch.full_like(steps, 0.1), torch.full_like(steps, share_at_zero))
    return torch.where(torch.rand(count, device=device, generator=generator) < share, torch.zeros_like(steps), steps)


def mixed(target, noise, steps):
    t = steps[:, None, None, None]
    return t * target + (1 - t) * noise


def area_weights(slots, balance):
    """Weights [B, 1, H, W], mean 1: a share of them gives every slot of a picture the same sum, however small it is."""
    count = slots.shape[0]
    flat = slots.view(count, -1)
    areas = torch.zeros(count, 16, device=slots.device).scatter_add_(1, flat, torch.ones_like(flat, dtype=torch.float32))
    present = (areas > 0).sum(1, keepdim=True).clamp(min=1)
    # Not more than thirty-fold, so that three pixels do not shout.
    each = (flat.shape[1] / (areas.clamp(min=1) * present)).clamp(max=30)
    weights = (1 - balance) + balance * torch.gather(each, 1, flat)
    return (weights / weights.mean(1, keepdim=True)).view(count, 1, *slots.shape[1:])


def flow_loss(network, batch, steps, noise, balance):
    """Squared error of the painted picture, per sample [B]; pictures to make are not weighted by area."""
    painted = network(mixed(batch.target, noise, steps), batch.picture, batch.has, steps, batch.ids)
    weights = area_weights(batch.slots, balance)
    weights = torch.where(batch.has[:, None, None, None] > 0, weights, torch.ones_like(weights))
    return ((painted.float() - batch.target) ** 2 * weights).mean((1, 2, 3))


@torch.no_grad()
def paint(network, picture, has, ids, steps=1, seed=0, guidance=1.0):
    """Paints from noise in some Euler steps; one step is the network's first guess."""
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(picture.shape, generator=generator).to(picture.device)
    empty = torch.zeros_like(ids)
    for i in range(steps):
        t = torch.full((len(ids),), i / steps, device=picture.device)
        guess = network(x, picture, has, t, ids).float()
        if guidance != 1.0:
            plain = network(x, picture, has, t, empty).float()
            guess = plain + guidance * (guess - plain)
        # dx/dt = (x1 - x) / (1 - t)
        x = x + (guess - x) / (1 - i / steps) / steps
    return x
