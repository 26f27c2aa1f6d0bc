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
    QList<ExportedTensor> contents; ///< in the order of the file; empty: not asked for

    friend bool operator==(const ExportedFile &, const ExportedFile &) = default;
};

/// What an export has done.
struct Receipt {
    QList<ExportedFile> files;
    std::optional<bool> verified; ///< none: not asked for
    qint64 milliseconds = 0;

    friend bool operator==(const Receipt &, const Receipt &) = default;
};

/// Writes the receipt to `path`, over an earlier one, as JSON for scripts: `files` [{`path`,
/// `bytes`, `tensors` [{`key`, `bytes`, `xxh3`}]}], `verified` true or null, `milliseconds`.
/// Checksums are 16 hexadecimal digits, as `xxhsum -H3` prints them. CannotWrite where the system
/// refuses.
[[nodiscard]] Result<void> saveReceipt(const Receipt &receipt, const QString &path);
