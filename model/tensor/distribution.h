// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

/// How often each finite number occurs, enough for any histogram and quantile without reading the
/// tensor again. Exact for dtypes of at most 16 bits, where each cell is one number; wider numbers
/// are counted by the upper 20 bits of a float, so that a cell's relative width is 2^-11 and
/// numbers inside it count as evenly spread.
struct Distribution {
    struct Cell {
        double low = 0; ///< where the cell begins
        double high = 0; ///< where it ends; equal to `low` for a single number
        quint64 count = 0; ///< never 0
        quint64 before = 0; ///< numbers in all cells before this one

        friend bool operator==(const Cell &, const Cell &) = default;
    };

    std::vector<Cell> cells; ///< ascending, without overlap; -0.0 is 0.0
    quint64 finite = 0; ///< sum of the counts

    [[nodiscard]] bool isEmpty() const { return cells.empty(); }
    /// How many numbers are below `limit`.
    [[nodiscard]] quint64 countBelow(double limit) const;
    /// How many numbers are at most `limit`.
    [[nodiscard]] quint64 countAtMost(double limit) const;
    /// The smallest number such that at least the share `p` (0 … 1) of all finite ones is not
    /// above it (NumPy's method "inverted_cdf"); nothing where there is no finite number.
    [[nodiscard]] std::optional<double> quantile(double p) const;

    /// Sorts the cells, brings equal ones together and counts what is before each.
    void arrange();
    /// Lets the first and the last cell end where the numbers do.
    void limit(double min, double max);

    friend bool operator==(const Distribution &, const Distribution &) = default;
};
