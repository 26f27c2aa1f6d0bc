// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QByteArray>
#include <QList>

#include <optional>

/// One tensor in a file that an export has written.
struct ExportedTensor {
    QString key;
    quint64 bytes = 0;
    std::optional<quint64> checksum; ///< XXH3-64 of its bytes; none: not asked for

    friend bool operator==(const ExportedTensor &, const ExportedTensor &) = default;
};

/// One file that an export has written.
struct ExportedFile {
    QString path;
    qsizetype tensors = 0;
    quint64 bytes = 0; ///< of the whole file
    QList<ExportedTensor> contents; ///< in the order of the file

    friend bool operator==(const ExportedFile &, const ExportedFile &) = default;
};

/// What an export has done.
struct Receipt {
    QList<ExportedFile> files;
    std::optional<bool> verified; ///< none: not asked for
    qint64 milliseconds = 0;

    friend bool operator==(const Receipt &, const Receipt &) = default;
};

/// The receipt as JSON for scripts: `files` [{`path`, `bytes`, `tensors` [{`key`, `bytes`,
/// `xxh3`}]}], `verified` true or null, `milliseconds`. Checksums are 16 hexadecimal digits, as
/// `xxhsum -H3` prints them, or null.
[[nodiscard]] QByteArray toJson(const Receipt &receipt);

/// Writes it to `path`, over an earlier one; CannotWrite where the system refuses.
[[nodiscard]] Result<void> saveReceipt(const Receipt &receipt, const QString &path);
