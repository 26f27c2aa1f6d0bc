// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"
#include "model/bagel/siblings.h"
#include "model/base/progress.h"
#include "model/items/tensortree.h"
#include "model/tensor/comparison.h"

/// A checkpoint and what is done to it before anything else is asked of it.
struct Source {
    QString path; ///< a file, a directory or an index
    QString prefix; ///< taken off every key that begins with it
    QString donor; ///< the checkpoint that missing keys are taken from, see graft()
};

/// Tensors to compare, and what is known of them from earlier sessions.
struct Comparable {
    std::shared_ptr<const Inventory> inventory;
    std::shared_ptr<const Siblings> siblings;
    std::vector<std::optional<Comparison>> known; ///< one a pair
};

/// Everything that opening computes.
struct Opened {
    Source source;
    std::shared_ptr<const Inventory> inventory;
    std::shared_ptr<const TensorTree> tree;
    Comparable diff; ///< UND against GEN
    std::shared_ptr<const ConversionPlan> plan;
    QString remark; ///< what the donor gave; null without one
};

/// Reads the headers of `source` and plans with `options`, without a direction with the one that
/// the layout asks for. `cacheFolder` is the diff's, see loadDiff(). For a worker thread; errors
/// are those of openCheckpoint().
[[nodiscard]] Result<Opened> openSource(const std::shared_ptr<const Rules> &rules,
    const Source &source, ConversionOptions options, bool hasDirection, const QString &cacheFolder,
    Progress &progress);

/// Brings `inventory` and the checkpoint at `otherPath` together, key by key; UND and GEN of
/// `inventory` where the path is empty. For a worker thread.
[[nodiscard]] Result<Comparable> pairUp(const std::shared_ptr<const Inventory> &inventory,
    const QString &otherPath, const QString &cacheFolder, Progress &progress);
