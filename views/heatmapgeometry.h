// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/matrix.h"

#include <QPointF>
#include <QRectF>

#include <optional>

/// One row and column of a matrix.
struct Place {
    quint64 row = 0;
    quint64 column = 0;

    friend bool operator==(const Place &, const Place &) = default;
};

/// Where on the screen which rows and columns are: `view` fills `area`, in pixels.
struct HeatmapGeometry {
    Region view;
    QRectF area;

    /// Where a region is, also when it reaches beyond the view.
    [[nodiscard]] QRectF rectOf(const Region &region) const;
    /// What is under a pixel; nothing outside the area.
    [[nodiscard]] std::optional<Place> placeAt(const QPointF &pixel) const;
    /// A pixel as a share of the area, 0 … 1 each.
    [[nodiscard]] QPointF shareAt(const QPointF &pixel) const;
};

/// `view` with `factor` times as many rows and columns (below 1: nearer), never more than `all`
/// has, and always changed where it can be. What is at `anchor` (shares of the view) stays there.
[[nodiscard]] Region zoomed(
    const Region &view, const Region &all, double factor, const QPointF &anchor);

/// `view` moved by so many rows and columns, as far as `all` reaches.
[[nodiscard]] Region panned(const Region &view, const Region &all, double rows, double columns);

/// The part of `view` inside `all`, at least one row and column where `all` has any.
[[nodiscard]] Region inside(const Region &view, const Region &all);
