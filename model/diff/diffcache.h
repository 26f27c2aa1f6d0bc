// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"
#include "model/tensor/comparison.h"

/// Exact comparisons of earlier sessions, one small JSON file for each state of a checkpoint. A
/// state is the path, size and modification time of every file of the model (of both models, where
/// two checkpoints are compared), so that a changed file is compared anew.

/// What is known of the pairs, one a pair; nothing where `folder` is empty or knows nothing.
[[nodiscard]] std::vector<std::optional<Comparison>> loadDiff(
    const QString &folder, const Inventory &inventory, const Siblings &siblings);

/// Keeps the exact ones of `results`. Failures are silent: the cache is a convenience.
void saveDiff(const QString &folder, const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results);
