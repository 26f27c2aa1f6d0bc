// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/grid.h"

#include <span>

/// What has been seen under one cell of a grid.
struct GridCell {
    double value = 0; ///< sum (Mean) or extreme
    quint64 finite = 0; ///< numbers that are neither NaN nor infinite
    quint8 flags = 0; ///< Grid::CellFlags

    /// Of a single number.
    [[nodiscard]] static GridCell of(double number);
};

/// What has been seen under neighbouring columns of a matrix, row by row: whole rows are added at
/// once, and only then the columns are brought together in cells.
class Strip final {
public:
    /// Forgets all; `rows` rows of `columns` numbers will follow.
    void begin(quint64 columns, quint64 rows);
    /// Numbers of one row, from column `at` of the strip on; overwrites them.
    void add(quint64 at, std::span<double> numbers, Reduction reduction);
    /// One row has no numbers from column `at` of the strip on.
    void endRow(quint64 at);

    void mergeInto(GridCell &cell, quint64 column, Reduction reduction) const;

private:
    std::vector<double> m_values; ///< sum or extreme, one a column
    std::vector<quint64> m_finite;
    std::vector<quint8> m_flags;
};
