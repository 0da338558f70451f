"""A running mean of the weights: what is evaluated and shipped."""

import copy

import torch


class Mean:
    def __init__(self, network, decay):
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self.decay, self.count = decay, 0

    @torch.no_grad()
    def update(self, network):
        self.count += 1
        # Short at first, so that the beginning is forgotten.
        decay = min(self.decay, (1 + self.count) / (10 + self.count))
        mine, theirs = list(self.network.parameters()), list(network.parameters())
        torch._foreach_mul_(mine, decay)
        torch._foreach_add_(mine, theirs, alpha=1 - decay)
