// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"

#include <QSet>

/// Which tensors to show: all conditions together. The value behind the search field, the bucket
/// chips and the dtype menu.
struct TensorFilter {
    enum class Syntax : quint8 { Text, Wildcard, RegularExpression };

    QString text; ///< empty: every key
    Syntax syntax = Syntax::Text; ///< Text and Wildcard ignore case
    QSet<int> hiddenBuckets;
    QSet<QString> dtypes; ///< empty: every dtype

    [[nodiscard]] bool isEmpty() const
    {
        return text.isEmpty() && hiddenBuckets.isEmpty() && dtypes.isEmpty();
    }
    friend bool operator==(const TensorFilter &, const TensorFilter &) = default;
};

/// For every tensor of the checkpoint, whether `filter` lets it through; Usage where its text is no
/// regular expression.
[[nodiscard]] Result<std::vector<bool>> accepted(
    const Inventory &inventory, const TensorFilter &filter);
