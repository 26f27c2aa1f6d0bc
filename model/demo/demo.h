// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QStringList>

/// Writes a small BAGEL checkpoint into `directory`, which is made where it is missing: all keys of
/// `ema.safetensors` (BF16) and `ae.safetensors` (F32) with shapes scaled down, and the JSON files
/// of a release; about 9 MB, the same bytes every time. Weights have a realistic spread, GEN is UND
/// moved by an amount that varies with layer and module, four pairs are identical. Returns the
/// paths. Exists where `ema.safetensors` is there already and `overwrite` is false; CannotWrite.
[[nodiscard]] Result<QStringList> writeDemo(const QString &directory, bool overwrite);
