// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/compactstring.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace {

using Length = quint32; // of a text; a header, which is where texts come from, has 10^8 bytes

} // namespace

QString fromUtf8(QByteArrayView utf8)
{
    if (utf8.isEmpty())
        return u""_s; // not null
    const QString text = QString::fromUtf8(utf8);
    return utf8.startsWith("\xef\xbb\xbf") ? QChar(0xfeff) + text : text;
}

CompactString::CompactString(QByteArrayView utf8)
{
    if (utf8.isEmpty())
        return;
    const auto length = static_cast<Length>(utf8.size());
    // Not value-initialised: all of it is written here.
    m_block.reset(new char[sizeof(Length) + length]);
    std::memcpy(m_block.get(), &length, sizeof length);
    std::memcpy(m_block.get() + sizeof length, utf8.data(), length);
}

QByteArrayView CompactString::utf8() const
{
    if (!m_block)
        return {};
    Length length = 0;
    std::memcpy(&length, m_block.get(), sizeof length);
    return {m_block.get() + sizeof length, static_cast<qsizetype>(length)};
}
