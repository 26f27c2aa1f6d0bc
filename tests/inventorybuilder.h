// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"

#include <QStringList>

/// An inventory of tensors that exist only as keys: BF16, shape [2], one behind the other, in one
/// file that is never read.
inline std::shared_ptr<const Inventory> inventoryOf(const QStringList &keys)
{
    auto checkpoint = std::make_shared<Checkpoint>();
    checkpoint->files.push_back(
        {QStringLiteral("/nowhere/ema.safetensors"), nullptr, 8, 0, {}, false});
    for (const QString &key : keys) {
        TensorInfo tensor;
        tensor.key = key;
        tensor.dtype = Dtype::BF16;
        tensor.shape = {2};
        tensor.begin = 4 * checkpoint->tensors.size();
        tensor.end = tensor.begin + 4;
        checkpoint->tensors.push_back(tensor);
    }
    checkpoint->path = checkpoint->files.front().path;
    checkpoint->modelTensors = keys.size();
    checkpoint->files.front().tensors = keys.size();
    return makeInventory(Rules::bundled(), checkpoint);
}
