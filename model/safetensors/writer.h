// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/header.h"

#include <functional>
#include <span>
#include <vector>

/// A tensor of a file to be written: under `key`, what `info` describes; its own key plays no part.
struct OutputTensor {
    QString key;
    const TensorInfo *info; ///< outlives this

    friend bool operator==(const OutputTensor &, const OutputTensor &) = default;
};

/// Takes the next bytes of something that is too large to be made in one piece.
using Sink = std::function<Result<void>(QByteArrayView piece)>;

/// Orders keys by the bytes of their UTF-8, as the reference's tools do.
[[nodiscard]] bool precedesInUtf8(const QString &a, const QString &b);

/// Sorts as the reference's serializer does: by dtype, last of the enum first, then by the key's
/// UTF-8 bytes.
void sortForWriting(std::vector<OutputTensor> &tensors);

/// Bytes of the header of a file that holds `tensors` (in this order, one behind the other) and
/// `metadata` (none written where empty), with its length word, padded to a multiple of 8.
/// InvalidHeader where that exceeds 8 + 100,000,000 bytes or a key occurs twice, UnknownDtype.
[[nodiscard]] Result<quint64> headerBytes(
    std::span<const OutputTensor> tensors, const Metadata &metadata);

/// Makes that header, byte for byte what the reference's serializer writes, and pads it with spaces
/// to `bytes`: headerBytes(), or more by a multiple of 8. Fails where `sink` does.
[[nodiscard]] Result<void> writeHeader(std::span<const OutputTensor> tensors,
    const Metadata &metadata, quint64 bytes, const Sink &sink);

/// The header in one piece. Errors as of headerBytes().
[[nodiscard]] Result<QByteArray> composeHeader(
    std::span<const OutputTensor> tensors, const Metadata &metadata);
