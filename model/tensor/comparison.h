// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/tensor/tensorview.h"

#include <optional>

/// How far tensor b is from tensor a. Places where a or b is NaN or infinite are counted and left
/// out of maxAbs and all below it; these are null where no place is left. Each part of a C64
/// element is a number.
struct Comparison {
    quint64 count = 0; ///< pairs of numbers looked at
    bool isIdentical = false; ///< all bytes looked at are equal
    quint64 equal = 0; ///< pairs equal as numbers: -0.0 equals 0.0, infinity itself, NaN nothing
    quint64 nonFiniteA = 0; ///< NaN and infinite numbers of a
    quint64 nonFiniteB = 0;
    quint64 compared = 0; ///< pairs where both are finite

    std::optional<double> maxAbs; ///< max |b − a|
    std::optional<double> meanAbs; ///< mean |b − a|
    std::optional<double> rms; ///< √ mean (b − a)²
    /// ‖b − a‖₂ / ‖a‖₂. Where a is all zeros: 0 if b is too, else null.
    std::optional<double> relativeL2;
    /// 1 − cosine of the angle between a and b, accurate also near 0 and exactly 0 for equal
    /// tensors; null where one of them is all zeros and the other is not.
    std::optional<double> cosineDistance;
    bool isSample = false;

    /// Share of the pairs that are equal as numbers; null for tensors without elements.
    [[nodiscard]] std::optional<double> identicalShare() const;
    [[nodiscard]] std::optional<double> cosine() const;

    friend bool operator==(const Comparison &, const Comparison &) = default;
};

/// Compares two tensors of the same dtype and shape. Sums are taken in double, block by block; the
/// result does not depend on the number of threads. Norms that a double cannot hold (F64 beyond
/// 1e154) make what depends on them null. Errors: see readStretches().
[[nodiscard]] Result<Comparison> compareTensors(
    const TensorView &a, const TensorView &b, Coverage coverage, Progress &progress);
