// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/rules.h"
#include "model/safetensors/checkpoint.h"

/// How the keys of a checkpoint are rooted: Hf without `model.`, Nemo with it, Mixed both.
enum class Layout : quint8 { Hf, Nemo, Mixed };

/// "hf", "nemo" or "mixed".
[[nodiscard]] QString word(Layout layout);

/// Tensors, parameters and bytes, added up.
struct Totals {
    qsizetype tensors = 0;
    quint64 parameters = 0;
    quint64 bytes = 0;
    QStringList dtypes; ///< each once, in the order they come

    void add(const TensorInfo &tensor);
    friend bool operator==(const Totals &, const Totals &) = default;
};

/// A checkpoint and what each of its tensors is. Computed once on opening, never changes; shared
/// as `shared_ptr<const Inventory>`.
struct Inventory {
    std::shared_ptr<const Rules> rules;
    std::shared_ptr<const Checkpoint> checkpoint;
    std::vector<Classification> classes; ///< one a tensor of the checkpoint
    std::vector<Totals> totals; ///< one a bucket, sidecars included
    Layout layout = Layout::Hf; ///< of the model's files
    QStringList sharedWithGen; ///< keys of UND tensors that the GEN path also reads
    /// Taken off every key that begins with it, before the root: the user's choice where a wrapper
    /// such as `module.` stands before BAGEL's keys. Empty: the keys are what they are.
    CompactString prefix;

    /// The tensor's key in HF layout, a part of it: without the prefix and without one root.
    [[nodiscard]] QByteArrayView bareKey(const TensorInfo &tensor) const;
    [[nodiscard]] const Bucket &bucketOf(qsizetype tensor) const
    {
        return rules->bucket(classes[static_cast<std::size_t>(tensor)]);
    }
};

[[nodiscard]] std::shared_ptr<const Inventory> makeInventory(std::shared_ptr<const Rules> rules,
    std::shared_ptr<const Checkpoint> checkpoint, const CompactString &prefix = {});
