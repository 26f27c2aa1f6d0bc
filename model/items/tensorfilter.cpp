// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/tensorfilter.h"

std::vector<bool> accepted(const Inventory &inventory, const TensorFilter &filter)
{
    const std::vector<TensorInfo> &tensors = inventory.checkpoint->tensors;
    std::vector<bool> answers(tensors.size());
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        answers[i] = !filter.hiddenBuckets.contains(inventory.classes[i].bucket)
            && (filter.dtypes.isEmpty() || filter.dtypes.contains(tensors[i].dtypeName()))
            && filter.search.accepts(tensors[i], inventory.classes[i]);
    }
    return answers;
}
