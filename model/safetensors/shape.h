// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVarLengthArray>

/// Sizes of a tensor's dimensions, outermost first; empty for a scalar.
using Shape = QVarLengthArray<quint64, 4>;

/// For people: "18,944 × 3,584", or "scalar".
[[nodiscard]] QString shapeText(const Shape &shape);
