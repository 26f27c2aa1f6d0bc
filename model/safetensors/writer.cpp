// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/writer.h"

#include "model/base/text.h"

#include <QCoreApplication>
#include <QSet>
#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Writer)
};

constexpr quint64 largestHeader = 100'000'000;
constexpr qsizetype lengthBytes = 8;

/// Order of UTF-16 units that agrees with the order of UTF-8 bytes: surrogates stand for code
/// points above all others.
char16_t rank(QChar unit)
{
    const char16_t c = unit.unicode();
    return static_cast<char16_t>(c >= 0xe000 ? c - 0x800 : c >= 0xd800 ? c + 0x2000 : c);
}

bool precedes(const QString &a, const QString &b)
{
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(), [](QChar x, QChar y) { return rank(x) < rank(y); });
}

/// As serde_json writes a string: only what JSON demands is escaped.
void appendQuoted(QByteArray &json, const QString &string)
{
    json += '"';
    for (const char c : string.toUtf8()) {
        switch (c) {
        case '"':
            json += "\\\"";
            break;
        case '\\':
            json += "\\\\";
            break;
        case '\b':
            json += "\\b";
            break;
        case '\t':
            json += "\\t";
            break;
        case '\n':
            json += "\\n";
            break;
        case '\f':
            json += "\\f";
            break;
        case '\r':
            json += "\\r";
            break;
        default:
            if (static_cast<uchar>(c) < 0x20)
                json += "\\u00" + QByteArray(1, c).toHex();
            else
                json += c;
        }
    }
    json += '"';
}

void appendMetadata(QByteArray &json, const Metadata &metadata)
{
    json += "\"__metadata__\":{";
    for (const auto &[name, value] : metadata) {
        appendQuoted(json, name);
        json += ':';
        appendQuoted(json, value);
        json += ',';
    }
    json.back() = '}';
    json += ',';
}

void appendTensor(QByteArray &json, const OutputTensor &tensor, quint64 begin)
{
    appendQuoted(json, tensor.key);
    json += ":{\"dtype\":\"";
    json += name(tensor.dtype).data();
    json += "\",\"shape\":[";
    for (const quint64 dimension : tensor.shape)
        json += QByteArray::number(dimension) + ',';
    if (tensor.shape.isEmpty())
        json += ']';
    else
        json.back() = ']';
    json += ",\"data_offsets\":[" + QByteArray::number(begin) + ','
        + QByteArray::number(begin + tensor.bytes) + "]},";
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
        if (tensor.dtype == Dtype::Unknown) {
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

void sortForWriting(std::vector<OutputTensor> &tensors)
{
    std::ranges::stable_sort(tensors, [](const OutputTensor &a, const OutputTensor &b) {
        return a.dtype != b.dtype ? a.dtype > b.dtype : precedes(a.key, b.key);
    });
}

Result<QByteArray> composeHeader(
    std::span<const OutputTensor> tensors, const Metadata &metadata, quint64 extraPadding)
{
    if (const auto checked = checkTensors(tensors); !checked)
        return tl::unexpected(checked.error());

    QByteArray header(lengthBytes, '\0');
    header += '{';
    if (!metadata.isEmpty())
        appendMetadata(header, metadata);
    quint64 begin = 0;
    for (const OutputTensor &tensor : tensors) {
        appendTensor(header, tensor, begin);
        begin += tensor.bytes;
    }
    if (header.endsWith(','))
        header.back() = '}';
    else
        header += '}';

    const quint64 aligned = (static_cast<quint64>(header.size()) + 7) / 8 * 8;
    if (extraPadding > largestHeader || aligned - lengthBytes + extraPadding > largestHeader) {
        return fail(Code::InvalidHeader,
            Text::tr("The header would have more than %1 bytes, which no reader accepts: write "
                     "several files instead.")
                .arg(text::count(largestHeader)));
    }
    header = header.leftJustified(static_cast<qsizetype>(aligned + extraPadding), ' ');
    qToLittleEndian(static_cast<quint64>(header.size() - lengthBytes), header.data());
    return header;
}
