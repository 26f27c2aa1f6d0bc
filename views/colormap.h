// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>

#include <array>

/// Colours for numbers. All maps can be told apart by people who do not see red and green alike.
namespace colormap {

/// From the lowest to the highest number; the entry in the middle is exactly the one for zero.
using Table = std::array<QRgb, 257>;

/// Blue below zero, red above, the background's colour at zero.
[[nodiscard]] const Table &diverging(bool isDark);
/// Dark to light (viridis), for sizes that have no sign.
[[nodiscard]] const Table &sequential();

/// The colour at `position`, 0 … 1; cut off outside, NaN counts as 0.
[[nodiscard]] QRgb colorAt(const Table &table, double position);
/// The colour of `value` in a range around zero. A `limit` of 0 colours everything as zero.
[[nodiscard]] QRgb signedColor(const Table &table, double value, double limit);

/// What no map holds.
struct Special {
    QRgb nan;
    QRgb inf;
    QRgb missing; ///< no number at all
};
[[nodiscard]] const Special &special(bool isDark);

} // namespace colormap
