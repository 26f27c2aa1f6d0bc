// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"
#include "model/safetensors/writer.h"

/// A file that is copied as it is.
struct CopiedFile {
    CheckpointFile file; ///< keeps it open
    /// Its bytes, so that they are checked as a tensor's are.
    std::shared_ptr<const TensorInfo> whole;
};

/// What an index says: where each tensor is.
struct IndexContents {
    struct Entry {
        const TensorInfo *info; ///< outlives this
        quint32 cut; ///< bytes left out at the beginning of its key
        quint32 file;
    };
    QByteArray root; ///< stands before every key
    std::vector<Entry> entries; ///< in the order of the keys
    QStringList files;
    quint64 totalSize = 0; ///< of all tensors, in bytes
};

/// One file of an export: a header and the bytes of its tensors, an index, or a copy.
struct OutputFile {
    QString name; ///< inside the destination folder; null for an export to one file
    Metadata metadata;
    std::vector<OutputTensor> tensors; ///< in the order of the file, from the checkpoint
    QByteArray root; ///< stands before every key
    std::shared_ptr<const IndexContents> index; ///< null for another file
    quint64 headBytes = 0; ///< of the header or the index
    quint64 dataBytes = 0;
    std::span<const CheckpointFile> sources; ///< which TensorInfo::file counts
    const Relayout *relayout = nullptr; ///< of the plan; null without one
    quint64 sharedBlock = 0; ///< of the blocks that are shared with the source; 0: none is
    std::shared_ptr<const CopiedFile> copied; ///< null for a file that is made

    [[nodiscard]] quint64 bytes() const { return headBytes + dataBytes; }
    /// What `tensor` is made from; that which describes it as well, unless its layout changes.
    [[nodiscard]] const TensorInfo &inputOf(const OutputTensor &tensor) const;
    /// Whether `tensor` is not copied as it is.
    [[nodiscard]] bool isRecast(const OutputTensor &tensor) const;
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
/// distributed save. InvalidHeader where a header would be too large. The layout points into both
/// arguments, which outlive it and stay where they are.
[[nodiscard]] Result<ExportLayout> layOut(
    const Inventory &inventory, const ConversionPlan &plan, std::optional<quint64> maxShardBytes);
