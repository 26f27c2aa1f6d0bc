// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/exportlayout.h"
#include "model/transfer/folder.h"

/// What the file system of a folder can do for an export.
struct Abilities {
    bool unnamedFiles = false; ///< files without a name that get one later
    quint64 shareableBlock = 0; ///< size of the blocks it can share with the source; 0: it cannot
};

/// Tries it, with a file without contents that is gone again when the function returns.
[[nodiscard]] Abilities abilitiesOf(System &system, Folder &folder, const LocalFile &source);

/// Marks the bytes of `file` that can share their blocks with the source, and pads the header so
/// that the most can: bytes must lie at the same place within a block in both files. Does nothing
/// where too little would be won; the file then stays byte for byte what the reference writes.
void shareBlocks(OutputFile &file, quint64 block);

/// Bytes of `file` that need room of their own.
[[nodiscard]] quint64 bytesToWrite(const OutputFile &file);
