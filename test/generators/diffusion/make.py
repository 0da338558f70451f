"""Writes tiny models in the layout that optimum exports: python3 make.py (needs onnx). Their sums are done by hand in the
tests. The autoencoder averages blocks of 8 × 8 pixels; its fourth channel is the mean of the others."""

import json
import os

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

HERE = os.path.dirname(__file__)
# Of the message "<|im_start|>user\\npaint<|im_end|>…" letter by letter: 1 + 5 + 5 + 1 + 1 + 1 + 10 + 7 + 2 + 8 + 2.
KLEIN_TOKENS = 43
FLOAT, INT, HALF = TensorProto.FLOAT, TensorProto.INT64, TensorProto.FLOAT16
value = helper.make_tensor_value_info


def write(model, part, nodes, inputs, outputs, constants):
    graph = helper.make_graph(nodes, part, inputs, outputs, [numpy_helper.from_array(np.asarray(v), k) for k, v in constants.items()])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(made)
    folder = os.path.join(HERE, "tiny", model, part)
    os.makedirs(folder, exist_ok=True)
    save(made, os.path.join(folder, "model.onnx"))


def write_json(model, path, content):
    place = os.path.join(HERE, "tiny", model, path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "w") as file:
        json.dump(content, file)
        file.write("\n")


up = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1 / 3, 1 / 3, 1 / 3]], np.float32).reshape(4, 3, 1, 1)
down = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]], np.float32).reshape(3, 4, 1, 1)


