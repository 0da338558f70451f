"""Both renderers agree: python3 -m unittest discover training/tests (from the root of the repository)."""

import os
import sys
import unittest

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from peel.render import render  # noqa: E402
from peel.store import Scenes  # noqa: E402

FIXTURES = os.path.join(HERE, "..", "..", "test", "world", "plainScenes.npz")


class Renderers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.want = dict(np.load(FIXTURES))
        device = os.environ.get("PEEL_DEVICE", "cpu")
        cls.count, cls.size = cls.want["slots"].shape[:2]
        cls.got = render(Scenes(cls.want, device), np.arange(cls.count), cls.size)
        cls.same = cls.got.slots.cpu().numpy() == cls.want["slots"]

    def test_every_pixel_shows_the_same_thing(self):
        self.assertGreater(self.same.mean(), 0.9998)

    def test_depth_to_the_millimetre(self):
        got = np.minimum(65535, np.round(1000 * self.got.depth.cpu().numpy().astype(np.float64)))
        apart = np.abs(got - self.want["depth"])[self.same]
        self.assertLess(np.quantile(apart, 0.999), 2)

    def test_normals(self):
        got = 127 * self.got.normals.permute(0, 2, 3, 1).cpu().numpy()
        apart = np.abs(got - self.want["normals"]).max(-1)[self.same]
        self.assertLess(np.quantile(apart, 0.999), 1.5)

    def test_colours(self):
        got = 255 * self.got.photo.permute(0, 2, 3, 1).cpu().numpy()
        apart = np.abs(got - self.want["photo"]).max(-1)[self.same]
        self.assertLess(apart.mean(), 0.5)
        self.assertLess((apart > 2).mean(), 0.004)


if __name__ == "__main__":
    torch.manual_seed(0)
    unittest.main()
