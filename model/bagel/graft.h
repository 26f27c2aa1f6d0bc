// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"

/// A checkpoint that was completed from another one.
struct Graft {
    std::shared_ptr<const Inventory> inventory; ///< its tensors first, then those taken
    QStringList taken; ///< keys in HF layout
    QStringList misfits; ///< keys that are missing, but whose shape in the donor does not fit
};

/// Adds to `base` what a complete checkpoint of its sizes has, `base` lacks and `donor` holds in
/// the shape that fits. Nothing that `base` has is replaced. Both keep their files open.
[[nodiscard]] Graft graft(const Inventory &base, const Inventory &donor);
