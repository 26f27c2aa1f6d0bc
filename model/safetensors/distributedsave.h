// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/header.h"

// NeMo AutoModel's distributed checkpoints: each process of a training writes a file of its own,
// `shard-00001-model-00001-of-00001.safetensors`, in which a tensor may be only this process's part
// of it. `__metadata__.DCP_SHARDING_INFO`, {key: {"saved_offsets": [one a dimension]}}, says where
// in the whole tensor the part begins; how large the whole is stands nowhere.
// Written by `_backports/filesystem.py`, read by `_backports/hf_storage.py`.

/// Whether `name` is one of the names in `__metadata__` that speak of this; they hold only for the
/// file they stand in.
[[nodiscard]] bool isAboutDistributedSave(const QString &name);

/// Whether `metadata` is that of such a file.
[[nodiscard]] bool isDistributedSave(const Metadata &metadata);

/// The tensors that are parts for certain, since they do not begin where the whole one does; those
/// that do may still be parts. None for other files. InvalidHeader, which names `file`, where the
/// information cannot be understood.
[[nodiscard]] Result<QStringList> tensorsInParts(const QString &file, const Metadata &metadata);

/// Whether the folder of `path` holds files that other processes of the same training saved.
[[nodiscard]] bool hasOtherParts(const QString &path);
