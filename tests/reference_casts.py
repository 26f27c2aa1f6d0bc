# SPDX-License-Identifier: GPL-3.0-or-later
"""What NumPy and ml_dtypes make of every number, independently of Bagel Explorer.

    reference_casts.py --make SOURCE               all patterns of 8 and 16 bits, many of 32 and 64
    reference_casts.py casts SOURCE OURS DTYPE     says where OURS is not SOURCE cast to DTYPE
    reference_casts.py patches SOURCE OURS LAYOUT  says where OURS has not the patches of SOURCE
"""
import json
import struct
import sys

import ml_dtypes
import numpy

DTYPES = {"F8_E4M3": ml_dtypes.float8_e4m3fn, "F8_E5M2": ml_dtypes.float8_e5m2,
          "BF16": ml_dtypes.bfloat16, "F16": numpy.float16, "F32": numpy.float32,
          "F64": numpy.float64}
PATCHES = "vit_model.vision_model.embeddings.patch_embedding.weight"


def patterns(name, count, kind):
    """As many numbers; those that lie between two of BF16 or F16, or at an end, are among them."""
    random = numpy.random.default_rng(5)
    bits = random.integers(0, 1 << 63, count, dtype=numpy.uint64) * 2
    if name == "F32":
        bits = (bits >> 32).astype(numpy.uint32)
        bits[: count // 2] &= 0xFFFFF000  # ties of both, and numbers near them
        bits[: count // 4] |= random.integers(0, 2, count // 4, dtype=numpy.uint32)
    else:
        values = random.standard_normal(count) * 2.0 ** random.integers(-30, 20, count)
        bits[: count // 2] = values[: count // 2].view(numpy.uint64) & 0xFFFFFFFFE0000000
    return bits.view(kind)


def make(path):
    tensors = {}
    for name, kind in DTYPES.items():
        kind = numpy.dtype(kind)
        if kind.itemsize <= 2:
            whole = numpy.arange(1 << 8 * kind.itemsize, dtype="u%d" % kind.itemsize).view(kind)
        else:
            whole = patterns(name, 200000, kind)
        tensors["vit_model." + name] = name, whole
    patches = numpy.random.default_rng(6).standard_normal((5, 14 * 14 * 3)).astype("float32")
    tensors[PATCHES] = "F32", patches
    header, data = {}, b""
    for key, (name, tensor) in tensors.items():
        header[key] = {"dtype": name, "shape": list(tensor.shape),
                       "data_offsets": [len(data), len(data) + tensor.nbytes]}
        data += tensor.tobytes()
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def load(path):
    with open(path, "rb") as file:
        contents = file.read()
    (length,) = struct.unpack("<Q", contents[:8])
    header = json.loads(contents[8 : 8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for key, info in header.items():
        begin, end = info["data_offsets"]
        data = contents[8 + length + begin : 8 + length + end]
        tensor = numpy.frombuffer(data, DTYPES[info["dtype"]]).reshape(info["shape"])
        tensors[key.removeprefix("model.")] = tensor
    return tensors


def compare_casts(source, ours, dtype):
    for key, tensor in source.items():
        if tensor.dtype == numpy.float64 and dtype == "BF16":
            continue  # ml_dtypes rounds twice there, by way of F32
        expected = tensor.astype(DTYPES[dtype])
        assert ours[key].dtype == expected.dtype and ours[key].shape == expected.shape, key
        bits = "u%d" % expected.dtype.itemsize
        same = expected.view(bits) == ours[key].view(bits)
        same |= numpy.isnan(expected) & numpy.isnan(ours[key])
        assert same.all(), "%s: %d differ, first %r" % (key, (~same).sum(), tensor[~same][:3])


def compare_patches(source, ours, layout):
    linear = source[PATCHES].reshape(5, 14 * 14 * 3)
    expected = linear.reshape(5, 14, 14, 3).transpose(0, 3, 1, 2)
    if layout == "linear":
        expected = source[PATCHES].transpose(0, 2, 3, 1).reshape(5, -1)
    assert numpy.array_equal(ours[PATCHES], expected)


with numpy.errstate(all="ignore"):
    if sys.argv[1] == "--make":
        make(sys.argv[2])
    else:
        compare = compare_casts if sys.argv[1] == "casts" else compare_patches
        compare(load(sys.argv[2]), load(sys.argv[3]), sys.argv[4])
