// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"

/// An UND tensor and the GEN tensor that began as its copy, or a tensor of one checkpoint and the
/// tensor of the same key of another; indices into Checkpoint::tensors.
struct SiblingPair {
    qsizetype und = 0; ///< or the first checkpoint's
    qsizetype gen = 0; ///< or the second checkpoint's
    int layer = -1; ///< -1 for the final norm, which has none
    QString module; ///< for instance "self_attn.q_proj.weight" or "vision mlp.fc1.weight"
    bool isComparable = true; ///< shapes and dtypes are equal

    friend bool operator==(const SiblingPair &, const SiblingPair &) = default;
};

/// UND and GEN tensors of a checkpoint's model files, brought together.
struct Siblings {
    std::vector<SiblingPair> pairs; ///< by layer (the final norm last), then in the modules' order
    std::vector<qsizetype> unpairedUnd;
    std::vector<qsizetype> unpairedGen;
    QStringList modules; ///< of all pairs with a layer, each once, in reading order
    QList<int> layers; ///< of all pairs, each once, ascending
    /// Few enough modules for a map or for a line each: BAGEL has 53 at most. Of two checkpoints
    /// with unusual keys every tensor may be one.
    [[nodiscard]] bool canBeMapped() const { return modules.size() <= 500; }

    bool areCounterparts = false; ///< the pairs are of two checkpoints, see findCounterparts()
    QString otherPath; ///< the second checkpoint's, as it was opened; null without one
};

/// From GEN to UND the rule is always: remove the sibling mark (`_moe_gen`) from the key.
[[nodiscard]] Siblings findSiblings(const Inventory &inventory);

/// A pair whose layer and module follow from its key in HF layout.
[[nodiscard]] SiblingPair placedPair(qsizetype und, qsizetype gen, const QString &key);

/// Sorts the pairs and lists their modules and layers.
void sortPairs(Siblings &siblings, const Rules &rules);
