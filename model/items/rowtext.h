// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/checkpoint.h"

#include <QModelIndexList>

/// Rows of a model as text to copy. Where a model has a cell's exact value (Roles::ExactRole), it
/// stands instead of the shown one.
namespace rowtext {

/// One row a line, cells separated by tabs. `rows` has one index a row.
[[nodiscard]] QString asText(const QModelIndexList &rows);
/// The same as CSV (RFC 4180), the columns' titles first.
[[nodiscard]] QString asCsv(const QModelIndexList &rows);
/// How to read these tensors in Python: an expression for one, else a dictionary by key.
[[nodiscard]] QString asPython(const Checkpoint &checkpoint, const QList<qsizetype> &tensors);

} // namespace rowtext
