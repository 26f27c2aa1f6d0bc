// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"
#include "model/base/progress.h"

/// What samples of the data tell: matrices of nothing but zeros (an unfinished download), GEN that
/// still equals UND, fixed position tables that are not what they are computed from. The tables are
/// read whole, of all other tensors three samples of 4 KiB. Cancelled, CannotRead.
[[nodiscard]] Result<std::vector<Problem>> checkData(
    const Inventory &inventory, Progress &progress);
