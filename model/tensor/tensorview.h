// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/checkpoint.h"

#include <memory>

/// Where the elements of one tensor are and how they are stored; cheap to copy, keeps its source
/// open. Elements are row-major and little-endian.
struct TensorView {
    std::shared_ptr<const ByteSource> source;
    quint64 position = 0; ///< of the first byte, in `source`
    quint64 bytes = 0;
    Dtype dtype = Dtype::Unknown;
    Shape shape;

    /// Product of the shape; 1 for a scalar.
    [[nodiscard]] quint64 elements() const;

    friend bool operator==(const TensorView &, const TensorView &) = default;
};

/// The elements of tensor number `tensor` of a checkpoint.
[[nodiscard]] TensorView viewOf(const Checkpoint &checkpoint, qsizetype tensor);

/// How much of a tensor a function reads.
enum class Coverage : quint8 {
    All,
    /// An estimate from at most 2 MiB in evenly spread stretches of 64 KiB. A tensor that is not
    /// larger is read wholly, and what comes of it is then exact and not marked as a sample.
    Sample,
};
