// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"

/// The keys of a checkpoint as a tree, split at their dots. A group whose only child is a tensor is
/// one with it ("embed_tokens.weight"); children stand in natural order (layers.2 before
/// layers.10). Built once, never changes.
struct TensorTree {
    struct Node {
        QString name;
        int parent = -1;
        qsizetype tensor = -1; ///< -1 for a group
        std::vector<int> children;
        Totals totals; ///< of all tensors below
        std::vector<quint64>
            bucketBytes; ///< of all tensors below, a bucket each; empty for a tensor
        int bucket = -1; ///< of all tensors below, -1 where they differ
        int file = -1; ///< of all tensors below, -1 where they differ
    };
    std::vector<Node> nodes; ///< nodes[0] is the root, without a name
};

/// O(tensors · log tensors); meant for a worker thread.
[[nodiscard]] std::shared_ptr<const TensorTree> buildTensorTree(const Inventory &inventory);

/// Less-than with runs of digits compared as numbers: "layers.2" < "layers.10".
[[nodiscard]] bool naturallyLess(QStringView a, QStringView b);
