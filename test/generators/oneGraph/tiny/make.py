"""Writes the tiny graphs of this folder: python3 make.py (needs onnx). Their sums are done by hand in the tests."""

import os

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

SIDE, TOKENS = 16, 8
FLOAT, INT = TensorProto.FLOAT, TensorProto.INT64
PLANES = ["batch", 3, SIDE, SIDE]


def walk(at):
    """Colour at a step from 0 to 1785 of the paper's walk: black, red, yellow, green, cyan, blue, violet, white."""
    corners = np.array(
        [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 0, 1], [1, 0, 1], [1, 1, 1]]
    )
    edge, along = min(at // 255, 6), at - 255 * min(at // 255, 6)
    return corners[edge] * (255 - along) + corners[edge + 1] * along


def write(name, nodes, inputs, constants):
    graph = helper.make_graph(
        nodes,
        name,
        inputs,
        [helper.make_tensor_value_info("painted", FLOAT, PLANES)],
        [numpy_helper.from_array(np.asarray(value), key) for key, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(model)
    save(model, os.path.join(os.path.dirname(__file__), f"{name}.onnx"))


picture = helper.make_tensor_value_info("picture", FLOAT, PLANES)
ids = helper.make_tensor_value_info("ids", INT, ["batch", TOKENS])
noisy = helper.make_tensor_value_info("noisy", FLOAT, PLANES)
has = helper.make_tensor_value_info("has", FLOAT, ["batch"])
step = helper.make_tensor_value_info("step", FLOAT, ["batch"])

# A picture whose red level r means depth at step 7r of the walk: painted exactly.
palette = np.array([np.array(walk(7 * level)) / 127.5 - 1 for level in range(256)], np.float32)
write(
    "paintsDepth",
    [
        helper.make_node("Slice", ["picture", "zero", "one_", "axis"], ["red"]),
        helper.make_node("Add", ["red", "one"], ["shifted"]),
        helper.make_node("Mul", ["shifted", "half"], ["scaled"]),
        helper.make_node("Round", ["scaled"], ["whole"]),
        helper.make_node("Cast", ["whole"], ["level"], to=INT),
        helper.make_node("Squeeze", ["level", "axis"], ["flat"]),
        helper.make_node("Gather", ["palette", "flat"], ["colours"]),
        helper.make_node("Transpose", ["colours"], ["planes"], perm=[0, 3, 1, 2]),
        # The prompt is an input of every such graph; this one does not read it.
        helper.make_node("Cast", ["ids"], ["words"], to=FLOAT),
        helper.make_node("ReduceSum", ["words"], ["sum"], keepdims=0),
        helper.make_node("Mul", ["sum", "nothing"], ["none"]),
        helper.make_node("Add", ["planes", "none"], ["painted"]),
    ],
    [picture, ids],
    {
        "zero": np.array([0], np.int64),
        "one_": np.array([1], np.int64),
        "axis": np.array([1], np.int64),
        "one": np.float32(1),
        "half": np.float32(127.5),
        "nothing": np.float32(0),
        "palette": palette,
    },
)

# painted = noisy / 2 + picture · has / 4 + (first token) / 20 + step / 10
write(
    "flows",
    [
        helper.make_node("Mul", ["noisy", "half"], ["a"]),
        helper.make_node("Mul", ["picture", "quarter"], ["b0"]),
        helper.make_node("Reshape", ["has", "shape"], ["has4"]),
        helper.make_node("Mul", ["b0", "has4"], ["b"]),
        helper.make_node("Slice", ["ids", "zero", "one_", "axis"], ["first"]),
        helper.make_node("Cast", ["first"], ["word"], to=FLOAT),
        helper.make_node("Reshape", ["word", "shape"], ["word4"]),
        helper.make_node("Mul", ["word4", "twentieth"], ["c"]),
        helper.make_node("Reshape", ["step", "shape"], ["step4"]),
        helper.make_node("Mul", ["step4", "tenth"], ["d"]),
        helper.make_node("Add", ["a", "b"], ["ab"]),
        helper.make_node("Add", ["c", "d"], ["cd"]),
        helper.make_node("Add", ["ab", "cd"], ["painted"]),
    ],
    [noisy, picture, has, step, ids],
    {
        "zero": np.array([0], np.int64),
        "one_": np.array([1], np.int64),
        "axis": np.array([1], np.int64),
        "shape": np.array([-1, 1, 1, 1], np.int64),
        "half": np.float32(0.5),
        "quarter": np.float32(0.25),
        "twentieth": np.float32(0.05),
        "tenth": np.float32(0.1),
    },
)

# Takes an input that the contract does not know.
write(
    "strange",
    [
        helper.make_node("Cast", ["ids"], ["words"], to=FLOAT),
        helper.make_node("ReduceSum", ["words"], ["sum"], keepdims=0),
        helper.make_node("Mul", ["picture", "sum"], ["half"]),
        helper.make_node("Mul", ["half", "mask"], ["painted"]),
    ],
    [picture, ids, helper.make_tensor_value_info("mask", FLOAT, PLANES)],
    {},
)
