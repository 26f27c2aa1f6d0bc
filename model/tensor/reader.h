// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/tensor/tensorview.h"

#include <functional>
#include <span>
#include <vector>

/// The same tensors seen as numbers: C64 becomes F32 with one more, last dimension of 2 (real part,
/// imaginary part), all others stay. UnknownDtype where a dtype is unknown, Usage where the
/// tensors' dtypes or shapes are not all equal.
[[nodiscard]] Result<std::vector<TensorView>> asNumbers(std::span<const TensorView> views);

/// Consecutive numbers, few enough to be held in memory.
struct Stretch {
    quint64 first = 0;
    quint64 count = 0;

    friend bool operator==(const Stretch &, const Stretch &) = default;
};

/// The stretches to read for `coverage`, ascending. Each begins and ends at a whole byte.
[[nodiscard]] std::vector<Stretch> stretches(const TensorView &numbers, Coverage coverage);

/// True where `stretches` leave numbers out.
[[nodiscard]] bool isSample(const TensorView &numbers, std::span<const Stretch> stretches);

/// What a worker has read: stretch number `index` of each tensor, in the tensors' order.
struct StretchBytes {
    std::size_t worker = 0; ///< below workersFor(stretches); calls of one worker never overlap
    std::size_t index = 0;
    Stretch stretch;
    std::span<const std::span<const std::byte>> bytes;
};

/// Reads the stretches of tensors that are alike (see asNumbers()) and calls `consume` with each,
/// from several threads at once and in no particular order. Memory is a buffer of one stretch a
/// worker and tensor. Reports bytes. Errors: of the sources' readAt, Cancelled.
[[nodiscard]] Result<void> readStretches(std::span<const TensorView> numbers,
    std::span<const Stretch> stretches, Progress &progress,
    const std::function<void(const StretchBytes &)> &consume);
