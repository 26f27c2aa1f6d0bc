// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"

/// What a plan does to one tensor and why, as one sentence; also for sidecars' tensors.
[[nodiscard]] QString decisionText(
    const Inventory &inventory, const ConversionPlan &plan, qsizetype tensor);

/// The pattern of `resources/bagel.json` that put the tensor into its bucket; null where none did.
[[nodiscard]] QString decidingPattern(const Inventory &inventory, qsizetype tensor);

/// "keep", "drop" or "refuse", for a table's column.
[[nodiscard]] QString actionText(Decision::Action action);
