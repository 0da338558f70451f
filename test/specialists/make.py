"""Writes tiny graphs with the inputs and outputs of public exports: python3 make.py (needs onnx)."""

import os

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

FLOAT, INT = TensorProto.FLOAT, TensorProto.INT64
value = helper.make_tensor_value_info


def write(name, nodes, inputs, outputs, constants):
    graph = helper.make_graph(nodes, name, inputs, outputs, [numpy_helper.from_array(np.asarray(v), k) for k, v in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(model)
    save(model, os.path.join(os.path.dirname(__file__), "tiny", f"{name}.onnx"))


# Points from colours: x = 2r - 1, y = 2g - 1, z = 4b; nothing where red, green and blue are all 0. Normals look at the
# camera, in OpenCV's axes; a metre is two units.
write(
    "moge",
    [
        helper.make_node("Transpose", ["image"], ["colours"], perm=[0, 2, 3, 1]),
        helper.make_node("Mul", ["colours", "scale"], ["scaled"]),
        helper.make_node("Add", ["scaled", "offset"], ["points"]),
        helper.make_node("Mul", ["colours", "nothing"], ["none"]),
        helper.make_node("Add", ["none", "towards"], ["normal"]),
        helper.make_node("ReduceMax", ["image"], ["brightest"], axes=[1], keepdims=0),
        helper.make_node("Greater", ["brightest", "zero"], ["is_there"]),
        helper.make_node("Cast", ["is_there"], ["mask"], to=FLOAT),
        helper.make_node("Cast", ["num_tokens"], ["tokens"], to=FLOAT),
        helper.make_node("Mul", ["tokens", "zero"], ["no_tokens"]),
        helper.make_node("Add", ["two", "no_tokens"], ["metric_scale"]),
    ],
    [value("image", FLOAT, ["n", 3, "h", "w"]), value("num_tokens", INT, [])],
    [value("points", FLOAT, ["n", "h", "w", 3]), value("normal", FLOAT, ["n", "h", "w", 3]), value("mask", FLOAT, ["n", "h", "w"]), value("metric_scale", FLOAT, ["n"])],
    {"scale": np.array([2, 2, 4], np.float32), "offset": np.array([-1, -1, 0], np.float32), "nothing": np.float32(0),
     "towards": np.array([0, -0.6, -0.8], np.float32), "zero": np.float32(0), "two": np.array([2], np.float32)},
)

# Inverse depth is the red channel, before ImageNet's normalisation.
write(
    "depthAnything",
    [
        helper.make_node("Slice", ["pixel_values", "zero", "one", "axis"], ["red"]),
        helper.make_node("Mul", ["red", "deviation"], ["wide"]),
        helper.make_node("Add", ["wide", "mean"], ["level"]),
        helper.make_node("Squeeze", ["level", "axis"], ["predicted_depth"]),
    ],
    [value("pixel_values", FLOAT, ["n", 3, "h", "w"])],
    [value("predicted_depth", FLOAT, ["n", "h", "w"])],
    {"zero": np.array([0]), "one": np.array([1]), "axis": np.array([1]), "deviation": np.float32(0.229), "mean": np.float32(0.485)},
)
