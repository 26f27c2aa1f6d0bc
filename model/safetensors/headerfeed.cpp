// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/headerfeed.h"

#include <cstring>

namespace {

constexpr quint64 chunk = 256 * 1024;

}

HeaderFeed::HeaderFeed(const ByteSource &source, quint64 begin, quint64 end)
    : m_source(source), m_next(begin), m_end(end),
      m_buffer(static_cast<std::size_t>(qMin(end - begin, chunk)))
{
}

bool HeaderFeed::refill()
{
    if (m_error || m_endsAtNul || m_next == m_end)
        return false;
    const auto count = static_cast<std::size_t>(qMin<quint64>(m_end - m_next, m_buffer.size()));
    const auto read =
        m_source.readAt(m_next, std::as_writable_bytes(std::span(m_buffer).first(count)));
    if (!read) {
        m_error = read.error();
        return false;
    }
    const void *nul = std::memchr(m_buffer.data(), 0, count);
    m_endsAtNul = nul != nullptr;
    m_at = m_buffer.data();
    m_last = m_endsAtNul ? static_cast<const char *>(nul) : m_at + count;
    m_next += static_cast<quint64>(m_last - m_at);
    return m_at != m_last;
}
