# SPDX-License-Identifier: GPL-3.0-or-later
"""What NumPy says of a checkpoint, independently of Bagel Explorer.

    reference_numbers.py --make FILE    plants identical pairs, NaN, infinities and mismatches
    reference_numbers.py stats FILE     JSON as `bagel-explorer stats --json`
    reference_numbers.py diff FILE      JSON as `bagel-explorer diff --json`, pairs by key
"""
import json
import re
import sys

import ml_dtypes
import numpy
from safetensors.numpy import load_file, save_file

NAMES = {"float32": "F32", "float16": "F16", "bfloat16": "BF16", "float64": "F64", "int64": "I64",
         "int8": "I8", "uint8": "U8", "bool": "BOOL"}


def make(path):
    random = numpy.random.default_rng(11)
    tensors = {}

    def pair(module, dtype, shape, moved, gen_shape=None, gen_dtype=None):
        und = random.standard_normal(shape)
        gen = und + moved * random.standard_normal(shape)
        if gen_shape is not None:
            gen = random.standard_normal(gen_shape)
        base = "language_model.model.layers.%d." % (len(tensors) // 2)
        tensors[base + module + ".weight"] = und.astype(dtype)
        gen_key = module.replace("mlp.", "mlp_moe_gen.")
        if gen_key == module:
            gen_key += "_moe_gen"
        tensors[base + gen_key + ".weight"] = gen.astype(gen_dtype or dtype)
        return base + module + ".weight", base + gen_key + ".weight"

    pair("self_attn.q_proj", ml_dtypes.bfloat16, (300, 257), 0.3)
    pair("self_attn.k_proj", "float32", (64, 1000), 1e-6)
    pair("mlp.gate_proj", "float16", (123, 45), 2.0)
    pair("self_attn.o_proj", ml_dtypes.bfloat16, (64, 64), 0)
    pair("input_layernorm", "float32", (1,), 0)
    pair("self_attn.v_proj", ml_dtypes.bfloat16, (4, 4), 0, gen_shape=(4, 5))
    pair("mlp.up_proj", ml_dtypes.bfloat16, (4, 4), 0.1, gen_dtype="float32")
    for dtype in (ml_dtypes.bfloat16, "float32", "float16"):
        und, gen = pair("mlp.down_proj", dtype, (70, 30), 0.2)
        tensors[und][3, 4] = numpy.nan
        tensors[und][5, :3] = numpy.inf
        tensors[gen][5, 1:6] = -numpy.inf
        tensors[gen][9] = 0
        tensors[und][9, 0] = -0.0
    und, gen = pair("self_attn.q_norm", "float32", (128,), 0)
    tensors[und][:] = 0
    tensors[gen][:] = numpy.nan
    tensors["vit_model.all_nan"] = numpy.full((3, 3), numpy.nan, ml_dtypes.bfloat16)
    tensors["vit_model.empty"] = numpy.zeros((0, 7), "float32")
    tensors["vit_model.bytes"] = random.integers(0, 256, 100000).astype("uint8")
    tensors["vit_model.signed"] = random.integers(-128, 128, (99, 7)).astype("int8")
    tensors["vit_model.wide"] = random.standard_normal(5000) * 1e100
    tensors["vit_model.flags"] = random.integers(0, 2, 33).astype("bool")
    tensors["vit_model.offset"] = (1000 + 1e-3 * random.standard_normal(200001)).astype("float32")
    save_file(tensors, path)


def optional(condition, function):
    return float(function()) if condition else None


def statistics(key, tensor):
    values = tensor.astype(numpy.float64).ravel()
    finite = values[numpy.isfinite(values)]
    some = finite.size > 0
    return {
        "key": key,
        "dtype": NAMES[tensor.dtype.name],
        "shape": list(tensor.shape),
        "count": int(values.size),
        "min": optional(some, finite.min if some else None),
        "max": optional(some, finite.max if some else None),
        "mean": optional(some, finite.mean),
        "std": optional(some, finite.std),
        "zeros": int((values == 0).sum()),
        "nan": int(numpy.isnan(values).sum()),
        "inf": int(numpy.isinf(values).sum()),
    }


def comparison(und, gen):
    with numpy.errstate(invalid="ignore"):
        a, b = (tensor.astype(numpy.float64).ravel() for tensor in (und, gen))
    finite = numpy.isfinite(a) & numpy.isfinite(b)
    share = optional(a.size > 0, (a == b).mean)
    a, b = a[finite], b[finite]
    some = a.size > 0
    difference = b - a
    norms = numpy.linalg.norm(a), numpy.linalg.norm(b)
    return {
        "identical": und.tobytes() == gen.tobytes(),
        "identical_share": share,
        "max_abs": optional(some, lambda: abs(difference).max()),
        "mean_abs": optional(some, lambda: abs(difference).mean()),
        "rms": optional(some, lambda: numpy.sqrt((difference**2).mean())),
        "relative_l2": optional(some and norms[0] > 0,
                                lambda: numpy.linalg.norm(difference) / norms[0]),
        "cosine": optional(some and min(norms) > 0, lambda: a @ b / norms[0] / norms[1]),
    }


def diff(tensors):
    answer = {"pairs": [], "unpaired": {"und": [], "gen": []}, "mismatched": []}
    paired = set()
    for gen_key in sorted(tensors):
        und_key = gen_key.replace("_moe_gen", "")
        if "_moe_gen" not in gen_key or und_key not in tensors:
            continue
        paired |= {und_key, gen_key}
        und, gen = tensors[und_key], tensors[gen_key]
        number, module = re.fullmatch(r".*\.layers\.(\d+)\.(.*)", und_key).groups()
        entry = {"und": und_key, "gen": gen_key, "layer": int(number), "module": module}
        if und.dtype == gen.dtype and und.shape == gen.shape:
            entry.update(shape=list(und.shape), dtype=NAMES[und.dtype.name])
            answer["pairs"].append({**entry, **comparison(und, gen)})
        else:
            entry.update(und_shape=list(und.shape), gen_shape=list(gen.shape),
                         und_dtype=NAMES[und.dtype.name], gen_dtype=NAMES[gen.dtype.name])
            answer["mismatched"].append(entry)
    answer["unpaired"]["und"] = sorted(set(tensors) - paired)
    return answer


if sys.argv[1] == "--make":
    make(sys.argv[2])
else:
    content = load_file(sys.argv[2])
    if sys.argv[1] == "stats":
        print(json.dumps({"tensors": [statistics(key, content[key]) for key in sorted(content)]}))
    else:
        print(json.dumps(diff(content)))
