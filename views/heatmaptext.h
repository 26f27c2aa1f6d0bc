// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/grid.h"
#include "views/heatmapgeometry.h"

#include <QCoreApplication>

/// What a heat map says in words.
class HeatmapText final {
    Q_DECLARE_TR_FUNCTIONS(HeatmapText)

public:
    /// "[12, 340] = 0.0213", or what the cell over `place` stands for; only the index where the
    /// grid does not reach.
    [[nodiscard]] static QString at(
        const Grid &grid, Reduction reduction, const Matrix &matrix, const Place &place);
    /// "One cell is the mean of about 13 × 6 elements."
    [[nodiscard]] static QString cells(const Grid &grid, Reduction reduction);
    /// "Rows 0 to 511 of 512, columns 8 to 15 of 3,584."
    [[nodiscard]] static QString region(const Region &region, const Matrix &matrix);
};
