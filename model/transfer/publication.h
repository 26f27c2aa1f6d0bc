// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/temporaryfile.h"

#include <functional>
#include <vector>

using TemporaryFiles = std::vector<std::unique_ptr<TemporaryFile>>;

/// Puts finished files in the place of `earlier` ones: all of them, durably, or none, and then the
/// folder is as it was. Earlier files that no new one replaces are removed. The last file is put in
/// place last.
[[nodiscard]] Result<void> publish(
    System &system, Folder &folder, const TemporaryFiles &files, const QStringList &earlier);
