"""Tiny Cityscapes, RefCOCO/+/g, ReasonSeg, SA-Co/Gold and COCO. Polygons are rectangles on pixels' borders and slants
whose pixels are told by half planes, so that the masks do not come from a rasteriser of ours."""

import pickle

import numpy as np

from common import H, W, dump, path, photo, random, save_jpg, save_png, told, write


def counts(mask):
    """COCO's run lengths, column by column, zeros first."""
    flat = np.asarray(mask).T.ravel()
    runs, current, length = [], 0, 0
    for bit in flat:
        if bit != current:
            runs.append(length)
            current, length = bit, 0
        length += 1
    return [*runs, length]


def letters(runs):
    """COCO's text: differences to the one two before, groups of five bits, 48 added (maskApi.h)."""
    out = ""
    for i, run in enumerate(runs):
        rest = run - runs[i - 2] if i > 2 else run
        while True:
            group = rest & 31
            rest >>= 5
            more = rest != -1 if group & 16 else rest != 0
            out += chr((group | 32 if more else group) + 48)
            if not more:
                break
    return out


def block(x0, y0, x1, y1):
    mask = np.zeros((H, W), "u1")
    mask[y0:y1, x0:x1] = 1
    return mask


def polygon(x0, y0, x1, y1):
    return [x0, y0, x1, y0, x1, y1, x0, y1]


def box(mask):
    ys, xs = np.nonzero(mask)
    return [int(xs.min()), int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1] if len(xs) else [0, 0, 0, 0]


def cityscapes():
    ids = random(200).choice([0, 4, 7, 11, 23, 24, 26, 33], (H, W)).astype("u1")
    rgb = photo(201)
    name = "frankfurt/frankfurt_000000_000294"
    save_png(path("cityscapes", "leftImg8bit", "val", f"{name}_leftImg8bit.png"), rgb)
    save_png(path("cityscapes", "gtFine", "val", f"{name}_gtFine_labelIds.png"), ids)
    dump(path("cityscapes", "expected.json"), {"val": [{"id": name, "photo": told(rgb), "labels": told(ids)}]})


def coco_parts():
    two = np.maximum(block(0, 0, 3, 3), block(2, 1, 5, 4))  # overlapping: a pixel of both is in once
    crowd = block(3, 0, 7, 2)
    first = {"id": 11, "image_id": 7, "category_id": 1, "iscrowd": 0, "area": float(two.sum()), "bbox": box(two),
             "segmentation": [polygon(0, 0, 3, 3), polygon(2, 1, 5, 4)]}
    second = {"id": 12, "image_id": 7, "category_id": 3, "iscrowd": 1, "area": float(crowd.sum()), "bbox": box(crowd),
              "segmentation": {"size": [H, W], "counts": counts(crowd)}}
    return two, crowd, first, second


