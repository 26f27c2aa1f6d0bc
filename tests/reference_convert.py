# SPDX-License-Identifier: GPL-3.0-or-later
"""Converts a checkpoint with the reference library, by the adapter's rules for complete files.

    reference_convert.py SOURCE DESTINATION nemo stage1|stage2
    reference_convert.py SOURCE DESTINATION hf
    reference_convert.py --make DESTINATION     a checkpoint with several dtypes and special keys

Says nothing about how Bagel Explorer does it: the keys are told apart in another way than there.
"""
import sys

import ml_dtypes
import numpy
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

GEN_MODULES = ("time_embedder.", "vae2llm.", "llm2vae.", "latent_pos_embed.")
VAE_MODULES = ("encoder.", "decoder.")


def is_gen(key):
    return "_moe_gen" in key or key.startswith(GEN_MODULES)


def from_hf(tensors, stage):
    model = {
        key: tensor
        for key, tensor in tensors.items()
        if not key.endswith("._extra_state") and not key.startswith(VAE_MODULES)
    }
    und = [key for key in model if not is_gen(key)]
    gen = [key for key in model if is_gen(key)]
    return {"model." + key: model[key] for key in und + (gen if stage == "stage2" else [])}


def to_hf(tensors):
    return {
        key.removeprefix("model."): tensor
        for key, tensor in tensors.items()
        if "._extra_state" not in key
    }


def make(path):
    layer = "language_model.model.layers.3."
    random = numpy.random.default_rng(7)
    tensors = {}
    for key, dtype, shape in [
        ("language_model.model.norm.weight", "float32", (5,)),
        (layer + "self_attn.q_proj.weight", ml_dtypes.bfloat16, (4, 6)),
        (layer + "self_attn.q_proj_moe_gen.weight", ml_dtypes.bfloat16, (4, 6)),
        (layer + "mlp_moe_gen.up_proj.weight", "float16", (3, 3)),
        (layer + "self_attn._extra_state", "uint8", (3,)),
        ("vit_model.größe.重み", "float64", (2, 1, 2)),
        ("vit_model.empty", "int64", (0, 4)),
        ("vit_model.scalar", "int32", ()),
        ("vit_model.flag", "bool", (3,)),
        ("encoder.conv_in.bias", "float32", (2,)),
        ("vae2llm.bias", "uint16", (7,)),
    ]:
        tensors[key] = numpy.asarray(random.integers(0, 3, shape)).astype(dtype)
    save_file(tensors, path, {"größe": "重い \"x\""})


def convert(source, destination, layout, stage="stage1"):
    with safe_open(source, "numpy") as file:
        metadata = file.metadata()
    tensors = load_file(source)
    answer = from_hf(tensors, stage) if layout == "nemo" else to_hf(tensors)
    save_file(answer, destination, metadata)


if sys.argv[1] == "--make":
    make(sys.argv[2])
else:
    convert(*sys.argv[1:])
