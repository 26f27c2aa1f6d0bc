// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/statistics.h"

#include "model/tensor/counter.h"
#include "model/tensor/moments.h"
#include "model/tensor/parallel.h"

#include <cmath>

namespace {

constexpr quint64 worthCounting = 1 << 18; // numbers

std::optional<double> ifFinite(double number)
{
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

Statistics statisticsOf(const Moments &moments)
{
    Statistics statistics;
    statistics.count = moments.finite + moments.nan + moments.inf;
    statistics.nan = moments.nan;
    statistics.inf = moments.inf;
    statistics.zeros = moments.zeros;
    if (moments.finite > 0) {
        const double n = double(moments.finite);
        // + 0.0: a negative zero becomes a zero.
        statistics.min = moments.min + 0.0;
        statistics.max = moments.max + 0.0;
        statistics.mean = ifFinite(moments.sum / n);
        statistics.deviation = ifFinite(std::sqrt(moments.squares / n));
    }
    return statistics;
}

Statistics statisticsOf(const Counter::Totals &totals)
{
    Moments moments;
    moments.finite = totals.distribution.finite;
    moments.nan = totals.nan;
    moments.inf = totals.inf;
    if (moments.finite == 0)
        return statisticsOf(moments);
    // A product of a count and a number needs more bits than a double has.
    long double sum = 0;
    for (const Distribution::Cell &cell : totals.distribution.cells) {
        sum += static_cast<long double>(cell.low) * static_cast<long double>(cell.count);
        if (cell.low == 0)
            moments.zeros = cell.count;
    }
    const long double mean = sum / static_cast<long double>(moments.finite);
    long double squares = 0;
    for (const Distribution::Cell &cell : totals.distribution.cells) {
        const long double distance = static_cast<long double>(cell.low) - mean;
        squares += distance * distance * static_cast<long double>(cell.count);
    }
    moments.sum = static_cast<double>(sum);
    moments.squares = static_cast<double>(squares);
    moments.min = totals.distribution.cells.front().low;
    moments.max = totals.distribution.cells.back().high;
    return statisticsOf(moments);
}

Result<Summary> countPatterns(
    const TensorView &view, std::span<const ElementStretch> parts, Progress &progress)
{
    std::vector<Counter> counters(workersFor(parts.size()), Counter(view.dtype));
    const Result<void> read = readStretches({&view, 1}, parts, progress,
        [&](const StretchBytes &stretch) { counters[stretch.worker].add(stretch.bytes[0]); });
    if (!read)
        return tl::unexpected(read.error());
    Counter::Totals totals = Counter::totals(counters);
    return Summary{statisticsOf(totals), std::move(totals.distribution)};
}

Result<Summary> measureNumbers(const TensorView &view, std::span<const ElementStretch> parts,
    bool withDistribution, Progress &progress)
{
    std::vector<Counter> counters;
    if (withDistribution)
        counters.assign(workersFor(parts.size()), Counter(view.dtype));
    // One a stretch, added up in their order: the sums do not depend on who was faster.
    std::vector<Moments> moments(parts.size());
    const Result<void> read =
        readStretches({&view, 1}, parts, progress, [&](const StretchBytes &stretch) {
            Counter *const counter = withDistribution ? &counters[stretch.worker] : nullptr;
            moments[stretch.index] = momentsOf(view.dtype, stretch, counter);
        });
    if (!read)
        return tl::unexpected(read.error());
    Moments all;
    for (const Moments &each : moments)
        all.add(each);
    Summary summary;
    summary.statistics = statisticsOf(all);
    if (withDistribution) {
        summary.distribution = Counter::totals(counters).distribution;
        summary.distribution.limit(all.min, all.max);
    }
    return summary;
}

Result<Summary> look(
    const TensorView &view, Coverage coverage, bool withDistribution, Progress &progress)
{
    const Result<std::vector<TensorView>> views = asNumbers({&view, 1});
    if (!views)
        return tl::unexpected(views.error());
    const TensorView &numbers = views->front();
    const std::vector<ElementStretch> parts = stretches(numbers, coverage);
    // Clearing and reading a table of all patterns costs more than a small tensor's own numbers.
    const bool byPattern = Counter::isExact(numbers.dtype)
        && (withDistribution || numbers.elements() >= worthCounting);
    Result<Summary> summary = byPattern
        ? countPatterns(numbers, parts, progress)
        : measureNumbers(numbers, parts, withDistribution, progress);
    if (summary)
        summary->statistics.isSample = isSample(numbers, parts);
    return summary;
}

} // namespace

Result<Statistics> computeStatistics(const TensorView &view, Coverage coverage, Progress &progress)
{
    const Result<Summary> summary = look(view, coverage, false, progress);
    if (!summary)
        return tl::unexpected(summary.error());
    return summary->statistics;
}

Result<Summary> summarize(const TensorView &view, Coverage coverage, Progress &progress)
{
    return look(view, coverage, true, progress);
}
