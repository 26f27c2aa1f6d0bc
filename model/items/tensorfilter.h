// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"
#include "model/items/keysearch.h"

#include <QSet>

/// Which tensors to show: all conditions together. The value behind the search field, the bucket
/// chips and the dtype menu.
struct TensorFilter {
    KeySearch search; ///< empty: every key
    QSet<int> hiddenBuckets;
    QSet<QString> dtypes; ///< empty: every dtype

    [[nodiscard]] bool isEmpty() const
    {
        return search.isEmpty() && hiddenBuckets.isEmpty() && dtypes.isEmpty();
    }
};

/// For every tensor of the checkpoint, whether `filter` lets it through.
[[nodiscard]] std::vector<bool> accepted(const Inventory &inventory, const TensorFilter &filter);
