// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/copier.h"

/// Reads `written` back from the disk: VerifyFailed where its head is not that of `file` or a
/// tensor does not have its checksum.
[[nodiscard]] Result<void> verifyFile(Channel &channel, const OutputFile &file,
    TemporaryFile &written, const std::vector<quint64> &checksums);
