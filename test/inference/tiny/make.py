"""Writes the tiny graphs of this folder: python3 make.py (needs onnx)."""

import os

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

FLOAT, INT, BOOL = TensorProto.FLOAT, TensorProto.INT64, TensorProto.BOOL


def value(name, kind, dims):
    return helper.make_tensor_value_info(name, kind, dims)


def write(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(model)
    save(model, os.path.join(os.path.dirname(__file__), f"{name}.onnx"))


# As long as is asked for: y = tanh(… tanh(x · x) · x …), `times` times.
body = helper.make_graph(
    [
        helper.make_node("Identity", ["go"], ["on"]),
        helper.make_node("MatMul", ["before", "x"], ["product"]),
        helper.make_node("Tanh", ["product"], ["after"]),
    ],
    "body",
    [value("i", INT, []), value("go", BOOL, []), value("before", FLOAT, ["side", "side"])],
    [value("on", BOOL, []), value("after", FLOAT, ["side", "side"])],
)
write(
    "repeats",
    [helper.make_node("Loop", ["times", "", "x"], ["y"], body=body)],
    [value("x", FLOAT, ["side", "side"]), value("times", INT, [])],
    [value("y", FLOAT, ["side", "side"])],
)

# One convolution and what most types need: y = conv(x), and each type goes through.
kernel = (np.arange(27).reshape(1, 3, 3, 3) % 5 - 2).astype(np.float32) / 8
write(
    "types",
    [
        helper.make_node("Conv", ["x", "kernel"], ["y"], pads=[1, 1, 1, 1]),
        helper.make_node("Identity", ["i64"], ["i64_out"]),
        helper.make_node("Identity", ["i32"], ["i32_out"]),
        helper.make_node("Identity", ["u8"], ["u8_out"]),
        helper.make_node("Identity", ["flag"], ["flag_out"]),
        helper.make_node("Identity", ["f16"], ["f16_out"]),
    ],
    [
        value("x", FLOAT, [1, 3, "height", "width"]),
        value("i64", INT, ["n"]),
        value("i32", TensorProto.INT32, ["n"]),
        value("u8", TensorProto.UINT8, ["n"]),
        value("flag", BOOL, ["n"]),
        value("f16", TensorProto.FLOAT16, ["n"]),
    ],
    [
        value("y", FLOAT, [1, 1, "height", "width"]),
        value("i64_out", INT, ["n"]),
        value("i32_out", TensorProto.INT32, ["n"]),
        value("u8_out", TensorProto.UINT8, ["n"]),
        value("flag_out", BOOL, ["n"]),
        value("f16_out", TensorProto.FLOAT16, ["n"]),
    ],
    [numpy_helper.from_array(kernel, "kernel")],
)

# A painter that any device can compute: a convolution of the picture, and tanh.
paint = (np.arange(81).reshape(3, 3, 3, 3) % 7 - 3).astype(np.float32) / 16
write(
    "paints",
    [
        helper.make_node("Conv", ["picture", "kernel"], ["mixed"], pads=[1, 1, 1, 1]),
        helper.make_node("Tanh", ["mixed"], ["toned"]),
        helper.make_node("Cast", ["ids"], ["words"], to=FLOAT),
        helper.make_node("ReduceMax", ["words"], ["word"], keepdims=0),
        helper.make_node("Mul", ["word", "hundredth"], ["shift"]),
        helper.make_node("Add", ["toned", "shift"], ["painted"]),
    ],
    [value("picture", FLOAT, ["batch", 3, 16, 16]), value("ids", INT, ["batch", 8])],
    [value("painted", FLOAT, ["batch", 3, 16, 16])],
    [numpy_helper.from_array(paint, "kernel"), numpy_helper.from_array(np.float32(0.01), "hundredth")],
)
