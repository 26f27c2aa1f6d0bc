// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"

/// Whether the model is complete and fits together: keys that a stage needs and that are missing,
/// shapes that do not fit the others or the configs beside the file, the layout of the patch
/// embedding, a mix of dtypes. Variations of BAGEL-7B-MoT that fit together are explained by a
/// note.
[[nodiscard]] std::vector<Problem> checkLayout(const Inventory &inventory);
