// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/moments.h"

#include "model/tensor/blocks.h"
#include "model/tensor/counter.h"
#include "model/tensor/vectorised.h"

#include <cmath>
#include <cstring>

namespace {

VECTORISED void measure(const double *numbers, std::size_t count, Moments &moments)
{
    double sum = 0;
    double zeros = 0;
    double min = numbers[0];
    double max = numbers[0];
#pragma omp simd reduction(+ : sum, zeros) reduction(min : min) reduction(max : max)
    for (std::size_t i = 0; i < count; ++i) {
        const double number = numbers[i];
        sum += number;
        zeros += number == 0 ? 1.0 : 0.0;
        min = number < min ? number : min;
        max = number > max ? number : max;
    }
    const double mean = sum / double(count);
    double squares = 0;
#pragma omp simd reduction(+ : squares)
    for (std::size_t i = 0; i < count; ++i) {
        const double distance = numbers[i] - mean;
        squares += distance * distance;
    }
    moments.finite = count;
    moments.zeros = static_cast<quint64>(zeros);
    moments.sum = sum;
    moments.squares = squares;
    moments.min = min;
    moments.max = max;
}

constexpr std::size_t floatBlock = 4096; // as bytes half of the fastest cache

/// measure() straight from F32, three times as fast as by doubles; false where a number is not
/// finite.
VECTORISED bool measureFloats(const std::byte *bytes, std::size_t count, Moments &moments)
{
    const auto at = [bytes](std::size_t i) {
        float number = 0;
        std::memcpy(&number, bytes + i * sizeof number, sizeof number);
        return number;
    };
    double sum = 0;
    quint32 zeros = 0;
    quint32 special = 0;
    float min = at(0);
    float max = min;
#pragma omp simd reduction(+ : sum, zeros, special) reduction(min : min) reduction(max : max)
    for (std::size_t i = 0; i < count; ++i) {
        const float number = at(i);
        sum += double(number);
        zeros += number == 0 ? 1 : 0;
        special += std::fabs(number) <= std::numeric_limits<float>::max() ? 0 : 1;
        min = number < min ? number : min;
        max = number > max ? number : max;
    }
    if (special > 0)
        return false;
    const double mean = sum / double(count);
    double squares = 0;
#pragma omp simd reduction(+ : squares)
    for (std::size_t i = 0; i < count; ++i) {
        const double distance = double(at(i)) - mean;
        squares += distance * distance;
    }
    moments = {count, 0, 0, zeros, sum, squares, double(min), double(max)};
    return true;
}

Moments momentsOfAny(Dtype dtype, const StretchBytes &read, Counter *counter)
{
    Moments moments;
    forEachBlock<1>(dtype, read, [&](std::span<double> numbers) {
        Moments block;
        const std::size_t finite = keepFinite(numbers, block.nan, block.inf);
        if (finite > 0)
            measure(numbers.data(), finite, block);
        moments.add(block);
        if (counter) {
            counter->add(numbers.first(finite));
            counter->addZeros(block.zeros);
        }
    });
    return moments;
}

Moments momentsOfFloats(const StretchBytes &read, Counter *counter)
{
    Moments moments;
    for (quint64 from = 0; from < read.stretch.count; from += floatBlock) {
        const quint64 count = qMin<quint64>(floatBlock, read.stretch.count - from);
        const std::span bytes = read.bytes[0].subspan(from * sizeof(float), count * sizeof(float));
        const StretchBytes part{
            read.worker, read.index, {read.stretch.first + from, count}, {&bytes, 1}};
        Moments block;
        if (!measureFloats(bytes.data(), count, block)) {
            block = momentsOfAny(Dtype::F32, part, counter);
        } else if (counter) {
            forEachBlock<1>(
                Dtype::F32, part, [&](std::span<double> numbers) { counter->add(numbers); });
            counter->addZeros(block.zeros);
        }
        moments.add(block);
    }
    return moments;
}

} // namespace

// Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample
// variances" (1979).
void Moments::add(const Moments &other)
{
    nan += other.nan;
    inf += other.inf;
    if (other.finite == 0)
        return;
    if (finite > 0) {
        const double n = double(finite);
        const double m = double(other.finite);
        const double distance = other.sum / m - sum / n;
        squares += distance * distance * (n / (n + m)) * m;
    }
    squares += other.squares;
    sum += other.sum;
    finite += other.finite;
    zeros += other.zeros;
    min = qMin(min, other.min);
    max = qMax(max, other.max);
}

Moments momentsOf(Dtype dtype, const StretchBytes &read, Counter *counter)
{
    return dtype == Dtype::F32 ? momentsOfFloats(read, counter)
                               : momentsOfAny(dtype, read, counter);
}
