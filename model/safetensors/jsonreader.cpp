// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/jsonreader.h"

#include "model/base/compactstring.h"
#include "model/base/text.h"

#include <QByteArrayView>
#include <QCoreApplication>
#include <QtNumeric>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(JsonReader)
};

constexpr quint64 chunkBytes = 256 * 1024;
constexpr int deepest = 127;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Inside a string, `c` stands for itself.
bool isPlain(char c)
{
    return c != '"' && c != '\\' && static_cast<uchar>(c) >= 0x20;
}

/// serde_json's own arithmetic, which differs from correct rounding at the largest double.
bool isOutOfRange(quint64 significand, qint64 exponent)
{
    if (significand == 0 || exponent <= 0)
        return false;
    return exponent > 308
        || qIsInf(static_cast<double>(significand) * std::pow(10.0, static_cast<double>(exponent)));
}

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

} // namespace

JsonReader::JsonReader(const ByteSource &source, quint64 begin, quint64 end)
    : m_source(source), m_next(begin), m_end(end),
      m_chunk(static_cast<std::size_t>(qMin(end - begin, chunkBytes))), m_token(begin)
{
}

bool JsonReader::nextMember()
{
    if (peek('}')) {
        ++m_at;
        --m_depth;
        m_isFirst = false;
        return false;
    }
    if (!m_isFirst && !take(','))
        return failSyntax();
    m_isFirst = false;
    if (!readString())
        return failSyntax();
    const quint64 key = m_token;
    if (!take(':'))
        return failSyntax();
    m_token = key;
    return true;
}

bool JsonReader::nextElement()
{
    if (peek(']')) {
        ++m_at;
        --m_depth;
        m_isFirst = false;
        return false;
    }
    if (!m_isFirst && !take(','))
        return failSyntax();
    m_isFirst = false;
    return !hasFailed();
}

bool JsonReader::readString()
{
    return take('"') && scanString();
}

bool JsonReader::readNull()
{
    return peek('n') && readWord("null");
}

