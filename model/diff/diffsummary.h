// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"
#include "model/tensor/comparison.h"

#include <QString>

/// What all pairs together tell.
struct DiffSummary {
    qsizetype pairs = 0;
    qsizetype exact = 0;
    qsizetype sampled = 0;
    qsizetype identical = 0; ///< exact ones only
    qsizetype mismatched = 0; ///< shapes or dtypes differ
    qsizetype nonFinite = 0; ///< pairs with a NaN or an infinity
    bool areCounterparts = false; ///< of two checkpoints

    [[nodiscard]] bool isComplete() const { return exact + mismatched == pairs; }
    friend bool operator==(const DiffSummary &, const DiffSummary &) = default;
};

[[nodiscard]] DiffSummary summarizeDiff(
    const Siblings &siblings, const std::vector<std::optional<Comparison>> &results);

/// In words, for instance "GEN still equals UND in 393 of 393 pairs: this checkpoint's generation
/// path was never trained."; only what is certain.
[[nodiscard]] QString diffVerdict(const DiffSummary &summary);

/// For each bucket of two checkpoints how many of its exactly compared pairs are identical, for
/// instance "UND: all 821 identical. GEN: 402 of 402 differ."
[[nodiscard]] QString bucketVerdicts(const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results);
