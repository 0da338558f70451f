"""How a run's minutes are spent, and the rate of learning along them."""

import math

STAGES = ("language", "generation", "instruction")


class Plan:
    """Seconds of each stage of a run that may last `seconds` and needs `finish` of them at its end."""

    def __init__(self, shares, seconds, finish):
        usable = max(1.0, seconds - finish)
        self.seconds = {stage: usable * shares[stage] / sum(shares.values()) for stage in STAGES}


def rate_at(progress, step, warm_up, cool_down):
    """1 in the middle, rising over the first steps, falling as a cosine over the last share of the time."""
    rise = min(1.0, (step + 1) / max(1, warm_up))
    left = min(1.0, max(0.0, 1 - progress) / cool_down)
    return rise * (0.5 - 0.5 * math.cos(math.pi * left)) + 1e-3


def groups_of(network, decay, text_rate):
    """Parameters in groups: what was learned in stage 0 moves more slowly; vectors do not decay."""
    slow = {id(p) for p in network.text.parameters()}
    for block in network.listeners():
        # What is asked of the prompt (the query) has to be learned anew from pixels.
        slow |= {id(p) for part in (block.prompt.k, block.prompt.v, block.prompt.out) for p in part.parameters()}
    groups = {}
    for parameter in network.parameters():
        key = (id(parameter) in slow, parameter.ndim > 1)
        groups.setdefault(key, []).append(parameter)
    return [
        {"params": members, "scale": text_rate if is_slow else 1.0, "weight_decay": decay if decays else 0.0}
        for (is_slow, decays), members in groups.items()
    ]
