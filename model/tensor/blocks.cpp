// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/blocks.h"

#include "model/tensor/vectorised.h"

#include <cmath>

namespace {

/// 0 where all numbers are finite, else NaN.
VECTORISED double sumOfNothing(const double *numbers, std::size_t count)
{
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < count; ++i)
        sum += numbers[i] * 0;
    return sum;
}

} // namespace

bool allFinite(std::span<const double> numbers)
{
    return sumOfNothing(numbers.data(), numbers.size()) == 0;
}

std::size_t keepFinite(std::span<double> numbers, quint64 &nan, quint64 &inf)
{
    if (allFinite(numbers))
        return numbers.size();
    std::size_t kept = 0;
    for (const double number : numbers) {
        if (std::isfinite(number))
            numbers[kept++] = number;
        else
            ++(std::isnan(number) ? nan : inf);
    }
    return kept;
}
