// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"
#include "model/base/progress.h"
#include "model/transfer/receipt.h"
#include "model/transfer/system.h"

struct ExportOptions {
    QString destination; ///< a file; a directory for a sharded checkpoint or with maxShardBytes
    bool overwrite = false;
    bool verify = false; ///< re-read what was written and compare every tensor with its source
    bool checksums = false; ///< the receipt names every tensor with its checksum
    std::optional<quint64> maxShardBytes = std::nullopt;
    /// Copies `ae.safetensors`, the configs and the tokenizer's files beside what is written.
    bool withSidecars = false;
};

/// The paths an export would write, without touching the disk: one file, or the shards and their
/// index inside the destination. The dialog shows them and asks about existing ones.
[[nodiscard]] Result<QStringList> outputPaths(
    const Inventory &inventory, const ConversionPlan &plan, const ExportOptions &options);

/// Executes `plan`: streams the kept tensors into a temporary file beside the destination, flushes
/// it to the disk, checks it, renames it. Progress counts bytes (read back ones too when
/// verifying). On any failure, and when cancelled, the destination is as it was before and no
/// litter stays. Errors: the plan's own (refused plan), Exists, SameFile, NoSpace, CannotRead,
/// CannotWrite, SourceChanged, VerifyFailed, Cancelled. Runs on any thread; blocks until done. The
/// receipt's checksums refer to `inventory` and `plan`.
[[nodiscard]] Result<Receipt> exportCheckpoint(const Inventory &inventory,
    const ConversionPlan &plan, const ExportOptions &options, Progress &progress,
    System &system = System::real());
