// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/architecture.h"
#include "model/bagel/inventory.h"

#include <QMap>

/// The sizes that the shapes of a checkpoint's own tensors tell: for each dimension what most of
/// the tensors that have it say, so that one broken tensor changes nothing. What no tensor tells
/// is taken from `otherwise`, BAGEL-7B-MoT's.
[[nodiscard]] ModelSizes sizesOf(const Inventory &inventory, const ModelSizes &otherwise = {});

/// Dimensions by the names that BAGEL's configuration files use, for people.
struct NamedDimension {
    QString name; ///< for instance "hidden size"
    quint64 ModelSizes::*dimension;
};
[[nodiscard]] const std::vector<NamedDimension> &namedDimensions();

/// Prefixes that explain keys of the model's files that match no pattern: without it, a key matches
/// one. By prefix ("module.") the keys it explains.
[[nodiscard]] QMap<QString, QStringList> explainingPrefixes(const Inventory &inventory);

/// Missing keys in few words, whole groups of `expected` as one: "layer 17’s mlp, vision layer 3,
/// connector.fc1.bias". `missing` is a part of `expected`, all in HF layout.
[[nodiscard]] QString describeMissing(const QStringList &missing, const QStringList &expected);
