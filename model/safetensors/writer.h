// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/header.h"
#include "model/safetensors/sink.h"

#include <span>
#include <vector>

/// A tensor of a file to be written. Small, since there may be a million.
struct OutputTensor {
    const TensorInfo *info; ///< outlives this
    quint32 cut; ///< bytes left out at the beginning of its key
    Dtype dtype; ///< of its elements as they are written

    OutputTensor(const TensorInfo *as) : OutputTensor(as, 0, as->dtype) { }
    OutputTensor(const TensorInfo *info_, quint32 cut_, Dtype dtype_)
        : info(info_), cut(cut_), dtype(dtype_)
    {
    }

    /// In UTF-8, without the root that all keys of the file may have.
    [[nodiscard]] QByteArrayView key() const { return info->key.utf8().sliced(cut); }
    [[nodiscard]] quint64 bytes() const;
};

/// Sorts as the reference's serializer does: by dtype, last of the enum first, then by the key's
/// UTF-8 bytes. (A root before all keys changes nothing.)
void sortForWriting(std::vector<OutputTensor> &tensors);

/// Bytes of the header of a file that holds `tensors` (in this order, one behind the other, `root`
/// before each key) and `metadata` (none written where empty), with its length word, padded to a
/// multiple of 8. InvalidHeader where that exceeds 8 + 100,000,000 bytes or a key occurs twice,
/// UnknownDtype.
[[nodiscard]] Result<quint64> headerBytes(
    std::span<const OutputTensor> tensors, const Metadata &metadata, QByteArrayView root = {});

/// Makes that header, byte for byte what the reference's serializer writes, and pads it with spaces
/// to `bytes`: headerBytes(), or more by a multiple of 8. Fails where `sink` does.
[[nodiscard]] Result<void> writeHeader(std::span<const OutputTensor> tensors,
    const Metadata &metadata, QByteArrayView root, quint64 bytes, const Sink &sink);

/// The header in one piece, without a root. Errors as of headerBytes().
[[nodiscard]] Result<QByteArray> composeHeader(
    std::span<const OutputTensor> tensors, const Metadata &metadata);
