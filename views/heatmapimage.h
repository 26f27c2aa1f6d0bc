// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/grid.h"

#include <QImage>

/// A pixel a cell: colours around zero from −limit to limit, cells above or below like the ends.
/// A cell with a NaN or an infinity under it has the colour of that.
[[nodiscard]] QImage heatmapImage(const Grid &grid, double limit, bool isDark);

/// The limit at which a grid's colours tell most: of all but the outermost half percent of the
/// cells, the largest |value|; 0 where every number is zero.
[[nodiscard]] double colorLimit(const Grid &grid);
