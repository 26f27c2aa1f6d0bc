// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"
#include "model/safetensors/writer.h"

/// Consecutive bytes of an output file that are consecutive in one source file as well.
struct SourceRange {
    const LocalFile *source;
    quint64 from; ///< in the source file
    quint64 to; ///< in the output file
    quint64 bytes;
    bool isShared = false; ///< whole blocks that need no copy where the file system shares them
};

/// A tensor that is not copied but made from one of a source file.
struct RecastTensor {
    const LocalFile *source;
    quint64 from; ///< in the source file
    quint64 to; ///< in the output file
    const TensorInfo *input;
    const Recast *recast;
};

/// A file that is copied as it is.
struct CopiedFile {
    std::shared_ptr<const LocalFile> source; ///< kept open
    TensorInfo whole; ///< its bytes, so that they are checked as a tensor's are
};

/// One file of an export: a header and the bytes of its tensors, or (a shard index) only text.
struct OutputFile {
    QString name; ///< inside the destination folder; null for an export to one file
    Metadata metadata;
    std::vector<OutputTensor> tensors; ///< in the order of the file, from the checkpoint
    QByteArray text; ///< null for a file with a header
    quint64 headBytes = 0; ///< of the header, or of the text
    quint64 dataBytes = 0;
    std::vector<SourceRange> ranges; ///< of copied data, as few as possible, in order
    std::vector<RecastTensor> recasts; ///< in order, in the gaps that the ranges leave
    std::shared_ptr<const CopiedFile> copied; ///< null for a file that is made

    [[nodiscard]] quint64 bytes() const { return headBytes + dataBytes; }
    /// Makes what stands before the data. Fails where `sink` does.
    [[nodiscard]] Result<void> writeHead(const Sink &sink) const;
};

/// What an export writes: one file, or shards and their index (last) in a folder.
struct ExportLayout {
    bool isFolder = false;
    std::vector<OutputFile> files;
};

/// The names an export writes in the destination folder; one null name for an export to one file.
[[nodiscard]] QStringList outputNames(
    const Inventory &inventory, const ConversionPlan &plan, std::optional<quint64> maxShardBytes);

/// Lays out the kept tensors as the reference's tools do: shards greedy in the order of the keys, a
/// tensor above the limit alone in its own, `model.safetensors` where one is enough. The metadata
/// of all source files goes into every shard, of equal names the first, without what speaks of a
/// distributed save. InvalidHeader where a
/// header would be too large. Both arguments outlive the layout.
[[nodiscard]] Result<ExportLayout> layOut(
    const Inventory &inventory, const ConversionPlan &plan, std::optional<quint64> maxShardBytes);
