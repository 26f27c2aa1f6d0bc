// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"
#include "model/transfer/exporter.h"

/// What the window does, as a command line for a POSIX shell.
namespace commandtext {

/// `text` as one word, in quotes where it needs them.
[[nodiscard]] QString shellWord(QString text);

/// `donor` is the checkpoint that missing keys come from; empty without one.
[[nodiscard]] QString convert(const Inventory &inventory, const ConversionPlan &plan,
    const ExportOptions &options, const QString &donor = {});
/// Of UND and GEN, or of two checkpoints where the siblings tell the path of the other one. Null
/// where keys lack a prefix or come from a donor, which the command cannot say.
[[nodiscard]] QString diff(const Inventory &inventory, const Siblings &siblings);

} // namespace commandtext