def autoencoder(model, variance):
    """With `variance` the encoder gives mean and logarithm of the variance, as newer exports do."""
    nodes = [
        helper.make_node("AveragePool", ["sample"], ["pooled"], kernel_shape=[8, 8], strides=[8, 8]),
        helper.make_node("Conv", ["pooled", "up"], ["mean"]),
    ]
    name = "latent_parameters" if variance else "latent_sample"
    nodes.append(helper.make_node("Concat", ["mean", "mean"], [name], axis=1) if variance else helper.make_node("Identity", ["mean"], [name]))
    write(model, "vae_encoder", nodes, [value("sample", FLOAT, ["n", 3, "h", "w"])], [value(name, FLOAT, ["n", "c", "a", "b"])], {"up": up})
    write(
        model, "vae_decoder",
        [
            helper.make_node("Conv", ["latent_sample", "down"], ["small"]),
            helper.make_node("Resize", ["small", "", "scales"], ["sample"], mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor"),
        ],
        [value("latent_sample", FLOAT, ["n", 4, "h", "w"])], [value("sample", FLOAT, ["n", 3, "a", "b"])],
        {"down": down, "scales": np.array([1, 1, 8, 8], np.float32)},
    )
    write_json(model, "vae_decoder/config.json", {"scaling_factor": 0.5, "block_out_channels": [8, 8, 8, 8]})


def text_encoder(model):
    """Each token's embedding is a hundredth of its number, twice."""
    write(
        model, "text_encoder",
        [
            helper.make_node("Cast", ["input_ids"], ["numbers"], to=FLOAT),
            helper.make_node("Mul", ["numbers", "hundredth"], ["small"]),
            helper.make_node("Unsqueeze", ["small", "last"], ["column"]),
            helper.make_node("Concat", ["column", "column"], ["last_hidden_state"], axis=2),
        ],
        [value("input_ids", INT, ["n", "tokens"])], [value("last_hidden_state", FLOAT, ["n", "tokens", 2])],
        {"hundredth": np.float32(0.01), "last": np.array([2])},
    )


def tokenizer(model):
    words = ["<|startoftext|>", "<|endoftext|>", "a", "c", "t", "a</w>", "t</w>", "ca", "cat</w>", "!", "!</w>", "n</w>", "an</w>"]
    write_json(model, "tokenizer/vocab.json", {word: i for i, word in enumerate(words)})
    with open(os.path.join(HERE, "tiny", model, "tokenizer", "merges.txt"), "w") as file:
        file.write("#version: 0.2\nc a\nca t</w>\na n</w>\n")
    write_json(model, "tokenizer/tokenizer_config.json", {"model_max_length": 8, "pad_token": "<|endoftext|>"})


def mean_of_text(name):
    return [helper.make_node("ReduceMean", ["encoder_hidden_states"], [name], keepdims=0)]


def model_index(model, class_name):
    write_json(model, "model_index.json", {"_class_name": class_name, "_name_or_path": f"somebody/{model}"})
    write_json(model, "unet/config.json", {"sample_size": 4})


hidden = value("encoder_hidden_states", FLOAT, ["n", "tokens", 2])

# Half the photo's latents where they are given, and the mean of the words' embeddings.
model = "edits"
write(
    model, "unet",
    [
        helper.make_node("Slice", ["sample", "four", "eight", "axis"], ["photo"]),
        helper.make_node("Mul", ["photo", "half"], ["faint"]),
        *mean_of_text("words"),
        helper.make_node("Cast", ["timestep"], ["time"], to=FLOAT),
        helper.make_node("Mul", ["time", "nothing"], ["none"]),
        helper.make_node("Add", ["faint", "words"], ["said"]),
        helper.make_node("Add", ["said", "none"], ["out_sample"]),
    ],
    [value("sample", FLOAT, ["n", 8, "h", "w"]), value("timestep", INT, []), hidden],
    [value("out_sample", FLOAT, ["n", 4, "h", "w"])],
    {"four": np.array([4]), "eight": np.array([8]), "axis": np.array([1]), "half": np.float32(0.5), "nothing": np.float32(0)},
)
autoencoder(model, variance=False)
text_encoder(model)
tokenizer(model)
model_index(model, "StableDiffusionInstructPix2PixPipeline")
write_json(model, "scheduler/scheduler_config.json", {"_class_name": "DDIMScheduler", "prediction_type": "sample", "beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012, "set_alpha_to_one": True})

# The sample itself, if time and labels are Lotus's.
model = "lotus-d"
write(
    model, "unet",
    [
        helper.make_node("Div", ["timestep", "last"], ["share"]),
        helper.make_node("Mul", ["sample", "share"], ["scaled"]),
        helper.make_node("Sub", ["class_labels", "expected"], ["off"]),
        helper.make_node("Abs", ["off"], ["far"]),
        helper.make_node("ReduceSum", ["far"], ["wrong"], keepdims=0),
        *mean_of_text("words"),
        helper.make_node("Mul", ["words", "nothing"], ["none"]),
        helper.make_node("Add", ["wrong", "none"], ["extra"]),
        helper.make_node("Add", ["scaled", "extra"], ["out_sample"]),
    ],
    [value("sample", FLOAT, ["n", 4, "h", "w"]), value("timestep", FLOAT, [1]), hidden, value("class_labels", FLOAT, ["n", 4])],
    [value("out_sample", FLOAT, ["n", 4, "h", "w"])],
    {"last": np.float32(999), "expected": np.array([[np.sin(1), 0, np.cos(1), 1]], np.float32), "nothing": np.float32(0)},
)
autoencoder(model, variance=True)
text_encoder(model)
tokenizer(model)
model_index(model, "LotusDPipeline")

# Its negative, times the time, in half precision.
model = "genpercept"
write(
    model, "unet",
    [
        helper.make_node("Neg", ["sample"], ["negative"]),
        helper.make_node("Cast", ["timestep"], ["time"], to=HALF),
        helper.make_node("Mul", ["negative", "time"], ["timed"]),
        helper.make_node("ReduceMean", ["encoder_hidden_states"], ["words"], keepdims=0),
        helper.make_node("Mul", ["words", "nothing"], ["none"]),
        helper.make_node("Add", ["timed", "none"], ["out_sample"]),
    ],
    [value("sample", HALF, ["n", 4, "h", "w"]), value("timestep", INT, [1]), value("encoder_hidden_states", HALF, ["n", "tokens", 2])],
    [value("out_sample", HALF, ["n", 4, "h", "w"])],
    {"nothing": np.float16(0)},
)
autoencoder(model, variance=False)
text_encoder(model)
tokenizer(model)
model_index(model, "GenPerceptPipeline")

# A flow whose velocity leads to the photo's tokens: (x − given) / time; nothing is added where places and words are right.
model = "klein"
write(
    model, "transformer",
    [
        helper.make_node("Split", ["hidden_states"], ["painted", "given"], axis=1),
        helper.make_node("Sub", ["painted", "given"], ["off"]),
        helper.make_node("Div", ["off", "timestep"], ["velocity"]),
        # Times of the given tokens, less ten: zero where they are told as the reference tells them.
        helper.make_node("Split", ["img_ids"], ["own", "other"], axis=1),
        helper.make_node("Slice", ["other", "zero", "one", "last"], ["times"]),
        helper.make_node("Sub", ["times", "ten"], ["late"]),
        helper.make_node("Abs", ["late"], ["wrong"]),
        helper.make_node("ReduceSum", ["wrong"], ["sum"], keepdims=0),
        helper.make_node("Slice", ["own", "zero", "one", "last"], ["own_times"]),
        helper.make_node("ReduceSum", ["own_times"], ["own_sum"], keepdims=0),
        helper.make_node("Add", ["sum", "own_sum"], ["astray"]),
        # The number of words that are attended, 43 of 512 for the test's prompt, and their places 0 to 511.
        helper.make_node("ReduceSum", ["encoder_hidden_states"], ["words"], keepdims=0),
        helper.make_node("Sub", ["words", "attended"], ["more"]),
        helper.make_node("Abs", ["more"], ["unsaid"]),
        helper.make_node("ReduceSum", ["txt_ids"], ["places"], keepdims=0),
        helper.make_node("Sub", ["places", "all_places"], ["misplaced"]),
        helper.make_node("Abs", ["misplaced"], ["scattered"]),
        helper.make_node("Add", ["astray", "unsaid"], ["both"]),
        helper.make_node("Add", ["both", "scattered"], ["faults"]),
        helper.make_node("Add", ["velocity", "faults"], ["told"]),
        helper.make_node("Concat", ["told", "given"], ["out"], axis=1),
    ],
    [
        value("hidden_states", FLOAT, ["n", "tokens", 16]), value("encoder_hidden_states", FLOAT, ["n", "words_", 2]),
        value("timestep", FLOAT, ["n"]), value("img_ids", FLOAT, ["n", "tokens", 4]), value("txt_ids", FLOAT, ["n", "words_", 4]),
    ],
    [value("out", FLOAT, ["n", "tokens", 16])],
    {"zero": np.array([0]), "one": np.array([1]), "last": np.array([2]), "ten": np.float32(10),
     "attended": np.float32(2 * KLEIN_TOKENS), "all_places": np.float32(512 * 511 / 2)},
)
autoencoder(model, variance=True)
write(
    model, "text_encoder",
    [
        helper.make_node("Cast", ["attention_mask"], ["heard"], to=FLOAT),
        helper.make_node("Cast", ["input_ids"], ["numbers"], to=FLOAT),
        helper.make_node("Mul", ["numbers", "nothing"], ["none"]),
        helper.make_node("Add", ["heard", "none"], ["column"]),
        helper.make_node("Unsqueeze", ["column", "last"], ["one_column"]),
        helper.make_node("Concat", ["one_column", "one_column"], ["last_hidden_state"], axis=2),
    ],
    [value("input_ids", INT, ["n", "tokens"]), value("attention_mask", INT, ["n", "tokens"])],
    [value("last_hidden_state", FLOAT, ["n", "tokens", 2])],
    {"nothing": np.float32(0), "last": np.array([2])},
)
write_json(model, "vae_decoder/config.json", {"block_out_channels": [8, 8, 8, 8], "latent_channels": 4,
    "latents_mean": [0.1 * i for i in range(16)], "latents_std": [1 + 0.05 * i for i in range(16)]})
write_json(model, "scheduler/scheduler_config.json", {"_class_name": "FlowMatchEulerDiscreteScheduler", "use_dynamic_shifting": True, "shift": 3.0})
letters = sorted({*"user\nassistant<think>/ paintde"})
special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
byte = {"\n": "\u010a", " ": "\u0120"}
vocab = {**{token: i for i, token in enumerate(special)}, **{byte.get(c, c): i + 3 for i, c in enumerate(letters)}}
write_json(model, "tokenizer/tokenizer.json", {
    "version": "1.0", "normalizer": None, "decoder": None, "post_processor": None,
    "added_tokens": [{"id": i, "content": token, "special": True, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False} for i, token in enumerate(special)],
    "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
    "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": False, "vocab": vocab, "merges": []},
})
write_json(model, "tokenizer/tokenizer_config.json", {"model_max_length": 131072, "pad_token": "<|endoftext|>"})
write_json(model, "model_index.json", {"_class_name": "Flux2KleinPipeline", "_name_or_path": "somebody/klein"})
