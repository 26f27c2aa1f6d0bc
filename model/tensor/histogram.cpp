// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/histogram.h"

#include <cmath>
#include <limits>

namespace {

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void include(double number)
    {
        low = qMin(low, number);
        high = qMax(high, number);
    }
};

Range linearRange(std::span<const Distribution> distributions)
{
    Range range;
    for (const Distribution &distribution : distributions) {
        if (distribution.isEmpty())
            continue;
        range.include(distribution.cells.front().low);
        range.include(distribution.cells.back().high);
    }
    if (range.low > range.high)
        return {0, 1};
    if (range.low == range.high)
        return {range.low - 0.5, range.high + 0.5};
    return range;
}

Range logarithmicRange(std::span<const Distribution> distributions)
{
    Range range;
    for (const Distribution &distribution : distributions) {
        for (const Distribution::Cell &cell : distribution.cells) {
            for (const double bound : {cell.low, cell.high}) {
                if (bound != 0)
                    range.include(std::abs(bound));
            }
        }
    }
    if (range.low > range.high)
        return {1, 10};
    if (range.low == range.high)
        return {range.low / 2, range.high * 2};
    return range;
}

} // namespace

double HistogramAxis::edge(int bin) const
{
    if (bin == bins)
        return high;
    if (scale == Scale::Linear)
        return low + bin * ((high - low) / bins);
    return low * std::pow(high / low, double(bin) / bins);
}

HistogramAxis axisFor(std::span<const Distribution> distributions, Scale scale, int bins)
{
    const Range range =
        scale == Scale::Linear ? linearRange(distributions) : logarithmicRange(distributions);
    return {scale, range.low, range.high, bins};
}

Histogram makeHistogram(const Distribution &distribution, const HistogramAxis &axis)
{
    const bool isLinear = axis.scale == Scale::Linear;
    // How many numbers come before an edge; with the edge itself where it is the last one.
    const auto before = [&](double edge) {
        return isLinear ? distribution.countBelow(edge)
                        : distribution.countBelow(edge) - distribution.countAtMost(-edge);
    };
    const auto upTo = [&](double edge) {
        return isLinear ? distribution.countAtMost(edge)
                        : distribution.countAtMost(edge) - distribution.countBelow(-edge);
    };

    Histogram histogram;
    histogram.axis = axis;
    histogram.below = before(axis.low);
    if (!isLinear) {
        histogram.zeros = distribution.countAtMost(0) - distribution.countBelow(0);
        histogram.below -= histogram.zeros;
    }
    quint64 counted = histogram.below + histogram.zeros;
    for (int bin = 0; bin < axis.bins; ++bin) {
        const quint64 behind = bin + 1 < axis.bins ? before(axis.edge(bin + 1)) : upTo(axis.high);
        histogram.counts.push_back(behind - counted);
        counted = behind;
    }
    histogram.above = distribution.finite - counted;
    return histogram;
}
