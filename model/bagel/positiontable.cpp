// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/positiontable.h"

#include <cmath>

std::vector<double> positionTable(quint64 side, quint64 width)
{
    const quint64 frequencies = width / 4;
    std::vector<double> table;
    table.reserve(side * side * width);
    const auto encode = [&](quint64 position) {
        for (double (*wave)(double) :
            {+[](double x) { return std::sin(x); }, +[](double x) { return std::cos(x); }}) {
            for (quint64 i = 0; i < frequencies; ++i) {
                const double exponent = static_cast<double>(i) / static_cast<double>(frequencies);
                table.push_back(
                    wave(static_cast<double>(position) * (1.0 / std::pow(10000.0, exponent))));
            }
        }
    };
    for (quint64 h = 0; h < side; ++h) {
        for (quint64 w = 0; w < side; ++w) {
            encode(w);
            encode(h);
        }
    }
    return table;
}
