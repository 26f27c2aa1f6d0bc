// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/writer.h"

#include "model/base/text.h"

#include <QCoreApplication>
#include <QSet>
#include <QtEndian>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Writer)
};

constexpr quint64 lengthBytes = 8;

/// Order of UTF-16 units that agrees with the order of UTF-8 bytes: surrogates stand for code
/// points above all others.
char16_t rank(QChar unit)
{
    const char16_t c = unit.unicode();
    return static_cast<char16_t>(c >= 0xe000 ? c - 0x800 : c >= 0xd800 ? c + 0x2000 : c);
}

/// Gathers what a header consists of and hands it on before it becomes large.
class Pieces final {
public:
    explicit Pieces(const Sink &sink) : m_sink(sink) { }

    /// Bytes so far.
    quint64 size() const { return m_handedOn + static_cast<quint64>(m_text.size()); }

    void add(QByteArrayView text)
    {
        m_text += text;
        if (m_text.size() >= largest)
            handOn();
    }
    void add(quint64 number) { add(QByteArray::number(number)); }

    /// As serde_json writes a string: only what JSON demands is escaped.
    void addQuoted(const QString &string)
    {
        const QByteArray utf8 = string.toUtf8();
        m_text += '"';
        for (const char c : utf8) {
            if (c != '"' && c != '\\' && static_cast<uchar>(c) >= 0x20)
                m_text += c;
            else
                addEscaped(c);
        }
        add("\"");
    }

    void pad(quint64 bytes)
    {
        while (size() < bytes)
            add(QByteArray(static_cast<qsizetype>(qMin<quint64>(bytes - size(), largest)), ' '));
    }

    /// Once all was added: whether it could be handed on.
    Result<void> finish()
    {
        handOn();
        return m_done;
    }

private:
    static constexpr qsizetype largest = 64 << 10;

    void addEscaped(char c)
    {
        constexpr QByteArrayView shortOnes = "\"\\\b\t\n\f\r";
        constexpr QByteArrayView letters = "\"\\btnfr";
        m_text += '\\';
        if (const qsizetype at = shortOnes.indexOf(c); at >= 0)
            m_text += letters[at];
        else
            m_text += "u00" + QByteArray(1, c).toHex();
    }

    void handOn()
    {
        m_handedOn += static_cast<quint64>(m_text.size());
        if (m_done)
            m_done = m_sink(m_text);
        m_text.resize(0);
    }

    const Sink &m_sink;
    QByteArray m_text;
    quint64 m_handedOn = 0;
    Result<void> m_done;
};

void addMetadata(Pieces &pieces, const Metadata &metadata)
{
    pieces.add("\"__metadata__\":");
    char separator = '{';
    for (const auto &[name, value] : metadata) {
        pieces.add({&separator, 1});
        pieces.addQuoted(name);
        pieces.add(":");
        pieces.addQuoted(value);
        separator = ',';
    }
    pieces.add("}");
}

void addTensor(Pieces &pieces, const OutputTensor &tensor, quint64 begin)
{
    pieces.addQuoted(tensor.key);
    pieces.add(":{\"dtype\":\"");
    pieces.add(name(tensor.info->dtype));
    pieces.add("\",\"shape\":[");
    bool isFirst = true;
    for (const quint64 dimension : tensor.info->shape) {
        if (!std::exchange(isFirst, false))
            pieces.add(",");
        pieces.add(dimension);
    }
    pieces.add("],\"data_offsets\":[");
    pieces.add(begin);
    pieces.add(",");
    pieces.add(begin + tensor.info->bytes());
    pieces.add("]}");
}

void addJson(Pieces &pieces, std::span<const OutputTensor> tensors, const Metadata &metadata)
{
    pieces.add("{");
    if (!metadata.isEmpty())
        addMetadata(pieces, metadata);
    quint64 begin = 0;
    bool isFirst = metadata.isEmpty();
    for (const OutputTensor &tensor : tensors) {
        if (!std::exchange(isFirst, false))
            pieces.add(",");
        addTensor(pieces, tensor, begin);
        begin += tensor.info->bytes();
    }
    pieces.add("}");
}

Result<void> checkTensors(std::span<const OutputTensor> tensors)
{
    QSet<QStringView> keys;
    keys.reserve(static_cast<qsizetype>(tensors.size()));
    for (const OutputTensor &tensor : tensors) {
        const QString shown = text::brief(tensor.key);
        if (tensor.key == "__metadata__"_L1) {
            return fail(Code::InvalidHeader,
                Text::tr("No tensor can be written under the key %1, which safetensors reserves.")
                    .arg(shown));
        }
        if (tensor.info->dtype == Dtype::Unknown) {
            return fail(Code::UnknownDtype,
                Text::tr("%1 has an unknown dtype and cannot be written.").arg(shown));
        }
        if (keys.contains(tensor.key)) {
            return fail(Code::InvalidHeader,
                Text::tr("Two tensors would be written under the key %1.").arg(shown));
        }
        keys.insert(tensor.key);
    }
    return {};
}

} // namespace

bool precedesInUtf8(const QString &a, const QString &b)
{
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(), [](QChar x, QChar y) { return rank(x) < rank(y); });
}

void sortForWriting(std::vector<OutputTensor> &tensors)
{
    std::ranges::stable_sort(tensors, [](const OutputTensor &a, const OutputTensor &b) {
        return a.info->dtype != b.info->dtype ? a.info->dtype > b.info->dtype
                                              : precedesInUtf8(a.key, b.key);
    });
}

Result<quint64> headerBytes(std::span<const OutputTensor> tensors, const Metadata &metadata)
{
    if (const auto checked = checkTensors(tensors); !checked)
        return tl::unexpected(checked.error());
    const Sink nowhere = [](QByteArrayView) { return Result<void>(); };
    Pieces pieces(nowhere);
    addJson(pieces, tensors, metadata);
    const quint64 bytes = lengthBytes + (pieces.size() + 7) / 8 * 8;
    if (bytes <= lengthBytes + largestHeader)
        return bytes;
    return fail(Code::InvalidHeader,
        Text::tr("The header would have more than %1 bytes, which no reader accepts: write several "
                 "files instead.")
            .arg(text::count(largestHeader)));
}

Result<void> writeHeader(std::span<const OutputTensor> tensors, const Metadata &metadata,
    quint64 bytes, const Sink &sink)
{
    Pieces pieces(sink);
    const quint64 length = qToLittleEndian(bytes - lengthBytes);
    pieces.add(QByteArrayView(reinterpret_cast<const char *>(&length), lengthBytes));
    addJson(pieces, tensors, metadata);
    pieces.pad(bytes);
    return pieces.finish();
}

Result<QByteArray> composeHeader(std::span<const OutputTensor> tensors, const Metadata &metadata)
{
    return headerBytes(tensors, metadata).and_then([&](quint64 bytes) {
        QByteArray header;
        header.reserve(static_cast<qsizetype>(bytes));
        const auto append = [&](QByteArrayView piece) {
            header += piece;
            return Result<void>();
        };
        return writeHeader(tensors, metadata, bytes, append).map([&] { return header; });
    });
}
