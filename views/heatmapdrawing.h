// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/heatmapgeometry.h"

#include <QFontMetrics>
#include <QPalette>

class QPainter;

/// The parts around a heat map's picture. Lengths are pixels and follow the painter's font.
namespace heatmapdrawing {

/// Where the picture is in a widget of this size: room is left for axes, scale and a line of text.
[[nodiscard]] QRectF pictureArea(const QSize &size, const QFontMetrics &metrics);

/// First and last row beside the area, first and last column below it, titles between them where
/// there is room.
void drawAxes(QPainter &painter, const HeatmapGeometry &geometry, const Matrix &matrix,
    const QPalette &palette);

struct ColorScale {
    double limit = 0;
    bool isClipped = false; ///< there are numbers beyond the limit
    bool hasNan = false;
    bool hasInf = false;
    bool isDark = false;
};
/// Beside the picture of a widget of this size, below it in a narrow one: colours with numbers, and
/// what NaN and Inf look like.
void drawScale(
    QPainter &painter, const QSize &size, const ColorScale &scale, const QPalette &palette);

} // namespace heatmapdrawing
