// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/exportlayout.h"

/// Consecutive bytes of an output file that are consecutive in one source file as well.
struct SourceRange {
    const LocalFile *source = nullptr;
    quint64 from = 0; ///< in the source file
    quint64 to = 0; ///< in the output file
    quint64 bytes = 0;
    bool isShared = false; ///< whole blocks that need no copy where the file system shares them
    const OutputTensor *recast = nullptr; ///< the tensor that is made from it, not copied
};

/// Goes through what an output file takes from source files, in order: as few ranges as possible,
/// and each recast tensor as one. Made while going, since there may be as many as tensors.
class SourceRanges final {
public:
    /// `file` outlives this and does not change meanwhile.
    explicit SourceRanges(const OutputFile &file);

    /// The next range; 0 bytes after the last one.
    [[nodiscard]] SourceRange next();

private:
    [[nodiscard]] SourceRange nextWhole();
    [[nodiscard]] SourceRange cut(quint64 end, bool isShared);

    const OutputFile &m_file;
    std::size_t m_tensor = 0; ///< the next one
    quint64 m_to; ///< where the next tensor stands in the output file
    SourceRange m_rest; ///< of a range of which only a part was given
};

/// The whole blocks of a range, as offsets in the source; none where they are too few to be worth
/// sharing.
struct WholeBlocks {
    WholeBlocks(const SourceRange &range, quint64 block);

    [[nodiscard]] quint64 bytes() const { return last - first; }

    quint64 first;
    quint64 last;
};
