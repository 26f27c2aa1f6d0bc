// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <functional>

/// Takes the next bytes of something that is too large to be made in one piece.
using Sink = std::function<Result<void>(QByteArrayView piece)>;

/// Gathers the small parts of a text and hands them on to a sink before they become many.
class Pieces final {
public:
    /// `sink` outlives this.
    explicit Pieces(const Sink &sink) : m_sink(sink) { }

    void add(QByteArrayView text);
    void add(quint64 number);
    /// Adds spaces until size() is `bytes`.
    void pad(quint64 bytes);

    /// Bytes so far.
    [[nodiscard]] quint64 size() const { return m_handedOn + static_cast<quint64>(m_text.size()); }
    /// Once all was added: whether the sink took it.
    [[nodiscard]] Result<void> finish();

private:
    void handOn();

    const Sink &m_sink;
    QByteArray m_text;
    quint64 m_handedOn = 0;
    Result<void> m_done;
};
