// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/positiontable.h"

#include <cmath>

std::vector<double> positionWaves(quint64 side, quint64 width)
{
    const quint64 frequencies = width / 4;
    std::vector<double> waves;
    waves.reserve(side * width / 2);
    for (quint64 position = 0; position < side; ++position) {
        for (double (*wave)(double) :
            {+[](double x) { return std::sin(x); }, +[](double x) { return std::cos(x); }}) {
            for (quint64 i = 0; i < frequencies; ++i) {
                const double exponent = static_cast<double>(i) / static_cast<double>(frequencies);
                waves.push_back(
                    wave(static_cast<double>(position) * (1.0 / std::pow(10000.0, exponent))));
            }
        }
    }
    return waves;
}

std::vector<double> positionTable(quint64 side, quint64 width)
{
    const std::vector<double> waves = positionWaves(side, width);
    const auto half = static_cast<std::ptrdiff_t>(width / 2);
    std::vector<double> table;
    table.reserve(side * side * width);
    const auto append = [&](quint64 position) {
        const auto first = waves.begin() + static_cast<std::ptrdiff_t>(position) * half;
        table.insert(table.end(), first, first + half);
    };
    for (quint64 h = 0; h < side; ++h) {
        for (quint64 w = 0; w < side; ++w) {
            append(w);
            append(h);
        }
    }
    return table;
}
