// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QList>

#include <optional>

/// One tensor in a file that an export has written.
struct ExportedTensor {
    QString key;
    quint64 bytes = 0;
    quint64 checksum = 0; ///< XXH3-64 of its bytes

    friend bool operator==(const ExportedTensor &, const ExportedTensor &) = default;
};

/// One file that an export has written.
struct ExportedFile {
    QString path;
    qsizetype tensors = 0;
    quint64 bytes = 0; ///< of the whole file
    bool isCopy = false; ///< of a file beside the checkpoint; then `tensors` is 0
    /// In the order of the file, of a file that was copied as it is its name; empty: not asked for.
    QList<ExportedTensor> contents;

    friend bool operator==(const ExportedFile &, const ExportedFile &) = default;
};

/// A tensor whose cast made finite numbers infinite.
struct CastOverflow {
    QString key; ///< in the source
    quint64 numbers = 0;

    friend bool operator==(const CastOverflow &, const CastOverflow &) = default;
};

/// What an export has done.
struct Receipt {
    QList<ExportedFile> files;
    QList<CastOverflow> overflows;
    QStringList grafted; ///< keys, in their source, that came from another checkpoint
    std::optional<bool> verified; ///< none: not asked for
    qint64 milliseconds = 0;

    friend bool operator==(const Receipt &, const Receipt &) = default;
};

/// Writes the receipt to `path`, over an earlier one, as JSON for scripts: `files` [{`path`,
/// `bytes`, `tensors` [{`key`, `bytes`, `xxh3`}]}], `overflows` [{`key`, `numbers`}], `grafted`
/// [keys], `verified` true or null, `milliseconds`.
/// Checksums are 16 hexadecimal digits, as `xxhsum -H3` prints them. CannotWrite where the system
/// refuses.
[[nodiscard]] Result<void> saveReceipt(const Receipt &receipt, const QString &path);
