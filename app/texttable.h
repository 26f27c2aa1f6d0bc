// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// Rows as lines of aligned columns, two spaces apart. `alignment` has a letter a column: 'l' or
/// 'r'; a cell beyond them is aligned to the left.
[[nodiscard]] QString textTable(const QList<QStringList> &rows, QStringView alignment);
