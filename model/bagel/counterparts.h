// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"

/// Two checkpoints as one, so that what compares tensors of one checkpoint compares those of two:
/// the model's files and tensors of `first`, then those of `second`. Indices of `first` stay.
[[nodiscard]] std::shared_ptr<const Inventory> joinCheckpoints(
    const Inventory &first, const Inventory &second);

/// The tensors of both halves of such a join that have the same key in HF layout and without a
/// prefix that explains unknown keys, as pairs: `und` is the first's tensor, `gen` the second's.
/// `firstTensors` is where the second half begins. Unpaired: what only one of them has. Whoever
/// shows them tells `otherPath`.
[[nodiscard]] Siblings findCounterparts(
    const Inventory &joint, qsizetype firstTensors, const QString &otherPath = {});
