// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/distribution.h"

#include <span>
#include <vector>

enum class Scale : quint8 {
    Linear, ///< bins of equal width in x
    Logarithmic, ///< bins of equal width in log |x|, both signs together; zeros have no place
};

/// The bins of a histogram, `low` < `high`. Logarithmic: of |x|, 0 < `low`.
struct HistogramAxis {
    Scale scale = Scale::Linear;
    double low = 0;
    double high = 1;
    int bins = 1;

    /// Where bin `bin` begins (and the one before ends); edge(bins) is `high`.
    [[nodiscard]] double edge(int bin) const;

    friend bool operator==(const HistogramAxis &, const HistogramAxis &) = default;
};

/// An axis on which all numbers of all `distributions` have a place, so that several histograms
/// can be drawn in one plot. A range without width is widened by a half on both sides (Linear, as
/// NumPy does) or by a factor of two (Logarithmic).
[[nodiscard]] HistogramAxis axisFor(
    std::span<const Distribution> distributions, Scale scale, int bins);

/// How many numbers fall into each bin; a bin has its beginning, not its end, but the last has
/// both. NaN and infinite numbers are left out.
struct Histogram {
    HistogramAxis axis;
    std::vector<quint64> counts; ///< one a bin
    quint64 below = 0; ///< numbers before the first bin
    quint64 above = 0; ///< numbers behind the last bin
    quint64 zeros = 0; ///< Logarithmic only: numbers without a logarithm

    friend bool operator==(const Histogram &, const Histogram &) = default;
};
[[nodiscard]] Histogram makeHistogram(const Distribution &distribution, const HistogramAxis &axis);
