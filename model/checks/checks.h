// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"
#include "model/base/progress.h"

/// Everything worth telling about a checkpoint before anything is converted: what opening it found,
/// what its keys, shapes, files and configs tell, and what samples of its data tell. Errors first,
/// then warnings, then notes. Reads some 100 MB at most, however large the checkpoint is; data that
/// cannot be read are a problem of their own. The only error is Cancelled.
[[nodiscard]] Result<std::vector<Problem>> checkCheckpoint(
    const Inventory &inventory, Progress &progress);

/// The same from what opening has read, and the configs beside the file: no data.
[[nodiscard]] std::vector<Problem> checkHeaders(const Inventory &inventory);
