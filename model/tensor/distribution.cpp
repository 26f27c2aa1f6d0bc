// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/distribution.h"

#include <algorithm>
#include <cmath>
#include <tuple>

quint64 Distribution::countBelow(double limit) const
{
    const auto behind = std::lower_bound(cells.begin(), cells.end(), limit,
        [](const Cell &cell, double number) { return cell.low < number; });
    if (behind == cells.begin())
        return 0;
    const Cell &cell = *(behind - 1);
    if (limit >= cell.high)
        return cell.before + cell.count;
    const double share = (limit - cell.low) / (cell.high - cell.low);
    return cell.before + static_cast<quint64>(std::llround(share * double(cell.count)));
}

quint64 Distribution::countAtMost(double limit) const
{
    // Only a cell of a single number holds a known number of numbers equal to the limit.
    const auto single = std::lower_bound(cells.begin(), cells.end(), limit,
        [](const Cell &cell, double number) { return cell.high < number; });
    if (single != cells.end() && single->low == limit && single->high == limit)
        return single->before + single->count;
    return countBelow(limit);
}

std::optional<double> Distribution::quantile(double p) const
{
    if (cells.empty())
        return std::nullopt;
    const double exact = std::ceil(p * double(finite));
    const quint64 rank = exact < 1 ? 1 : qMin(finite, static_cast<quint64>(exact));
    const auto cell = std::lower_bound(cells.begin(), cells.end(), rank,
        [](const Cell &each, quint64 number) { return each.before + each.count < number; });
    const double share = (double(rank - cell->before) - 0.5) / double(cell->count);
    return cell->low + share * (cell->high - cell->low);
}

void Distribution::arrange()
{
    std::sort(cells.begin(), cells.end(), [](const Cell &a, const Cell &b) {
        return std::tie(a.low, a.high) < std::tie(b.low, b.high);
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool isSame = kept > 0 && cells[kept - 1].low == cells[i].low
            && cells[kept - 1].high == cells[i].high;
        if (isSame)
            cells[kept - 1].count += cells[i].count;
        else
            cells[kept++] = cells[i];
    }
    cells.resize(kept);
    finite = 0;
    for (Cell &cell : cells) {
        cell.before = finite;
        finite += cell.count;
    }
}

void Distribution::limit(double min, double max)
{
    if (cells.empty())
        return;
    cells.front().low = min;
    cells.back().high = max;
}
