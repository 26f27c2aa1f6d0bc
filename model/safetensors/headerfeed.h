// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/bytesource.h"

#include <iterator>
#include <optional>
#include <vector>

/// Bytes `begin` to `end` of a source one after the other, read a chunk at a time.
class HeaderFeed final {
public:
    HeaderFeed(const ByteSource &source, quint64 begin, quint64 end);

    [[nodiscard]] bool hasMore() { return m_at != m_last || refill(); }
    [[nodiscard]] char current() const { return *m_at; }
    void advance() { ++m_at; }

    /// Of the next byte, counted in the source.
    [[nodiscard]] quint64 position() const { return m_next - static_cast<quint64>(m_last - m_at); }
    /// Why the feed ended early.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// The feed ends before a NUL: JSON contains none, and nlohmann would take it for the end of
    /// the text, which would hide what follows.
    [[nodiscard]] bool endsAtNul() const { return m_endsAtNul; }

private:
    bool refill();

    const ByteSource &m_source;
    quint64 m_next;
    quint64 m_end;
    std::vector<char> m_buffer;
    const char *m_at = nullptr;
    const char *m_last = nullptr;
    std::optional<Error> m_error;
    bool m_endsAtNul = false;
};

/// A feed as nlohmann wants it; of two iterators, all that can be asked is whether bytes remain.
struct HeaderFeedIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = char;

    HeaderFeed *feed = nullptr;

    char operator*() const { return feed->current(); }
    HeaderFeedIterator &operator++()
    {
        feed->advance();
        return *this;
    }
    bool operator!=(const HeaderFeedIterator &) const { return feed->hasMore(); }
};
