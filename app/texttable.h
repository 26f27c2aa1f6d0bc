// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/header.h"

#include <QStringList>

#include <optional>

/// Rows as lines of aligned columns, two spaces apart. `alignment` has a letter a column: 'l' or
/// 'r'; a cell beyond them is aligned to the left.
[[nodiscard]] QString textTable(const QList<QStringList> &rows, QStringView alignment);

/// Four significant digits; "–" where there is no number.
[[nodiscard]] QString numberAsText(const std::optional<double> &number);
/// 0.031 → "3.1 %"
[[nodiscard]] QString shareAsText(const std::optional<double> &share);
