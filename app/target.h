// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What a window is asked to open.
struct Target {
    QString path; ///< absolute
    QString key; ///< of a tensor to show; null: none

    friend bool operator==(const Target &, const Target &) = default;
};

/// Reads PATH or PATH::KEY as it is typed, pasted or dropped: `file:` URLs, quotes around the whole
/// and a leading ~ are understood. "::" in the name of a file that exists is part of the path.
[[nodiscard]] Target targetOf(const QString &text);
