// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/tensor/distribution.h"
#include "model/tensor/tensorview.h"

/// What the numbers of a tensor are like. NaN and infinite ones are counted and left out of the
/// rest; where no finite one is left, the rest is null. Each part of a C64 element is a number.
struct Statistics {
    quint64 count = 0; ///< all numbers looked at
    quint64 nan = 0;
    quint64 inf = 0; ///< of either sign
    quint64 zeros = 0; ///< -0.0 is one too
    std::optional<double> min;
    std::optional<double> max;
    std::optional<double> mean;
    std::optional<double> deviation; ///< standard deviation of the population (NumPy's default)
    bool isSample = false; ///< an estimate: min and max are those of the sample

    [[nodiscard]] quint64 finite() const { return count - nan - inf; }

    friend bool operator==(const Statistics &, const Statistics &) = default;
};

/// Sums are taken in double, block by block, so that mean and deviation of 10^9 numbers are good to
/// 1e-9 relative; the result does not depend on the number of threads. Mean and deviation are null
/// too where a double cannot hold the sums (F64 beyond 1e154). Errors: see readStretches().
[[nodiscard]] Result<Statistics> computeStatistics(
    const TensorView &view, Coverage coverage, Progress &progress);

/// Statistics and distribution from one pass over the tensor.
struct Summary {
    Statistics statistics;
    Distribution distribution;

    friend bool operator==(const Summary &, const Summary &) = default;
};
[[nodiscard]] Result<Summary> summarize(
    const TensorView &view, Coverage coverage, Progress &progress);
