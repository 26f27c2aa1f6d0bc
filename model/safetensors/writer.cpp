// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/writer.h"

#include "model/base/repeats.h"
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

void addEscape(Pieces &pieces, char c)
{
    constexpr QByteArrayView shortOnes = "\"\\\b\t\n\f\r";
    constexpr QByteArrayView letters = "\"\\btnfr";
    pieces.add("\\");
    if (const qsizetype at = shortOnes.indexOf(c); at >= 0)
        pieces.add(letters.sliced(at, 1));
    else
        pieces.add("u00" + QByteArray(1, c).toHex());
}

void addEscaped(Pieces &pieces, QByteArrayView utf8)
{
    const auto isSpecial = [](char c) {
        return c == '"' || c == '\\' || static_cast<uchar>(c) < 0x20;
    };
    for (auto at = utf8.begin(); at != utf8.end();) {
        const auto special = std::find_if(at, utf8.end(), isSpecial);
        pieces.add(QByteArrayView(at, special));
        if (special == utf8.end())
            return;
        addEscape(pieces, *special);
        at = special + 1;
    }
}

/// As serde_json writes a string: only what JSON demands is escaped.
void addQuoted(Pieces &pieces, QByteArrayView utf8, QByteArrayView root = {})
{
    pieces.add("\"");
    addEscaped(pieces, root);
    addEscaped(pieces, utf8);
    pieces.add("\"");
}

void addMetadata(Pieces &pieces, const Metadata &metadata)
{
    pieces.add("\"__metadata__\":");
    char separator = '{';
    for (const auto &[name, value] : metadata) {
        pieces.add(QByteArrayView(&separator, 1));
        addQuoted(pieces, name.toUtf8());
        pieces.add(":");
        addQuoted(pieces, value.toUtf8());
        separator = ',';
    }
    pieces.add("}");
}

void addTensor(Pieces &pieces, const OutputTensor &tensor, QByteArrayView root, quint64 begin)
{
    addQuoted(pieces, tensor.key(), root);
    pieces.add(":{\"dtype\":\"");
    pieces.add(name(tensor.dtype));
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
    pieces.add(begin + tensor.bytes());
    pieces.add("]}");
}

void addJson(Pieces &pieces, std::span<const OutputTensor> tensors, const Metadata &metadata,
    QByteArrayView root)
{
    pieces.add("{");
    if (!metadata.isEmpty())
        addMetadata(pieces, metadata);
    quint64 begin = 0;
    bool isFirst = metadata.isEmpty();
    for (const OutputTensor &tensor : tensors) {
        if (!std::exchange(isFirst, false))
            pieces.add(",");
        addTensor(pieces, tensor, root, begin);
        begin += tensor.bytes();
    }
    pieces.add("}");
}

Result<void> checkTensors(std::span<const OutputTensor> tensors, QByteArrayView root)
{
    constexpr QByteArrayView reserved = "__metadata__";
    const auto shown = [&](const OutputTensor &tensor) {
        return text::brief(fromUtf8(root.toByteArray() + tensor.key().toByteArray()));
    };
    for (const OutputTensor &tensor : tensors) {
        if (reserved.startsWith(root) && tensor.key() == reserved.sliced(root.size())) {
            return fail(Code::InvalidHeader,
                Text::tr("No tensor can be written under the key %1, which safetensors reserves.")
                    .arg(shown(tensor)));
        }
        if (tensor.dtype == Dtype::Unknown) {
            return fail(Code::UnknownDtype,
                Text::tr("%1 has an unknown dtype and cannot be written.").arg(shown(tensor)));
        }
    }
    if (!mayRepeat(tensors, &OutputTensor::key))
        return {};
    QSet<QByteArrayView> keys;
    for (const OutputTensor &tensor : tensors) {
        if (keys.contains(tensor.key())) {
            return fail(Code::InvalidHeader,
                Text::tr("Two tensors would be written under the key %1.").arg(shown(tensor)));
        }
        keys.insert(tensor.key());
    }
    return {};
}

} // namespace

quint64 OutputTensor::bytes() const
{
    return dtype == info->dtype ? info->bytes()
                                : info->parameters() * static_cast<quint64>(bits(dtype)) / 8;
}

void sortForWriting(std::vector<OutputTensor> &tensors)
{
    // No key stands twice, so that the sort need not be stable, which would take memory.
    std::ranges::sort(tensors, [](const OutputTensor &a, const OutputTensor &b) {
        return a.dtype != b.dtype ? a.dtype > b.dtype : a.key() < b.key();
    });
}

Result<quint64> headerBytes(
    std::span<const OutputTensor> tensors, const Metadata &metadata, QByteArrayView root)
{
    if (const auto checked = checkTensors(tensors, root); !checked)
        return tl::unexpected(checked.error());
    const Sink nowhere = [](QByteArrayView) { return Result<void>(); };
    Pieces pieces(nowhere);
    addJson(pieces, tensors, metadata, root);
    const quint64 bytes = lengthBytes + (pieces.size() + 7) / 8 * 8;
    if (bytes <= lengthBytes + largestHeader)
        return bytes;
    return fail(Code::InvalidHeader,
        Text::tr("The header would have more than %1 bytes, which no reader accepts: write several "
                 "files instead.")
            .arg(text::count(largestHeader)));
}

Result<void> writeHeader(std::span<const OutputTensor> tensors, const Metadata &metadata,
    QByteArrayView root, quint64 bytes, const Sink &sink)
{
    Pieces pieces(sink);
    const quint64 length = qToLittleEndian(bytes - lengthBytes);
    pieces.add(QByteArrayView(reinterpret_cast<const char *>(&length), lengthBytes));
    addJson(pieces, tensors, metadata, root);
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
        return writeHeader(tensors, metadata, {}, bytes, append).map([&] { return header; });
    });
}
