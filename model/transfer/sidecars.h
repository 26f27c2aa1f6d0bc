// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/exportlayout.h"

/// The files beside a model that belong to it and are no part of a conversion: `ae.safetensors`,
/// the configs and the tokenizer's files. Names in the checkpoint's folder; none where `folder`,
/// the destination's, is that folder.
[[nodiscard]] QStringList sidecarNames(const Checkpoint &checkpoint, const QString &folder);

/// Copies of these files. Errors: of opening one.
[[nodiscard]] Result<std::vector<OutputFile>> layOutSidecars(
    const Checkpoint &checkpoint, const QStringList &names);
