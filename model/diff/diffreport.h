// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"
#include "model/base/json.h"
#include "model/tensor/comparison.h"

/// A diff as scripts read it. Of two checkpoints, "a" and "b" stand where here is "und" and "gen".
/// `results` has one a pair; pairs without a result are left out. Fields: `pairs` [{`und`, `gen`,
/// `layer` (null for the final norm), `module`, `shape`, `dtype`, `identical`, `identical_share`,
/// `max_abs`, `mean_abs`, `rms`, `relative_l2`, `cosine`}], `unpaired` {`und` [keys], `gen`
/// [keys]}, `mismatched` [{`und`, `gen`, `layer`, `module`, `und_shape`, `gen_shape`, `und_dtype`,
/// `gen_dtype`}].
[[nodiscard]] Json diffAsJson(const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results);

/// The `pairs` of that JSON as a table with a header line (RFC 4180); a shape is written "[2,3]".
[[nodiscard]] QString diffAsCsv(const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results);
