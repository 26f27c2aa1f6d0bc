// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/exporter.h"

/// What the window does, as a command line for a POSIX shell.
namespace commandtext {

/// `text` as one word, in quotes where it needs them.
[[nodiscard]] QString shellWord(QString text);

[[nodiscard]] QString convert(
    const Inventory &inventory, const ConversionPlan &plan, const ExportOptions &options);
[[nodiscard]] QString diff(const Inventory &inventory);

} // namespace commandtext
