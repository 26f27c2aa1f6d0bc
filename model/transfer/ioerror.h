// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

/// A failed system call on the side of the destination as an error for the user: `sentence` says
/// what failed, on %1 = `path`, because of %2 = the system's reason for `number`; what to do about
/// it follows. NoSpace for a full disk or quota, CannotWrite otherwise.
[[nodiscard]] tl::unexpected<Error> writeError(
    int number, const QString &sentence, const QString &path);
