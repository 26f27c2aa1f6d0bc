// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"

/// Pairs as a table: a row a module, a column a layer.
struct PairGrid {
    std::vector<std::vector<qsizetype>> cells; ///< the pair of each row and column, -1: none
    std::vector<qsizetype> unlayered; ///< pairs without a layer
    /// Of the rows: "q_proj.weight" for "self_attn.q_proj.weight", or where the module has no bias
    /// "gate_proj". What would then be the same keeps all of its name.
    QStringList names;
};

/// No rows where Siblings::canBeMapped() says that there would be too many.
[[nodiscard]] PairGrid pairGridOf(const Siblings &siblings);
