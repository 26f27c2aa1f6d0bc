// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"
#include "model/transfer/exporter.h"

/// What the window does, as a command line for a POSIX shell.
namespace commandtext {

/// `text` as one word, in quotes where it needs them.
[[nodiscard]] QString shellWord(QString text);

[[nodiscard]] QString convert(
    const Inventory &inventory, const ConversionPlan &plan, const ExportOptions &options);
/// Of UND and GEN, or of two checkpoints where the siblings tell the path of the other one.
[[nodiscard]] QString diff(const Inventory &inventory, const Siblings &siblings);

} // namespace commandtext
