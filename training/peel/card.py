"""The card of a model: what it is, what it learned from, how well it does, and what it cannot do."""

import datetime

import torch

from .batches import TASKS

WORLD = {
    "scenes": "rooms (3.6 to 7 m wide, 4.5 to 9 m long, 2.4 to 3.2 m high) and yards",
    "camera": "1.1 to 1.7 m high, tilted down by 0.05 to 0.3 rad, turned by up to 0.25 rad, 50 to 66 degrees wide, square pictures",
    "things": "up to five, 1.8 to 5.2 m away; trees and houses up to 13 m",
    "light": "one lamp or the sun, hard shadows",
}
LIMITS = [
    "It lives in a small synthetic world. On photographs its answers can be decoded, and are wrong.",
    "It understands the words of its tokenizer; what it makes of others is chance.",
    "Instances are painted in an order that the prompt names, not in colours of its own choice.",
]
IO = {
    "noisy": "[N, 3, size, size] float32: the picture in the making, normally distributed noise at step 0",
    "picture": "[N, 3, size, size] float32, -1 for level 0 to 1 for level 255; zeros where has is 0",
    "has": "[N] float32: 1 where there is a picture, 0 for text to image",
    "step": "[N] float32: 0 for pure noise to 1",
    "ids": "[N, tokens] int64: the prompt, padded with 0",
    "painted": "[N, 3, size, size] float32: the picture that noisy is expected to become",
}


def card_of(config, data, trainer, scores, machine):
    network = trainer.network
    return {
        # What the library reads (docs/one-graph.md); the rest is for people.
        "contract": "peel/one-graph/1",
        "graph": "model.onnx",
        "tokenizer": "tokenizer.json",
        "dialect": "vision-banana",
        "instanceColours": "asked",
        "licence": "MIT",
        "perception": {"steps": 1, "guidance": 1},
        "textToImage": {"steps": 24, "guidance": 2},
        "name": config["name"],
        "made": datetime.date.today().isoformat(),
        "size": config["size"],
        "tokens": data.length,
        "tokenizerVersion": data.tokenizer["version"],
        "parameters": sum(p.numel() for p in network.parameters()),
        "inputsAndOutputs": IO,
        "tasks": list(TASKS),
        "world": {**WORLD, "classes": data.world["classes"]},
        "data": {"scenes": data.train_scenes.count, "prompts": len(data.train_prompts.tasks)},
        "recipe": {key: value for key, value in config.items() if key not in ("smoke", "shards")},
        "training": {
            "machine": machine.describe(),
            "torch": torch.__version__,
            "seconds": trainer.spent,
            "steps": trainer.steps,
            "samples": trainer.images,
            "deviations": "squared errors of tasks are weighted by area, half of them, so that small things count",
        },
        "metrics": scores,
        "history": trainer.history,
        "limits": LIMITS,
    }
