// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/header.h"

#include <span>
#include <vector>

/// A tensor of a file to be written.
struct OutputTensor {
    QString key;
    Dtype dtype;
    Shape shape;
    quint64 bytes = 0;
    qsizetype source = 0; ///< index of the tensor that the bytes come from

    friend bool operator==(const OutputTensor &, const OutputTensor &) = default;
};

/// Sorts as the reference's serializer does: by dtype, last of the enum first, then by the key's
/// UTF-8 bytes.
void sortForWriting(std::vector<OutputTensor> &tensors);

/// The length word and the JSON header of a file that holds `tensors` (in this order, one behind
/// the other) and `metadata` (none written where empty), padded with spaces to a multiple of 8:
/// byte for byte what the reference's serializer writes. `extraPadding` (a multiple of 8) appends
/// further spaces. InvalidHeader where the header would exceed 100,000,000 bytes or a key occurs
/// twice.
[[nodiscard]] Result<QByteArray> composeHeader(
    std::span<const OutputTensor> tensors, const Metadata &metadata, quint64 extraPadding = 0);
