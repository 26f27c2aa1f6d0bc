// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/architecture.h"
#include "model/base/problem.h"

/// What a configuration file says about one size of the model.
struct ConfiguredSize {
    QString where; ///< for instance "vocab_size in llm_config.json"
    quint64 ModelSizes::*dimension;
    quint64 value = 0;
    /// BAGEL's own code reads this one from the tensor, since configs are known to be stale.
    bool isOftenStale = false;
};

/// The JSON files that lie beside a checkpoint, as far as they tell its sizes.
struct Configs {
    std::vector<ConfiguredSize> sizes;
    bool tiesEmbeddings = false; ///< the head is not stored: it is the embedding
    std::vector<Problem> problems; ///< files that cannot be read; a note each
};

/// Reads `llm_config.json`, `vit_config.json` and `config.json` in `folder`, each where it is
/// there. Early releases' config.json is no valid JSON: that is a note, never a failure.
[[nodiscard]] Configs readConfigs(const QString &folder);
