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
    path = os.path.join(os.path.dirname(__file__), "tiny", f"{name}.onnx")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    save(model, path)


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

# Metric3D: canonical depth is a tenth of the red level; all normals are the same, in OpenCV's axes.
write(
    "metric3d",
    [
        helper.make_node("Slice", ["pixel_values", "zero", "one", "axis"], ["red"]),
        helper.make_node("Mul", ["red", "tenth"], ["depths"]),
        helper.make_node("Squeeze", ["depths", "axis"], ["predicted_depth"]),
        helper.make_node("Mul", ["pixel_values", "nothing"], ["none"]),
        helper.make_node("Add", ["none", "towards"], ["predicted_normal"]),
        helper.make_node("Squeeze", ["red", "axis"], ["normal_confidence"]),
    ],
    [value("pixel_values", FLOAT, ["n", 3, "h", "w"])],
    [value("predicted_depth", FLOAT, ["n", "h", "w"]), value("predicted_normal", FLOAT, ["n", 3, "h", "w"]), value("normal_confidence", FLOAT, ["n", "h", "w"])],
    {"zero": np.array([0]), "one": np.array([1]), "axis": np.array([1]), "tenth": np.float32(0.1), "nothing": np.float32(0),
     "towards": np.array([0, -1.2, -1.6], np.float32).reshape(1, 3, 1, 1)},
)

# SAM's encoders: the red channel (normalised), averaged over four by four pixels. Sides are a sixteenth of the public ones.
SIDE, LOW = 64, 16
for name, outputs in {"sam": ["image_embeddings", "image_positional_embeddings"], "sam2": [f"image_embeddings.{i}" for i in range(3)]}.items():
    write(
        f"{name}/vision_encoder",
        [
            helper.make_node("Slice", ["pixel_values", "zero", "one", "axis"], ["red"]),
            helper.make_node("AveragePool", ["red"], ["embedding"], kernel_shape=[4, 4], strides=[4, 4]),
            *[helper.make_node("Identity", ["embedding"], [output]) for output in outputs],
        ],
        [value("pixel_values", FLOAT, ["batch_size", 3, SIDE, SIDE])],
        [value(output, FLOAT, ["batch_size", 1, LOW, LOW]) for output in outputs],
        {"zero": np.array([0]), "one": np.array([1]), "axis": np.array([1])},
    )
    # Inside is what is red as where the points are, to a tenth; with points outside, what is rather so than as those. A
    # box is its own mask. Of three masks the first is the best, the second nothing and the third everything.
    has_boxes = name == "sam2"
    centres = (np.arange(LOW, dtype=np.float32) + 0.5) * SIDE / LOW
    step = lambda op, inputs, output, **more: helper.make_node(op, inputs, [output], **more)
    write(
        f"{name}/prompt_encoder_mask_decoder",
        [
            step("Mul", ["input_points", "quarter"], "scaled"),
            step("Cast", ["scaled"], "places", to=INT),
            step("Reshape", ["places", "pairs"], "xy"),
            step("Gather", ["xy", "turn"], "yx", axis=1),
            step("Reshape", [outputs[-1], "square"], "values"),
            step("GatherND", ["values", "yx"], "seen"),
            step("Reshape", ["input_labels", "flat"], "labels"),
            step("Cast", ["labels"], "inside", to=FLOAT),
            step("Sub", ["unit", "inside"], "outside"),
            *[
                node
                for part in ["inside", "outside"]
                for node in [
                    step("Mul", ["seen", part], f"{part}_seen"),
                    step("ReduceSum", [f"{part}_seen"], f"{part}_sum", keepdims=0),
                    step("ReduceSum", [part], f"{part}_count", keepdims=0),
                    step("Max", [f"{part}_count", "unit"], f"{part}_some"),
                    step("Div", [f"{part}_sum", f"{part}_some"], f"{part}_mean"),
                    step("Sub", ["values", f"{part}_mean"], f"{part}_difference"),
                    step("Abs", [f"{part}_difference"], f"{part}_off"),
                ]
            ],
            step("Greater", ["outside_count", "nothing"], "has_outside"),
            step("Where", ["has_outside", "outside_off", "tolerance"], "limit"),
            step("Sub", ["limit", "inside_off"], "by_points"),
            *(
                [
                    step("ReduceSum", ["input_boxes", "axis"], "sum_of_boxes", keepdims=0),
                    step("Reshape", ["sum_of_boxes", "four"], "box"),
                    *[step("Gather", ["box", f"at{i}"], f"edge{i}", axis=0) for i in range(4)],
                    step("Sub", ["across", "edge0"], "after"), step("Sub", ["edge2", "across"], "before"),
                    step("Sub", ["down", "edge1"], "below"), step("Sub", ["edge3", "down"], "above"),
                    step("Min", ["after", "before", "below", "above"], "by_box"),
                    step("Shape", ["input_boxes"], "shape"), step("Gather", ["shape", "at1"], "boxes", axis=0),
                    step("Greater", ["boxes", "no_box"], "has_box"),
                    step("Where", ["has_box", "by_box", "by_points"], "logits"),
                ]
                if has_boxes
                else [step("Identity", ["by_points"], "logits")]
            ),
            step("Add", ["logits", "offsets"], "three"),
            step("Reshape", ["three", "masks"], "pred_masks"),
            step("Mul", [f"{outputs[0]}", "nothing"], "none"),
            step("ReduceMax", ["none"], "no", keepdims=0),
            step("Add", ["scores", "no"], "iou_scores"),
            *([step("Add", ["object", "no"], "object_score_logits")] if has_boxes else []),
        ],
        [
            value("input_points", FLOAT, ["batch_size", 1, "n_points", 2]),
            value("input_labels", INT, ["batch_size", 1, "n_points"]),
            *([value("input_boxes", FLOAT, ["batch_size", "n_boxes", 4])] if has_boxes else []),
            *[value(output, FLOAT, ["batch_size", 1, LOW, LOW]) for output in outputs],
        ],
        [
            value("iou_scores", FLOAT, ["batch_size", 1, 3]),
            value("pred_masks", FLOAT, ["batch_size", 1, 3, LOW, LOW]),
            *([value("object_score_logits", FLOAT, ["batch_size", 1, 1])] if has_boxes else []),
        ],
        {
            "quarter": np.float32(LOW / SIDE), "pairs": np.array([-1, 2]), "turn": np.array([1, 0]), "square": np.array([LOW, LOW]),
            "flat": np.array([-1]), "unit": np.float32(1), "nothing": np.float32(0), "tolerance": np.float32(0.1),
            "offsets": np.array([0, -100, 100], np.float32).reshape(3, 1, 1), "masks": np.array([1, 1, 3, LOW, LOW]),
            "scores": np.array([[[0.9, 0.1, 0.2]]], np.float32),
            **({"axis": np.array([1]), "four": np.array([4]), "across": centres.reshape(1, LOW), "down": centres.reshape(LOW, 1),
                "no_box": np.int64(0), "object": np.array([[[5]]], np.float32), **{f"at{i}": np.int64(i) for i in range(4)}} if has_boxes else {}),
        },
    )
