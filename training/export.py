"""Makes model.onnx of weights that a run has left: python3 training/export.py weights.npz model.json model.onnx"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import numpy as np  # noqa: E402
import torch  # noqa: E402

from peel.export import export_onnx  # noqa: E402
from peel.network import Generator  # noqa: E402


def main(weights, card, out):
    with open(card) as file:
        told = json.load(file)
    arrays = np.load(weights)
    vocabulary = arrays["text.words.weight"].shape[0]
    network = Generator(vocabulary, told["tokens"], told["size"], **told["recipe"]["network"])
    network.load_state_dict({name: torch.from_numpy(arrays[name]).float() for name in arrays.files})
    size, apart = export_onnx(network, out)
    print(f"{out}: {size / 1e6:.2f} MB, {'not compared' if apart is None else f'{apart:.1e} away from torch'}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
