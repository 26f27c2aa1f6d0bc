// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/sink.h"

#include <array>
#include <charconv>

namespace {

constexpr qsizetype largest = 64 << 10;

} // namespace

void Pieces::add(QByteArrayView text)
{
    m_text += text;
    if (m_text.size() >= largest)
        handOn();
}

void Pieces::add(quint64 number)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    add(QByteArrayView(digits.data(), end));
}

void Pieces::pad(quint64 bytes)
{
    while (size() < bytes)
        add(QByteArray(static_cast<qsizetype>(qMin<quint64>(bytes - size(), largest)), ' '));
}

Result<void> Pieces::finish()
{
    handOn();
    return m_done;
}

void Pieces::handOn()
{
    m_handedOn += static_cast<quint64>(m_text.size());
    if (m_done)
        m_done = m_sink(m_text);
    m_text.resize(0);
}