bool JsonReader::readNumber(std::optional<quint64> &value)
{
    value.reset();
    const bool isNegative = take('-');
    if (!hasMore() || !isDigit(*m_at))
        return isNegative && failSyntax();

    const bool beginsWithZero = *m_at == '0';
    quint64 significand = 0;
    const Digits whole = scanDigits(significand);
    qint64 exponent = whole.count - whole.kept;
    if (beginsWithZero && whole.count > 1)
        return failSyntax();
    bool isWhole = !isNegative && exponent == 0;
    if (hasMore() && *m_at == '.') {
        ++m_at;
        isWhole = false;
        const Digits fraction = scanDigits(significand);
        exponent -= fraction.kept;
        if (fraction.count == 0)
            return failSyntax();
    }
    if (hasMore() && (*m_at == 'e' || *m_at == 'E')) {
        ++m_at;
        isWhole = false;
        const bool isDivisor = hasMore() && *m_at == '-';
        if (hasMore() && (*m_at == '+' || *m_at == '-'))
            ++m_at;
        quint64 power = 0;
        if (scanDigits(power).count == 0)
            return failSyntax();
        const auto shift = static_cast<qint64>(qMin<quint64>(power, 1'000'000'000));
        exponent += isDivisor ? -shift : shift;
    }
    if (isWhole)
        value = significand;
    return !isOutOfRange(significand, exponent) || fail(Text::tr("A number is out of range."));
}

bool JsonReader::skip()
{
    std::optional<quint64> number;
    if (enterObject()) {
        while (nextMember())
            skip();
    } else if (enterArray()) {
        while (nextElement())
            skip();
    } else if (!readString() && !readNumber(number)) {
        if (!hasMore())
            return failSyntax();
        return readWord(*m_at == 't' ? "true" : *m_at == 'f' ? "false" : "null");
    }
    return !hasFailed();
}

bool JsonReader::finish()
{
    peek(' '); // never found, since white space is skipped
    return hasMore() ? failSyntax() : !hasFailed();
}

QString JsonReader::string() const
{
    return fromUtf8(m_text);
}

bool JsonReader::fail(const QString &reason)
{
    if (!m_error)
        m_error = invalidAt(m_source, m_token, reason);
    m_at = m_last;
    return false;
}

bool JsonReader::failSyntax()
{
    m_token = offset();
    return fail(Text::tr("This is not valid JSON in UTF-8."));
}

bool JsonReader::refill()
{
    if (m_error || m_next == m_end)
        return false;
    const auto count = static_cast<std::size_t>(qMin<quint64>(m_end - m_next, m_chunk.size()));
    const auto chunk = std::span(m_chunk).first(count);
    if (const auto read = m_source.readAt(m_next, std::as_writable_bytes(chunk)); !read) {
        m_error = read.error();
        return false;
    }
    m_next += count;
    m_at = chunk.data();
    m_last = m_at + count;
    return true;
}

/// Skips white space; true where `c` is next, which is then the token at hand.
bool JsonReader::peek(char c)
{
    while (hasMore() && isSpace(*m_at))
        ++m_at;
    m_token = offset();
    return m_at != m_last && *m_at == c;
}

bool JsonReader::take(char c)
{
    if (!peek(c))
        return false;
    ++m_at;
    return true;
}

bool JsonReader::enter(char bracket)
{
    if (!peek(bracket))
        return false;
    if (m_depth == deepest)
        return fail(Text::tr("Values are nested more than %1 levels deep.").arg(deepest));
    ++m_at;
    ++m_depth;
    m_isFirst = true;
    return true;
}

/// Reads the rest of a string into m_text.
bool JsonReader::scanString()
{
    m_text.clear();
    while (hasMore()) {
        const char *end = std::find_if_not(m_at, m_last, isPlain);
        m_text.append(m_at, end);
        m_at = end;
        if (m_at == m_last)
            continue;
        const char c = *m_at++;
        if (c == '"')
            return QByteArrayView(m_text).isValidUtf8() || failSyntax();
        if (c != '\\' || !scanEscape())
            break;
    }
    return failSyntax();
}

bool JsonReader::scanEscape()
{
    if (!hasMore())
        return false;
    const char c = *m_at++;
    if (c != 'u') {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const std::size_t index = letters.find(c);
        if (index == letters.npos)
            return false;
        m_text += meanings[index];
        return true;
    }
    char16_t unit = 0;
    if (!scanUtf16(unit) || QChar::isLowSurrogate(unit))
        return false;
    char32_t character = unit;
    if (QChar::isHighSurrogate(unit)) {
        char16_t low = 0;
        if (!hasMore() || *m_at++ != '\\' || !hasMore() || *m_at++ != 'u' || !scanUtf16(low)
            || !QChar::isLowSurrogate(low))
            return false;
        character = QChar::surrogateToUcs4(unit, low);
    }
    // Not QString::fromUcs4, which drops U+FEFF as a byte order mark.
    m_text += QStringView(QChar::fromUcs4(character)).toUtf8().toStdString();
    return true;
}

/// Reads four hexadecimal digits.
bool JsonReader::scanUtf16(char16_t &unit)
{
    unit = 0;
    for (int i = 0; i < 4; ++i) {
        if (!hasMore())
            return false;
        const char c = *m_at++;
        const int digit = isDigit(c) ? c - '0'
            : (c >= 'a' && c <= 'f') ? c - 'a' + 10
            : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                     : -1;
        if (digit < 0)
            return false;
        unit = static_cast<char16_t>(unit * 16 + digit);
    }
    return true;
}

/// Appends digits to `number` as long as 64 bits can hold it; the rest is only counted.
JsonReader::Digits JsonReader::scanDigits(quint64 &number)
{
    constexpr quint64 largest = std::numeric_limits<quint64>::max();
    Digits digits;
    while (hasMore() && isDigit(*m_at)) {
        const auto digit = static_cast<quint64>(*m_at++ - '0');
        const bool fits =
            number < largest / 10 || (number == largest / 10 && digit <= largest % 10);
        if (fits && digits.kept == digits.count) {
            number = number * 10 + digit;
            ++digits.kept;
        }
        ++digits.count;
    }
    return digits;
}

bool JsonReader::readWord(std::string_view word)
{
    for (const char c : word) {
        if (!hasMore() || *m_at != c)
            return failSyntax();
        ++m_at;
    }
    return true;
}

Error invalidAt(const ByteSource &source, quint64 position, const QString &reason)
{
    return {Code::InvalidHeader,
        Text::tr("%1 is not valid. At byte %2: %3 Download or write the file again.")
            .arg(source.name(), text::count(position), reason)};
}
