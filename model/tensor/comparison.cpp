// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/comparison.h"

#include "model/tensor/blocks.h"
#include "model/tensor/vectorised.h"

#include <cmath>
#include <cstring>

namespace {

/// What is added up over pairs of numbers.
struct Sums {
    quint64 count = 0;
    quint64 equal = 0;
    quint64 nonFiniteA = 0;
    quint64 nonFiniteB = 0;
    quint64 compared = 0;
    double maxAbs = 0;
    double absolute = 0; ///< Σ |b − a|
    double difference = 0; ///< Σ (b − a)²
    double a = 0; ///< Σ a²
    double b = 0; ///< Σ b²
    bool isIdentical = true;

    void add(const Sums &other)
    {
        count += other.count;
        equal += other.equal;
        nonFiniteA += other.nonFiniteA;
        nonFiniteB += other.nonFiniteB;
        compared += other.compared;
        maxAbs = qMax(maxAbs, other.maxAbs);
        absolute += other.absolute;
        difference += other.difference;
        a += other.a;
        b += other.b;
        isIdentical = isIdentical && other.isIdentical;
    }
};

VECTORISED void compare(const double *as, const double *bs, std::size_t count, Sums &sums)
{
    double equal = 0;
    double maxAbs = 0;
    double absolute = 0;
    double difference = 0;
    double aa = 0;
    double bb = 0;
#pragma omp simd reduction(+ : equal, absolute, difference, aa, bb) reduction(max : maxAbs)
    for (std::size_t i = 0; i < count; ++i) {
        const double a = as[i];
        const double b = bs[i];
        const double distance = std::fabs(b - a);
        equal += a == b ? 1.0 : 0.0;
        maxAbs = distance > maxAbs ? distance : maxAbs;
        absolute += distance;
        difference += distance * distance;
        aa += a * a;
        bb += b * b;
    }
    sums.equal += static_cast<quint64>(equal);
    sums.compared = count;
    sums.maxAbs = maxAbs;
    sums.absolute = absolute;
    sums.difference = difference;
    sums.a = aa;
    sums.b = bb;
}

/// Moves the pairs of finite numbers to the front; returns how many there are.
std::size_t keepFinitePairs(std::span<double> as, std::span<double> bs, Sums &sums)
{
    if (allFinite(as) && allFinite(bs))
        return as.size();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < as.size(); ++i) {
        const bool isFiniteA = std::isfinite(as[i]);
        const bool isFiniteB = std::isfinite(bs[i]);
        sums.nonFiniteA += isFiniteA ? 0 : 1;
        sums.nonFiniteB += isFiniteB ? 0 : 1;
        if (isFiniteA && isFiniteB) {
            as[kept] = as[i];
            bs[kept] = bs[i];
            ++kept;
        } else {
            sums.equal += as[i] == bs[i] ? 1 : 0;
        }
    }
    return kept;
}

Sums sumsOf(Dtype dtype, const StretchBytes &read)
{
    Sums sums;
    forEachBlock<2>(dtype, read, [&sums](std::span<double> as, std::span<double> bs) {
        Sums block;
        block.count = as.size();
        const std::size_t finite = keepFinitePairs(as, bs, block);
        compare(as.data(), bs.data(), finite, block);
        sums.add(block);
    });
    sums.isIdentical =
        std::memcmp(read.bytes[0].data(), read.bytes[1].data(), read.bytes[0].size()) == 0;
    return sums;
}

std::optional<double> ifFinite(double number)
{
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

Comparison comparisonOf(const Sums &sums)
{
    Comparison comparison;
    comparison.count = sums.count;
    comparison.isIdentical = sums.isIdentical;
    comparison.equal = sums.equal;
    comparison.nonFiniteA = sums.nonFiniteA;
    comparison.nonFiniteB = sums.nonFiniteB;
    comparison.compared = sums.compared;
    if (sums.compared == 0)
        return comparison;

    const double n = double(sums.compared);
    const double a = std::sqrt(sums.a);
    const double b = std::sqrt(sums.b);
    const double difference = std::sqrt(sums.difference);
    comparison.maxAbs = ifFinite(sums.maxAbs);
    comparison.meanAbs = ifFinite(sums.absolute / n);
    comparison.rms = ifFinite(std::sqrt(sums.difference / n));
    if (sums.maxAbs == 0) {
        comparison.relativeL2 = 0;
        comparison.cosineDistance = 0;
        return comparison;
    }
    comparison.relativeL2 = ifFinite(difference / a);
    // ‖b − a‖² = (‖b‖ − ‖a‖)² + 2 ‖a‖ ‖b‖ (1 − cosine): unlike 1 − a·b / (‖a‖ ‖b‖), this keeps its
    // digits for tensors that hardly differ.
    const double distance = (difference - (b - a)) * (difference + (b - a)) / (2 * a * b);
    if (std::isfinite(distance))
        comparison.cosineDistance = qBound(0.0, distance, 2.0);
    return comparison;
}

} // namespace

std::optional<double> Comparison::identicalShare() const
{
    return count == 0 ? std::nullopt : std::optional(double(equal) / double(count));
}

std::optional<double> Comparison::cosine() const
{
    return cosineDistance ? std::optional(1 - *cosineDistance) : std::nullopt;
}

Result<Comparison> compareTensors(
    const TensorView &a, const TensorView &b, Coverage coverage, Progress &progress)
{
    const Result<std::vector<TensorView>> views = asNumbers(std::array{a, b});
    if (!views)
        return tl::unexpected(views.error());
    const TensorView &numbers = views->front();
    const std::vector<Stretch> parts = stretches(numbers, coverage);
    // One a stretch, added up in their order: the sums do not depend on who was faster.
    std::vector<Sums> sums(parts.size());
    const Result<void> read = readStretches(*views, parts, progress,
        [&](const StretchBytes &stretch) { sums[stretch.index] = sumsOf(numbers.dtype, stretch); });
    if (!read)
        return tl::unexpected(read.error());
    Sums all;
    for (const Sums &each : sums)
        all.add(each);
    Comparison comparison = comparisonOf(all);
    comparison.isSample = isSample(numbers, parts);
    return comparison;
}
