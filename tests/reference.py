# SPDX-License-Identifier: GPL-3.0-or-later
"""What the reference library says, for tests: reference.py describe|serialize INPUT SCRATCH."""

import ctypes
import struct
import sys

import safetensors
from safetensors import TensorSpec

SPELLINGS = {
    "BOOL": "bool", "F4": "float4_e2m1fn_x2", "U8": "uint8", "I8": "int8", "F8_E5M2": "float8_e5m2",
    "F8_E4M3": "float8_e4m3fn", "F8_E8M0": "float8_e8m0fnu", "F8_E4M3FNUZ": "float8_e4m3fnuz",
    "F8_E5M2FNUZ": "float8_e5m2fnuz", "I16": "int16", "U16": "uint16", "F16": "float16",
    "BF16": "bfloat16", "I32": "int32", "U32": "uint32", "F32": "float32", "C64": "complex64",
    "F64": "float64", "I64": "int64", "U64": "uint64",
}


def unpack(path):
    """The byte strings of a file that holds each behind its length."""
    with open(path, "rb") as file:
        data = file.read()
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from("<Q", data, at)
        yield data[at + 8 : at + 8 + length]
        at += 8 + length


def encode(text):
    return text.encode().hex()


def decode(word):
    return bytes.fromhex(word).decode()


def describe(file, scratch):
    """One line; tst_interop.cpp says the same of the same file."""
    try:
        tensors = safetensors.deserialize(file)
    except safetensors.SafetensorError:
        return "refused"
    lines = []
    for key, tensor in tensors:
        data = bytes(tensor["data"])
        words = [encode(key), tensor["dtype"], *map(str, tensor["shape"]), str(len(data))]
        lines.append(" ".join([*words, str(data[0]) if data else "-"]))
    with open(scratch, "wb") as copy:
        copy.write(file)
    with safetensors.safe_open(scratch, framework="numpy") as opened:
        metadata = opened.metadata()
    if metadata is None:
        return ";".join(sorted(lines)) + "|none"
    pairs = sorted(encode(name) + "=" + encode(value) for name, value in metadata.items())
    return ";".join(sorted(lines)) + "|{" + ";".join(pairs) + "}"


def serialize(case):
    """The file that the library writes for lines of tensors and metadata, all data zero."""
    tensors, metadata = {}, None
    zeros = ctypes.create_string_buffer(1 << 16)
    for line in case.decode().splitlines():
        kind, *words = line.split(" ")
        if kind == "metadata":
            metadata = {decode(words[0]): decode(words[1])}
            continue
        dtype, shape, length, key = words
        shape = [int(word) for word in shape.split(",")]
        if dtype == "F4":  # counts pairs of elements in its arguments
            shape[-1] //= 2
        tensors[decode(key)] = TensorSpec(dtype=SPELLINGS[dtype], shape=shape,
                                          data_ptr=ctypes.addressof(zeros), data_len=int(length))
    return safetensors.serialize(tensors, metadata)


command, source, scratch = sys.argv[1:]
for part in unpack(source):
    if command == "describe":
        print(describe(part, scratch))
    else:
        file = serialize(part)
        sys.stdout.buffer.write(struct.pack("<Q", len(file)) + file)
