// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/exportlayout.h"

#include <QList>

#include <optional>

/// One file that an export has written.
struct ExportedFile {
    QString path;
    qsizetype tensors = 0;
    quint64 bytes = 0; ///< of the whole file
    bool isCopy = false; ///< of a file beside the checkpoint; then `tensors` is 0
    /// Its tensors in the order of the file, of a copied file its name; empty: not asked for. They
    /// refer to the inventory and the plan of the export or to `whole`, which outlive this.
    std::vector<OutputTensor> contents;
    std::shared_ptr<const TensorInfo> whole; ///< a copied file as one tensor, else null
    QByteArray root; ///< stands before the keys
    std::vector<quint64> checksums; ///< XXH3-64 of the bytes of each
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
};

/// Writes the receipt to `path`, over an earlier one, as JSON for scripts: `files` [{`path`,
/// `bytes`, `tensors` [{`key`, `bytes`, `xxh3`}]}], `overflows` [{`key`, `numbers`}], `grafted`
/// [keys], `verified` true or null, `milliseconds`.
/// Checksums are 16 hexadecimal digits, as `xxhsum -H3` prints them. CannotWrite where the system
/// refuses.
[[nodiscard]] Result<void> saveReceipt(const Receipt &receipt, const QString &path);
