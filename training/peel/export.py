"""The network as an ONNX file with weights in half precision."""

import copy
import inspect
import os

import numpy as np
import torch

INPUTS = ["noisy", "picture", "has", "step", "ids"]


def example(network):
    size, length = network.options["size"], network.options["length"]
    generator = torch.Generator().manual_seed(3)
    ids = torch.zeros(1, length, dtype=torch.int64)
    ids[0, :6] = torch.randint(2, network.options["vocabulary"], (6,), generator=generator)
    noisy, picture = (torch.randn(1, 3, size, size, generator=generator) for _ in range(2))
    return noisy, picture.clamp(-1, 1), torch.ones(1), torch.zeros(1), ids


def export_onnx(network, path):
    """Writes the file; returns its bytes and how far onnxruntime is from torch (None where it is missing)."""
    plain = copy.deepcopy(network).float().cpu().eval()
    given = example(plain)
    options = {"opset_version": 17, "input_names": INPUTS, "output_names": ["painted"]}
    options["dynamic_axes"] = {name: {0: "batch"} for name in INPUTS + ["painted"]}
    # Since torch 2.9 the default is another exporter, which needs a package more.
    if "dynamo" in inspect.signature(torch.onnx.export).parameters:
        options["dynamo"] = False
    with torch.no_grad():
        try:
            torch.onnx.export(plain, given, path, **options)
        except Exception:  # noqa: BLE001 - where the old exporter is gone, the new one may do
            if "dynamo" not in options:
                raise
            torch.onnx.export(plain, given, path, input_names=INPUTS, output_names=["painted"], dynamo=True, external_data=False)
    try:
        halve_weights(path)
    except ImportError:
        pass
    return os.path.getsize(path), compare(plain, given, path)


def halve_weights(path, least=64):
    """Stores large weights as float16, each with a Cast to float32 behind it."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(path)
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        if tensor.data_type != TensorProto.FLOAT:
            continue
        values = numpy_helper.to_array(tensor)
        if values.size < least:
            continue
        name = tensor.name
        half = numpy_helper.from_array(values.astype(np.float16), name + "_half")
        graph.initializer.remove(tensor)
        graph.initializer.append(half)
        casts.append(helper.make_node("Cast", [name + "_half"], [name], to=TensorProto.FLOAT))
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(casts + nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def compare(plain, given, path):
    try:
        import onnxruntime
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    got = session.run(None, {name: value.numpy() for name, value in zip(INPUTS, given)})[0]
    with torch.no_grad():
        want = plain(*given).numpy()
    return float(np.abs(got - want).max())
