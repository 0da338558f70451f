"""Everything a run reads: scenes, prompts, tokenizer, classes."""

import json
import os

from .batches import TASKS
from .store import Prompts, Scenes, read_shards


class Data:
    def __init__(self, folder, pattern, device):
        with open(os.path.join(folder, "tokenizer.json")) as file:
            self.tokenizer = json.load(file)
        with open(os.path.join(folder, "world.json")) as file:
            self.world = json.load(file)
        if tuple(self.world["tasks"]) != TASKS:
            raise SystemExit(f"the shards in {folder} know the tasks {self.world['tasks']}, this trainer {TASKS}: write them anew")
        self.vocabulary, self.length = len(self.tokenizer["vocabulary"]), self.tokenizer["length"]
        for name, files in (("train", pattern), ("test", "test.npz"), ("held", "held-out.npz")):
            arrays = read_shards(folder, files)
            scenes = Scenes(arrays, device)
            setattr(self, f"{name}_scenes", scenes)
            setattr(self, f"{name}_prompts", Prompts(arrays, self.length, scenes.count, len(TASKS), device))
        with open(os.path.join(folder, "test.json")) as file:
            self.test_texts = json.load(file)
