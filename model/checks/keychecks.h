// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"

/// What the keys alone tell: those that match no pattern and what explains them (a prefix, a LoRA
/// adapter, a quantiser), keys that become the same, extra state, a merged autoencoder.
[[nodiscard]] std::vector<Problem> checkKeys(const Inventory &inventory);
