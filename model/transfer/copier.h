// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/transfer/checksums.h"
#include "model/transfer/exportlayout.h"
#include "model/transfer/receipt.h"
#include "model/transfer/temporaryfile.h"

/// How far the disk is asked to read ahead of what is needed.
inline constexpr quint64 lookAhead = 64 << 20;

/// How far a whole export is, in bytes.
class Meter final {
public:
    Meter(Progress &progress, quint64 total) : m_progress(progress), m_total(total) { }

    /// `bytes` more are done; Cancelled where the user wants to stop.
    [[nodiscard]] Result<void> add(quint64 bytes);

private:
    Progress &m_progress;
    quint64 m_done = 0;
    quint64 m_total;
};

/// What the bytes of an export pass through, whatever their number.
struct Channel {
    System &system;
    Meter &meter;
    QList<CastOverflow> overflows = {}; ///< of all files so far
    /// Small enough to stay in a processor's cache between the read and the write.
    std::vector<std::byte> buffer = std::vector<std::byte>(64 << 10);
};

/// Writes all of `file` to `to`. `checksums`, where given, see the bytes of the tensors.
/// CannotRead, SourceChanged where a source is too short, CannotWrite, NoSpace, Cancelled.
[[nodiscard]] Result<void> copyFile(
    Channel &channel, const OutputFile &file, TemporaryFile &to, Checksums *checksums);
