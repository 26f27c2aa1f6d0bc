// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/strip.h"

#include "model/tensor/blocks.h"
#include "model/tensor/vectorised.h"

#include <cmath>

namespace {

quint8 flagOf(double notFinite)
{
    return std::isnan(notFinite) ? Grid::HasNan : Grid::HasInf;
}

/// The one farther from zero, the positive one of two that are equally far.
inline double extremeOf(double a, double b)
{
    const bool isUpper = a + b >= 0;
    return (a > b) == isUpper ? a : b;
}

VECTORISED void addUp(double *values, const double *numbers, std::size_t count)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i)
        values[i] += numbers[i];
}

VECTORISED void keepExtremes(double *values, const double *numbers, std::size_t count)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i)
        values[i] = extremeOf(values[i], numbers[i]);
}

} // namespace

GridCell GridCell::of(double number)
{
    return std::isfinite(number) ? GridCell{number, 1, 0} : GridCell{0, 0, flagOf(number)};
}

void Strip::begin(quint64 columns, quint64 rows)
{
    m_values.assign(columns, 0);
    m_finite.assign(columns, rows);
    m_flags.assign(columns, 0);
}

void Strip::add(quint64 at, std::span<double> numbers, Reduction reduction)
{
    // What is not finite is replaced by a zero, which changes neither sum nor extreme.
    if (!allFinite(numbers)) {
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (std::isfinite(numbers[i]))
                continue;
            m_flags[at + i] |= flagOf(numbers[i]);
            --m_finite[at + i];
            numbers[i] = 0;
        }
    }
    const auto merge = reduction == Reduction::Mean ? addUp : keepExtremes;
    merge(m_values.data() + at, numbers.data(), numbers.size());
}

void Strip::endRow(quint64 at)
{
    for (quint64 &finite : std::span(m_finite).subspan(at))
        --finite;
}

void Strip::mergeInto(GridCell &cell, quint64 column, Reduction reduction) const
{
    cell.value = reduction == Reduction::Mean ? cell.value + m_values[column]
                                              : extremeOf(cell.value, m_values[column]);
    cell.finite += m_finite[column];
    cell.flags |= m_flags[column];
}