def coco():
    two, crowd, first, second = coco_parts()
    seen = save_jpg(path("coco", "val2017", "000000000007.jpg"), 210)
    empty = save_jpg(path("coco", "val2017", "000000000009.jpg"), 211)
    images = [{"id": n, "file_name": f"{n:012d}.jpg", "width": W, "height": H} for n in [7, 9]]
    categories = [{"id": 1, "name": "person"}, {"id": 3, "name": "car"}]
    dump(path("coco", "annotations", "instances_val2017.json"), {"images": images, "annotations": [first, second], "categories": categories})
    instances = [
        {"id": 11, "categoryId": 1, "isCrowd": False, "area": int(two.sum()), "box": box(two), "mask": told(two)},
        {"id": 12, "categoryId": 3, "isCrowd": True, "area": int(crowd.sum()), "box": box(crowd), "mask": told(crowd)},
    ]
    dump(path("coco", "expected.json"), {"val2017": [
        {"id": "7", "photo": told(seen), "instances": instances}, {"id": "9", "photo": told(empty), "instances": []},
    ]})
    ids = random(212).choice([0, 70_000, 3_000_001], (H, W))
    rgb = np.stack([ids % 256, ids // 256 % 256, ids // 65536], 2).astype("u1")
    save_png(path("coco", "annotations", "panoptic_val2017", "000000000007.png"), rgb)
    info = [{"id": 70_000, "category_id": 1, "iscrowd": 0, "area": int((ids == 70_000).sum()), "bbox": [0, 0, 1, 1]},
            {"id": 3_000_001, "category_id": 184, "iscrowd": 0, "area": int((ids == 3_000_001).sum()), "bbox": [0, 0, 1, 1]}]
    stuff = [{"id": 1, "name": "person", "isthing": 1}, {"id": 184, "name": "tree-merged", "isthing": 0}]
    dump(path("coco", "annotations", "panoptic_val2017.json"), {
        "images": images, "annotations": [{"image_id": 7, "file_name": "000000000007.png", "segments_info": info}], "categories": stuff})
    dump(path("coco", "expected-panoptic.json"), {"val2017": [{"id": "7", "photo": told(seen), "ids": told(ids)}]})


def refcoco():
    two, crowd, first, second = coco_parts()
    name = "COCO_train2014_000000000007.jpg"
    seen = save_jpg(path("refcoco", "images", "mscoco", "images", "train2014", name), 220)
    for dataset, by, protocol in [("refcoco", "unc", 0), ("refcoco+", "unc", 2), ("refcocog", "umd", 0)]:
        texts = [["The man", "man on the left"], ["caf\u00e9 \"car\""]]
        refs = [{"ref_id": n, "ann_id": ann, "image_id": 7, "category_id": 1, "split": "val", "file_name": f"x_{ann}.jpg",
                 "sent_ids": [10 * n + i for i in range(len(told_))],
                 "sentences": [{"sent_id": 10 * n + i, "sent": t, "raw": t, "tokens": t.split()} for i, t in enumerate(told_)]}
                for n, (ann, told_) in enumerate(zip([11, 12], texts))]
        refs.append({**refs[0], "ref_id": 5, "split": "train"})
        write(path("refcoco", dataset, f"refs({by}).p"), pickle.dumps(refs, protocol))
        dump(path("refcoco", dataset, "instances.json"), {
            "images": [{"id": 7, "file_name": name, "width": W, "height": H}], "annotations": [first, second], "categories": []})
    samples = [{"id": "0/0", "expression": "The man", "mask": told(two)}, {"id": "0/1", "expression": "man on the left", "mask": told(two)},
               {"id": "1/10", "expression": "caf\u00e9 \"car\"", "mask": told(crowd)}]
    dump(path("refcoco", "expected.json"), {"val": [{**s, "photo": told(seen)} for s in samples]})


def reasonseg():
    """cv2.fillPoly fills a rectangle of whole corners with its border: from the first corner to the last, both in."""
    seen = save_jpg(path("reasonseg", "val", "123_1.jpg"), 230)
    shapes = [{"label": "target", "points": [[0.9, 0.2], [4.7, 0.1], [4.2, 3.9], [0.4, 3.3]]},
              {"label": "Ignored", "points": [[2, 1], [3, 1], [3, 2], [2, 2]]},
              {"label": "flag", "points": [[0, 0], [6, 0], [6, 4]]}]
    mask = block(0, 0, 5, 4)
    mask[1:3, 2:4] = 255
    label = {"text": ["the place where one sits \u2013 na\u00efve?", "another"], "is_sentence": True, "shapes": shapes}
    import json
    write(path("reasonseg", "val", "123_1.json"), json.dumps(label, ensure_ascii=False).encode("cp1252"))
    dump(path("reasonseg", "expected.json"), {"val": [{"id": "123_1", "photo": told(seen), "expression": label["text"][0], "mask": told(mask)}]})


def saco():
    two, crowd, _, _ = coco_parts()
    seen = save_jpg(path("saco-gold", "metaclip-images", "1", "a.jpg"), 240)
    pairs = [(1, "a red car"), (2, "dog")]
    annotators = []
    for letter, masks, exhaustive in [("a", [two, crowd], True), ("b", [two], True), ("c", [], False)]:
        images = [{"id": n, "file_name": "1/a.jpg", "text_input": phrase, "width": W, "height": H, "queried_category": "1",
                   "is_instance_exhaustive": exhaustive, "is_pixel_exhaustive": True} for n, phrase in pairs]
        annotations = [{"id": i + 1, "image_id": 1, "category_id": 1, "iscrowd": 0, "area": 0.1,
                        "bbox": [v / s for v, s in zip(box(m), [W, H, W, H])],
                        "segmentation": {"size": [H, W], "counts": letters(counts(m))}} for i, m in enumerate(masks)]
        dump(path("saco-gold", "gt-annotations", f"gold_attributes_merged_{letter}_release_test.json"), {
            "images": images, "annotations": annotations, "categories": [{"id": 1, "name": "object"}]})
        annotators.append({"isExhaustive": exhaustive, "instances": [{"area": int(m.sum()), "box": box(m), "mask": told(m)} for m in masks]})
    none = [{**one, "instances": []} for one in annotators]
    samples = [{"id": "attributes/1", "phrase": "a red car", "annotators": annotators}, {"id": "attributes/2", "phrase": "dog", "annotators": none}]
    dump(path("saco-gold", "expected.json"), {split: [{**s, "photo": told(seen)} for s in samples] for split in ["all", "attributes"]})


for make in [cityscapes, coco, refcoco, reasonseg, saco]:
    make()
