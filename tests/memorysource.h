// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/bytesource.h"

#include <QByteArray>

#include <cstring>

/// A file that is nothing but bytes in memory, and as long as a test wants: behind the bytes there
/// are zeros up to `size`. Remembers how far it was read.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(const QByteArray &bytes, quint64 size = 0)
        : m_bytes(bytes), m_size(qMax(size, static_cast<quint64>(bytes.size())))
    {
    }

    [[nodiscard]] QString name() const override { return QStringLiteral("memory.safetensors"); }
    [[nodiscard]] quint64 size() const override { return m_size; }
    [[nodiscard]] Result<void> readAt(quint64 offset, std::span<std::byte> buffer) const override
    {
        if (offset > m_size || buffer.size() > m_size - offset)
            return fail(Code::Truncated, name());
        if (offset + buffer.size() > m_failsAt)
            return fail(Code::CannotRead, name());
        m_bytesRead = qMax(m_bytesRead, offset + buffer.size());
        const auto stored = static_cast<quint64>(m_bytes.size());
        const quint64 count = offset < stored ? qMin<quint64>(buffer.size(), stored - offset) : 0;
        std::memset(buffer.data(), 0, buffer.size());
        if (count != 0)
            std::memcpy(buffer.data(), m_bytes.constData() + offset, count);
        return {};
    }

    /// The end of what was read so far.
    [[nodiscard]] quint64 bytesRead() const { return m_bytesRead; }
    /// From this byte on, reading fails with CannotRead.
    void failFrom(quint64 position) { m_failsAt = position; }

private:
    QByteArray m_bytes;
    quint64 m_size;
    quint64 m_failsAt = ~quint64(0);
    mutable quint64 m_bytesRead = 0;
};
