// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

/// Sizes of a tensor's dimensions, outermost first; empty for a scalar. A QList, since copies share
/// their memory and most tensors of a model have one of a few shapes.
using Shape = QList<quint64>;

/// For people: "18,944 × 3,584", or "scalar".
[[nodiscard]] QString shapeText(const Shape &shape);
