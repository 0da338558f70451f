"""Tiny GenAI-Bench and ImgEdit, and a folder of one's own for each task."""

import numpy as np

from common import H, K, W, dump, f4, metres, path, photo, random, save_jpg, save_png, save_png16, told

dump(path("genai-bench", "genai_image.json"), {
    "00001": {"id": "00001", "prompt": "A baker pulling bread out of an oven.", "models": {}},
    "00012": {"id": "00012", "prompt": "Three cups, none of them red.", "models": {}},
})
dump(path("genai-bench", "genai_skills.json"), {"basic": [1], "counting": [12], "negation": [12]})
dump(path("genai-bench", "expected.json"), {"all": [
    {"id": "00001", "prompt": "A baker pulling bread out of an oven.", "tags": ["basic"]},
    {"id": "00012", "prompt": "Three cups, none of them red.", "tags": ["counting", "negation"]},
]})

seen = save_jpg(path("imgedit", "original_images", "animal", "000342021.jpg"), 300)
record = {"id": "animal/000342021.jpg", "prompt": "Change the tortoise's shell to a smooth one.", "edit_type": "adjust"}
dump(path("imgedit", "basic_edit.json"), {"1082": record})
dump(path("imgedit", "expected.json"), {"all": [{"id": "1082", "photo": told(seen), "instruction": record["prompt"], "kind": "adjust"}]})

rgb = photo(310)
mm = (metres(311) * 1000).astype("u2")
mm[0, 0] = 0
save_png(path("folder-depth", "photos", "hall.png"), rgb)
save_png16(path("folder-depth", "depth", "hall.png"), mm)
dump(path("folder-depth", "dataset.json"), {"task": "depth", "scale": "millimetres", "maxMetres": 10, "intrinsics": K})
dump(path("folder-depth", "expected.json"), {"all": [
    {"id": "hall", "photo": told(rgb), "depth": told(f4(np.where(mm == 0, np.nan, mm / 1000))), "intrinsics": K}]})

vectors = random(312).normal(size=(H, W, 3))
vectors = f4(vectors / np.linalg.norm(vectors, axis=2, keepdims=True))
save_png(path("folder-normals", "photos", "hall.png"), rgb)
np.save(path("folder-normals", "normals", "hall.npy"), vectors)
dump(path("folder-normals", "dataset.json"), {"task": "normals"})
dump(path("folder-normals", "expected.json"), {"all": [{"id": "hall", "photo": told(rgb), "normals": told(vectors)}]})

labels = random(313).randint(0, 3, (H, W)).astype("u1")
save_png(path("folder-semantic", "photos", "hall.png"), rgb)
save_png(path("folder-semantic", "labels", "hall.png"), labels)
dump(path("folder-semantic", "dataset.json"), {"task": "semantic", "legend": [{"id": n, "name": name} for n, name in enumerate(["void", "wall", "floor"])]})
dump(path("folder-semantic", "expected.json"), {"all": [{"id": "hall", "photo": told(rgb), "labels": told(labels)}]})

mask = random(314).choice([0, 128, 255], (H, W)).astype("u1")
save_png(path("folder-referring", "photos", "hall.png"), rgb)
save_png(path("folder-referring", "masks", "hall-cup.png"), mask)
sample = {"id": "cup", "photo": "photos/hall.png", "truth": "masks/hall-cup.png", "text": "the cup on the table"}
dump(path("folder-referring", "dataset.json"), {"task": "referring", "samples": [sample]})
dump(path("folder-referring", "expected.json"), {"all": [
    {"id": "cup", "photo": told(rgb), "expression": sample["text"], "mask": told(np.where(mask == 0, 0, np.where(mask == 128, 255, 1)))}]})
