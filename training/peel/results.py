"""What a run leaves behind: sheets, weights, the ONNX file and its card."""

import json
import math
import os

import numpy as np
import torch

from .batches import DEPTH, GENERATE, INSTANCES, NORMALS, REFERRING, SEMANTIC, TASKS
from .evaluate import painted
from .export import export_onnx
from .flow import paint
from .sheets import levels, sheet, write_png


def write_sheets(folder, network, drawer, texts, chunk, count=8, make_steps=16):
    """samples.png: photo, then painted and true of each task, one scene a row; generated.png; samples.txt."""
    lines = []
    columns = {}
    scenes = np.arange(min(4 * count, drawer.scenes.count))
    for task in (DEPTH, NORMALS, SEMANTIC, REFERRING, INSTANCES):
        batch = drawer.chosen(scenes, task)
        rows = slice(0, count)
        for name in ("picture", "target", "has", "ids"):
            setattr(batch, name, getattr(batch, name)[rows])
        batch.tasks, batch.prompts = batch.tasks[rows], batch.prompts[rows]
        if len(batch.tasks) == 0:
            continue
        columns[task] = (batch.picture, painted(network, batch, chunk), batch.target)
        lines += [f"samples.png, {TASKS[task]}, row {i + 1}: {texts[prompt]}" for i, prompt in enumerate(batch.prompts)]
    rows = [[levels(picture[i]) for trio in columns.values() for picture in trio if i < len(picture)] for i in range(count)]
    write_png(os.path.join(folder, "samples.png"), sheet([row for row in rows if row]))

    batch = drawer.chosen(scenes, GENERATE)
    ids, has = batch.ids[: 2 * count], batch.has[: 2 * count]
    blank = torch.zeros_like(batch.target[: 2 * count])
    made = torch.cat([paint(network, blank[i : i + chunk], has[i : i + chunk], ids[i : i + chunk], make_steps, i, 2.0) for i in range(0, len(ids), chunk)])
    pairs = [[levels(made[i]), levels(batch.target[i])] for i in range(len(ids))]
    write_png(os.path.join(folder, "generated.png"), sheet([sum(pairs[i : i + 4], []) for i in range(0, len(pairs), 4)]))
    lines += [f"generated.png, picture {i + 1}: {texts[batch.prompts[i]]}" for i in range(len(ids))]
    with open(os.path.join(folder, "samples.txt"), "w") as file:
        file.write("\n".join(lines) + "\n")


def write_weights(path, network):
    """The mean weights in half precision, so that a file of them can begin another run."""
    np.savez(path, **{name: value.detach().cpu().to(torch.float16).numpy() for name, value in network.state_dict().items()})


def plain(value):
    """As JSON can say it: what is not a number becomes null."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def write_model(folder, network, card, say):
    """model.onnx and model.json; what fails is told, and the weights are there anyway."""
    write_weights(os.path.join(folder, "weights.npz"), network)
    with open(os.path.join(folder, "model.json"), "w") as file:
        json.dump(plain(card), file, indent=1, allow_nan=False)
    try:
        size, apart = export_onnx(network, os.path.join(folder, "model.onnx"))
        told = "not compared: no onnxruntime" if apart is None else f"at most {apart:.1e} away from torch"
        say(f"model.onnx: {size / 1e6:.2f} MB, {told}")
    except Exception as error:  # noqa: BLE001 - a run of minutes must not be lost with its last step
        say(f"model.onnx failed ({type(error).__name__}: {str(error)[:300]}); python3 training/export.py makes it from weights.npz")
