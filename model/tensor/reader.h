// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/tensor/tensorview.h"

#include <functional>
#include <span>
#include <vector>

/// Consecutive elements, few enough to be held in memory.
struct Stretch {
    quint64 first = 0;
    quint64 count = 0;

    friend bool operator==(const Stretch &, const Stretch &) = default;
};

/// The stretches to read for `coverage`, ascending, of one tensor or of two of the same dtype and
/// shape. Each begins and ends at a byte, but for the last end.
[[nodiscard]] std::vector<Stretch> stretches(const TensorView &view, Coverage coverage);

/// True where `stretches` leave elements out.
[[nodiscard]] bool isSample(const TensorView &view, std::span<const Stretch> stretches);

/// How many threads read together: one a core, never more than there are stretches, at least one.
[[nodiscard]] int workers(std::span<const Stretch> stretches);

/// What a worker has read: stretch number `index` of each tensor, in the tensors' order.
struct StretchBytes {
    int worker = 0; ///< below workers(); calls of one worker never overlap
    std::size_t index = 0;
    Stretch stretch;
    std::span<const std::span<const std::byte>> bytes;
};

/// Reads the stretches of `views` (one tensor, or several of the same dtype and shape) and calls
/// `consume` with each, from several threads at once and in no particular order. Memory is a
/// buffer of one stretch a worker and tensor. Reports bytes. Errors: of the sources' readAt,
/// UnknownDtype, Usage where dtypes or shapes differ, Cancelled.
[[nodiscard]] Result<void> readStretches(std::span<const TensorView> views,
    std::span<const Stretch> stretches, Progress &progress,
    const std::function<void(const StretchBytes &)> &consume);
