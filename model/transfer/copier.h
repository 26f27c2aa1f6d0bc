// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/safetensors/checkpoint.h"
#include "model/transfer/checksums.h"
#include "model/transfer/exportlayout.h"
#include "model/transfer/temporaryfile.h"

/// Consecutive bytes of an output file that are consecutive in one source file as well.
struct Stretch {
    const LocalFile *source;
    quint64 from; ///< in the source file
    quint64 to; ///< in the output file
    quint64 bytes;
};

/// The data of `file` as few stretches as possible, without gaps, in the order of the file.
[[nodiscard]] std::vector<Stretch> stretchesOf(
    const Checkpoint &checkpoint, const OutputFile &file);

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

/// Moves the bytes of an export through one buffer, whatever their number.
class Copier final {
public:
    Copier(System &system, Meter &meter);

    /// Writes the head and the stretches of one file to `to`; `checksums`, where given, see the
    /// tensors' bytes.
    [[nodiscard]] Result<void> copy(const QByteArray &head, std::span<const Stretch> stretches,
        TemporaryFile &to, Checksums *checksums);

    /// Reads `written` back from the disk: VerifyFailed where the head or a tensor differs.
    [[nodiscard]] Result<void> verify(
        const OutputFile &file, TemporaryFile &written, const std::vector<quint64> &checksums);

private:
    [[nodiscard]] Result<void> read(
        const LocalFile &source, quint64 offset, std::span<std::byte> buffer);
    [[nodiscard]] Result<void> flush(TemporaryFile &to);

    System &m_system;
    Meter &m_meter;
    std::vector<std::byte> m_buffer;
    std::size_t m_filled = 0; ///< bytes in the buffer
    quint64 m_written = 0; ///< bytes of the current file before those in the buffer
};
