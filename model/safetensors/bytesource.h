// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <cstddef>
#include <span>

/// Random access to bytes that do not change. All functions are const and may be called from
/// several threads at once.
class ByteSource {
public:
    ByteSource() = default;
    virtual ~ByteSource() = default;
    ByteSource(const ByteSource &) = delete;
    ByteSource &operator=(const ByteSource &) = delete;

    /// What to call it in a message: a path.
    [[nodiscard]] virtual QString name() const = 0;

    /// Bytes in all, as of opening.
    [[nodiscard]] virtual quint64 size() const = 0;

    /// Fills `buffer` from byte `offset` on, wholly or not at all: Truncated where the end comes
    /// before, CannotRead where the system fails.
    [[nodiscard]] virtual Result<void> readAt(
        quint64 offset, std::span<std::byte> buffer) const = 0;

    /// Tells that `bytes` from `offset` on will be read soon. A hint, may do nothing.
    virtual void willRead(quint64 offset, quint64 bytes) const
    {
        Q_UNUSED(offset)
        Q_UNUSED(bytes)
    }
};
