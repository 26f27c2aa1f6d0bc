// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/problem.h"
#include "model/base/progress.h"
#include "model/safetensors/header.h"
#include "model/safetensors/localfile.h"

#include <memory>
#include <optional>
#include <span>

/// One file of a checkpoint, open.
struct CheckpointFile {
    QString path; ///< as it was reached, absolute
    std::shared_ptr<const LocalFile> source;
    quint64 headerBytes = 0; ///< 8 + N
    qsizetype tensors = 0;
    Metadata metadata;
    /// Shown but never converted: `ae.safetensors` beside `ema.safetensors`.
    bool isSidecar = false;
    /// Of another checkpoint, for tensors that this one lacks; its metadata play no part.
    bool isDonor = false;
    bool hasEmptyMetadata = false; ///< an empty `__metadata__` object, which some readers refuse

    /// Where the data of a tensor of this file begins, counted from the file's first byte.
    [[nodiscard]] quint64 position(const TensorInfo &tensor) const
    {
        return headerBytes + tensor.begin;
    }
};

/// The tensors of a file, of a directory or of a sharded index as one list of keys. Only headers
/// are read. A loaded checkpoint never changes; it is shared as `shared_ptr<const Checkpoint>`.
struct Checkpoint {
    enum class Kind : quint8 { File, Directory, Index };

    QString path; ///< what was opened, absolute
    Kind kind = Kind::File;
    std::vector<CheckpointFile> files; ///< the model's files first, sidecars last
    /// File after file, within a file by data offsets.
    std::vector<TensorInfo> tensors;
    /// Tensors of the model's files: the first ones of `tensors`; those of sidecars follow.
    qsizetype modelTensors = 0;
    /// More than one file, or named by an index: a conversion writes a directory.
    bool isSharded = false;
    /// What the index says its tensors take up, in bytes; none without an index or a total.
    std::optional<quint64> indexTotal = std::nullopt;
    std::vector<Problem> problems;

    [[nodiscard]] const CheckpointFile &fileOf(const TensorInfo &tensor) const
    {
        return files[static_cast<std::size_t>(tensor.file)];
    }
    [[nodiscard]] std::span<const TensorInfo> model() const
    {
        return std::span(tensors).first(static_cast<std::size_t>(modelTensors));
    }
};

/// Opens a file, a directory or a `*.index.json`. A directory is read as the reference adapter
/// does: `ema.safetensors` is the model and `ae.safetensors` beside it a sidecar; else its one
/// `*.index.json`, else its one `*.safetensors`. Errors: MissingFile (names the expected path, or
/// lists the candidates where two could be meant), MissingKeys, InvalidHeader (also for tensors in
/// parts, see distributedsave.h), CannotRead, Cancelled. A sidecar that cannot be read is a problem
/// of severity warning, never an error.
[[nodiscard]] Result<std::shared_ptr<const Checkpoint>> openCheckpoint(
    const QString &path, Progress &progress);
