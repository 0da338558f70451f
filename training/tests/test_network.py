"""The network listens, learns, and leaves as ONNX what it is in torch."""

import os
import sys
import tempfile
import unittest
import warnings

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from peel.export import example, export_onnx  # noqa: E402
from peel.flow import paint  # noqa: E402
from peel.network import Generator  # noqa: E402

OPTIONS = dict(vocabulary=60, length=12, size=32, widths=(16, 32, 32, 32, 32), text=32, text_depth=1, condition=32)


def tiny():
    torch.manual_seed(0)
    return Generator(**OPTIONS)


class Network(unittest.TestCase):
    def test_every_input_and_every_weight_matters(self):
        network = tiny()
        noisy, picture, has, step, ids = example(network)
        for block in network.modules():
            if hasattr(block, "film"):
                torch.nn.init.normal_(block.film.weight, std=0.1)
        base = network(noisy, picture, has, step, ids)
        for changed in (
            (noisy + 1, picture, has, step, ids),
            (noisy, -picture, has, step, ids),
            (noisy, picture, 1 - has, step, ids),
            (noisy, picture, has, step + 0.5, ids),
            (noisy, picture, has, step, torch.where(ids > 0, 59 - ids, ids)),
        ):
            self.assertGreater((network(*changed) - base).abs().max().item(), 1e-5)
        base.square().mean().backward()
        unused = [name for name, p in network.named_parameters() if p.grad is None]
        self.assertEqual(unused, [])

    def test_padding_is_not_heard(self):
        network = tiny().eval()
        text, pooled, _ = network.text(torch.tensor([[5, 6, 7] + [0] * 9]))
        with torch.no_grad():
            network.text.words.weight[0] += 10
        again, pooled_again, _ = network.text(torch.tensor([[5, 6, 7] + [0] * 9]))
        self.assertLess((text[:, :3] - again[:, :3]).abs().max().item(), 1e-4)
        self.assertLess((pooled - pooled_again).abs().max().item(), 1e-4)

    def test_painting_is_the_same_for_the_same_seed_and_ends_at_the_guess(self):
        network = tiny().eval()
        _, picture, has, _, ids = example(network)
        once = paint(network, picture, has, ids, steps=3, seed=1)
        self.assertTrue(torch.equal(once, paint(network, picture, has, ids, steps=3, seed=1)))
        noise = torch.randn(picture.shape, generator=torch.Generator().manual_seed(1))
        with torch.no_grad():
            guess = network(noise, picture, has, torch.zeros(1), ids)
        self.assertLess((paint(network, picture, has, ids, steps=1, seed=1) - guess).abs().max().item(), 1e-5)

    def test_onnx(self):
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            path = os.path.join(folder, "model.onnx")
            size, apart = export_onnx(tiny().eval(), path)
            self.assertGreater(size, 10000)
            if apart is not None:
                self.assertLess(apart, 2e-3)


if __name__ == "__main__":
    unittest.main()
