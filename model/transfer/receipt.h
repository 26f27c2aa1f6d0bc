// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

/// One file that an export has written.
struct ExportedFile {
    QString path;
    qsizetype tensors = 0;
    quint64 bytes = 0; ///< of the whole file

    friend bool operator==(const ExportedFile &, const ExportedFile &) = default;
};

/// What an export has done.
struct Receipt {
    QList<ExportedFile> files;
    std::optional<bool> verified; ///< none: not asked for
    qint64 milliseconds = 0;

    friend bool operator==(const Receipt &, const Receipt &) = default;
};
