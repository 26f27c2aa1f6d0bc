// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/safetensors/checkpoint.h"
#include "model/tensor/values.h"

/// One tensor in a file of its own. `path` gets it whole or stays as it is. Exists where there is a
/// file and `overwrite` is false, SameFile where it is the tensor's own; CannotRead, CannotWrite,
/// Cancelled, UnknownDtype.
struct TensorFileOptions {
    QString path;
    bool overwrite = false;
    /// Whose files are never replaced, whatever `overwrite` says; null: the tensor's own only.
    std::shared_ptr<const Checkpoint> checkpoint = {};
    QString slice = {}; ///< the part that a CSV gets, as parseSlice() reads it; empty: all of it
};

/// In the format that the name asks for: `.npy`, `.csv`, the bytes for any other. Usage for a slice
/// that the tensor does not have, or that a format other than CSV would have to leave out.
[[nodiscard]] Result<void> writeTensor(
    const TensorView &view, const TensorFileOptions &options, Progress &progress);

/// What was written to `path`, and as what.
[[nodiscard]] QString writtenSentence(const TensorView &view, const QString &path);

/// What a `.npy` file calls a dtype: "<f4"; dtypes that NumPy has no name for (BF16, F8, F6, F4)
/// go out as F32, which holds each of their numbers exactly.
[[nodiscard]] QLatin1String npyDescription(Dtype dtype);

/// NumPy's format, version 1.0: a header, then the elements, row-major and little-endian.
/// Source: numpy/lib/format.py.
[[nodiscard]] Result<void> writeNpy(
    const TensorView &view, const TensorFileOptions &options, Progress &progress);

/// The bytes as the checkpoint holds them, nothing else.
[[nodiscard]] Result<void> writeRaw(
    const TensorView &view, const TensorFileOptions &options, Progress &progress);

/// A slice as lines of comma-separated values, as elementText() writes them.
[[nodiscard]] Result<void> writeCsv(const TensorView &view, const Slice &slice,
    const TensorFileOptions &options, Progress &progress);
