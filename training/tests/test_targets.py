"""Targets are painted and read as the library's codecs do, against vectors of code that is not ours."""

import json
import math
import os
import sys
import unittest

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from peel.flow import area_weights  # noqa: E402
from peel.targets import paint_depth, paint_normals, paint_slots, quantised, read_depth, read_normals  # noqa: E402

GOLDEN = os.path.join(HERE, "..", "..", "test", "golden", "depth_cube_hilbertmap.json")


class Depth(unittest.TestCase):
    def test_colours_and_metres_of_hilbertmap(self):
        with open(GOLDEN) as file:
            golden = json.load(file)["encode"]
        metres = torch.tensor([float(one) for one in golden["depth"]])
        levels = torch.round((paint_depth(metres.view(1, 1, -1))[0, :, 0].T + 1) * 127.5)
        off = (levels - torch.tensor(golden["rgb8"], dtype=torch.float32)).abs()
        self.assertLessEqual(off.max().item(), 1)
        self.assertLess((off > 0).float().mean().item(), 0.01)
        read = read_depth((torch.tensor(golden["rgb8"], dtype=torch.float32) / 127.5 - 1).T.view(1, 3, 1, -1)).view(-1)
        for got, want in zip(read.tolist(), golden["decoded_from_rgb8"]):
            want = float(want)
            if math.isinf(want):
                self.assertTrue(math.isinf(got))
            else:
                self.assertLess(abs(got - want), 1e-3 * max(1, want))

    def test_a_gradient_never_touches_infinity(self):
        self.assertTrue(torch.isfinite(paint_depth(torch.tensor([[[0.0, 1.0, float("inf")]]]))).all())


class Normals(unittest.TestCase):
    def test_examples_of_the_paper(self):
        normals = torch.tensor([[-1.0, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]]).T.view(1, 3, 1, 4)
        painted = paint_normals(normals, torch.tensor([[[1, 1, 1, 0]]]))
        levels = ((painted + 1) * 127.5)[0, :, 0].T.tolist()
        self.assertEqual(levels, [[255, 127.5, 127.5], [127.5, 255, 127.5], [127.5, 127.5, 255], [255, 0, 255]])
        vectors, valid = read_normals(quantised(painted))
        self.assertEqual(valid.view(-1).tolist(), [True, True, True, False])
        self.assertLess((vectors[..., :3] - normals[..., :3]).abs().max().item(), 0.01)


class Masks(unittest.TestCase):
    def test_slots_get_their_colours(self):
        colours = torch.zeros(1, 16, 3, dtype=torch.uint8)
        colours[0, 5] = torch.tensor([255, 0, 128])
        painted = paint_slots(colours, torch.tensor([[[0, 5]]]))
        self.assertEqual(((painted + 1) * 127.5)[0, :, 0].T.round().tolist(), [[0, 0, 0], [255, 0, 128]])

    def test_small_things_weigh_as_much_as_large_ones(self):
        slots = torch.zeros(1, 10, 10, dtype=torch.long)
        slots[0, :2, :5] = 4
        weights = area_weights(slots, 1.0)[0, 0]
        self.assertAlmostEqual(weights.mean().item(), 1, places=5)
        self.assertAlmostEqual(weights[slots[0] == 4].sum().item(), weights[slots[0] == 0].sum().item(), places=3)


if __name__ == "__main__":
    unittest.main()
