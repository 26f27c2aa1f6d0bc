// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/bytesource.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reads JSON from bytes `begin` to `end` of a source, value by value, a chunk at a time, with the
/// rules of serde_json, which the reference library uses: at most 127 levels, no number beyond the
/// range of a double, no lone surrogate. Nothing is kept, so repeated members and the exact value
/// of every number can be seen.
///
/// The functions that begin with `read` or `enter` return false where the next value is of another
/// kind, and nothing is consumed. After the first failure everything returns false.
class JsonReader final {
public:
    JsonReader(const ByteSource &source, quint64 begin, quint64 end);

    bool enterObject() { return enter('{'); }
    /// Goes to the next member's value; its key is text(). False after the last one, which leaves
    /// the object.
    bool nextMember();
    bool enterArray() { return enter('['); }
    /// Goes to the next element. False after the last one, which leaves the array.
    bool nextElement();

    /// The string is text() then.
    bool readString();
    bool readNull();
    /// `value` is none for a negative number, a fraction (also 1.0 and 1e0) and beyond 2^64 - 1.
    bool readNumber(std::optional<quint64> &value);
    /// Reads a value of any kind.
    bool skip();
    /// True where nothing but white space is left.
    bool finish();

    /// The last key or string, in UTF-8.
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] QString string() const;
    /// Where the last value or key begins, counted in the source.
    [[nodiscard]] quint64 position() const { return m_token; }

    /// Fails at position(), unless something failed before; `reason` is a whole sentence. Returns
    /// false.
    bool fail(const QString &reason);
    [[nodiscard]] bool hasFailed() const { return m_error.has_value(); }
    /// After a failure: InvalidHeader with source, byte position and reason, or why the source
    /// could not be read.
    [[nodiscard]] const Error &error() const { return *m_error; }

private:
    [[nodiscard]] quint64 offset() const { return m_next - static_cast<quint64>(m_last - m_at); }
    [[nodiscard]] bool hasMore() { return m_at != m_last || refill(); }
    bool refill();
    bool peek(char c);
    bool take(char c);
    bool enter(char bracket);
    bool scanString();
    bool scanEscape();
    bool scanUtf16(char16_t &unit);
    struct Digits {
        qint64 count = 0;
        qint64 kept = 0; ///< the first ones
    };
    Digits scanDigits(quint64 &number);
    bool readWord(std::string_view word);
    bool failSyntax();

    const ByteSource &m_source;
    quint64 m_next; ///< where the next chunk begins in the source
    quint64 m_end;
    std::vector<char> m_chunk;
    const char *m_at = nullptr;
    const char *m_last = nullptr;

    std::string m_text;
    quint64 m_token;
    int m_depth = 0;
    bool m_isFirst = true; ///< no comma is due before the next member or element
    std::optional<Error> m_error;
};

/// The error for what is wrong at byte `position` of `source`; `reason` is a whole sentence.
[[nodiscard]] Error invalidAt(const ByteSource &source, quint64 position, const QString &reason);
