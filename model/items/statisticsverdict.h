// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/items/verdict.h"
#include "model/tensor/statistics.h"

/// What stands out in a tensor's numbers: NaN, infinities, all zero, all the same.
[[nodiscard]] Verdict verdictOf(const Statistics &statistics);
