// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/header.h"

#include "model/base/repeats.h"
#include "model/base/text.h"
#include "model/safetensors/headerjson.h"
#include "model/safetensors/jsonreader.h"

#include <QCoreApplication>
#include <QtEndian>
#include <QtNumeric>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Header)
};

constexpr quint64 lengthBytes = 8;

/// The product of `factors`, formed from left to right as the reference does: a zero after an
/// overflow does not help.
std::optional<quint64> product(const Shape &factors)
{
    quint64 result = 1;
    for (const quint64 factor : factors) {
        if (qMulOverflow(result, factor, &result))
            return std::nullopt;
    }
    return result;
}

/// What a file is that begins so, where it is one of those that downloads often leave behind under
/// the name of a checkpoint; null where it is not.
QString foreignFile(const QByteArray &beginning)
{
    const QByteArray text = beginning.trimmed().toLower();
    if (text.startsWith("version https://git-lfs")) {
        return Text::tr("It is a Git LFS pointer, a small text that stands for the real file: run "
                        "\"git lfs pull\" in its folder.");
    }
    if (text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<?xml")) {
        return Text::tr("It is a web page, probably the message of a failed download: open it in "
                        "a browser to read it, then download the file again.");
    }
    if (!beginning.isEmpty() && beginning.count('\0') == beginning.size()) {
        return Text::tr("It begins with zeros, so its beginning was never written: download or "
                        "copy the file again.");
    }
    return {};
}

tl::unexpected<Error> notSafetensors(const ByteSource &source, const QString &why)
{
    return fail(
        Code::InvalidHeader, Text::tr("%1 is not a safetensors file. %2").arg(source.name(), why));
}

/// Reads the length of the header and checks it against the file.
Result<quint64> readLength(const ByteSource &source)
{
    QByteArray beginning(static_cast<qsizetype>(qMin<quint64>(source.size(), 64)), '\0');
    const auto read = source.readAt(
        0, std::as_writable_bytes(std::span(beginning.data(), std::size_t(beginning.size()))));
    if (!read)
        return tl::unexpected(read.error());
    if (const QString foreign = foreignFile(beginning); !foreign.isNull())
        return notSafetensors(source, foreign);
    if (source.size() < lengthBytes) {
        return notSafetensors(source,
            Text::tr("It has only %1 of the 8 bytes that it must begin with.").arg(source.size()));
    }

    const quint64 length = qFromLittleEndian<quint64>(beginning.constData());
    if (length > largestHeader) {
        return notSafetensors(source,
            Text::tr("Its first 8 bytes claim a header of %1 bytes, but %2 is the most that the "
                     "format allows.")
                .arg(text::count(length), text::count(largestHeader)));
    }
    const QByteArray header = beginning.mid(lengthBytes);
    if (length > source.size() - lengthBytes) {
        const QString message = Text::tr("%1 ends inside its header, which has %2 bytes: the file "
                                         "is incomplete, download or copy it again.");
        if (header.startsWith('{'))
            return fail(Code::Truncated, message.arg(source.name(), text::count(length)));
        return notSafetensors(source,
            Text::tr("Its first 8 bytes claim a header of %1 bytes, but the file ends before.")
                .arg(text::count(length)));
    }
    if (const QString foreign =
            foreignFile(header.first(qMin<qsizetype>(header.size(), qsizetype(length))));
        !foreign.isNull())
        return notSafetensors(source, foreign);
    return length;
}

void removeRepeatedKeys(HeaderJson &json, std::vector<Problem> &problems)
{
    const auto keyOf = [](const TensorInfo &tensor) { return tensor.key.utf8(); };
    QStringList keys;
    for (const TensorInfo &tensor : keepLast(json.tensors, keyOf))
        keys += tensor.key.toString();
    keys.removeDuplicates();
    if (!keys.isEmpty()) {
        problems.push_back({Severity::Warning, Code::DuplicateKey, keys,
            Text::tr("The header names tensors more than once, of which the last entry counts: %1.")
                .arg(text::sample(keys))});
    }
    QStringList names;
    for (const auto &[name, value] :
        keepLast(json.metadata, [](const auto &entry) { return QStringView(entry.first); }))
        names += name;
    names.removeDuplicates();
    if (!names.isEmpty()) {
        problems.push_back({Severity::Warning, Code::DuplicateKey, {},
            Text::tr("The metadata has names more than once, of which the last counts: %1.")
                .arg(text::sample(names))});
    }
}

/// Sorts by begin and end, and keeps the order of tensors that are alike in both. Sorting small
/// keys first and moving every tensor once is faster than sorting tensors.
void sortByOffsets(std::vector<TensorInfo> &tensors)
{
    const auto offsets = [](const TensorInfo &tensor) {
        return std::pair(tensor.begin, tensor.end);
    };
    if (std::ranges::is_sorted(tensors, {}, offsets))
        return;
    std::vector<std::tuple<quint64, quint64, std::size_t>> order;
    order.reserve(tensors.size());
    for (const TensorInfo &tensor : tensors)
        order.emplace_back(tensor.begin, tensor.end, order.size());
    std::ranges::sort(order);

    const auto source = [&order](std::size_t place) -> std::size_t & {
        return std::get<2>(order[place]);
    };
    for (std::size_t start = 0; start < tensors.size(); ++start) {
        TensorInfo displaced = std::move(tensors[start]);
        std::size_t hole = start;
        while (source(hole) != start) {
            const std::size_t next = std::exchange(source(hole), hole);
            tensors[hole] = std::move(tensors[next]);
            hole = next;
        }
        source(hole) = hole;
        tensors[hole] = std::move(displaced);
    }
}

/// Which rule `tensor` breaks where the data before it ends at `start`; null where it breaks none.
QString brokenRule(const TensorInfo &tensor, quint64 start)
{
    if (tensor.end < tensor.begin)
        return Text::tr("The data of tensor %1 ends before it begins.");
    if (tensor.begin > start)
        return Text::tr("The data of tensor %1 leaves a hole behind the data before it.");
    if (tensor.begin < start)
        return Text::tr("The data of tensor %1 overlaps the data before it.");
    if (tensor.dtype == Dtype::Unknown)
        return {};

    const auto count = product(tensor.shape);
    quint64 bitCount = 0;
    if (!count || qMulOverflow(*count, static_cast<quint64>(bits(tensor.dtype)), &bitCount))
        return Text::tr("The shape of tensor %1 is larger than 64 bits can count.");
    if (bitCount % 8 != 0)
        return Text::tr("The data of tensor %1 does not end at a whole byte.");
    if (bitCount / 8 != tensor.bytes())
        return Text::tr("The data_offsets of tensor %1 do not fit its shape and dtype.");
    return {};
}

void reportUnknownDtypes(std::vector<TensorInfo> &tensors, std::vector<Problem> &problems)
{
    QStringList keys;
    QStringList dtypes;
    for (TensorInfo &tensor : tensors) {
        if (tensor.dtype == Dtype::Unknown) {
            tensor.isDamaged = true;
            keys += tensor.key.toString();
            dtypes += tensor.unknownDtype.toString();
        }
    }
    if (keys.isEmpty())
        return;
    keys.removeDuplicates();
    dtypes.removeDuplicates();
    problems.push_back({Severity::Error, Code::UnknownDtype, keys,
        Text::tr("safetensors does not know the dtype (%1) of these tensors: %2.")
            .arg(text::sample(dtypes), text::sample(keys))});
}

/// Compares what the header promises with the size of the file.
void reportSize(Header &header, const ByteSource &source)
{
    const quint64 available = source.size() - header.size;
    if (available > header.dataBytes) {
        header.problems.push_back({Severity::Error, Code::InvalidHeader, {},
            Text::tr("%1 is overlong: %2 bytes follow its last tensor.")
                .arg(source.name(), text::count(available - header.dataBytes))});
    } else if (available < header.dataBytes) {
        QStringList damaged;
        for (TensorInfo &tensor : header.tensors) {
            if (tensor.end > available) {
                tensor.isDamaged = true;
                damaged += tensor.key.toString();
            }
        }
        const quint64 whole = header.tensors.size() - static_cast<quint64>(damaged.size());
        header.problems.push_back({Severity::Error, Code::Truncated, damaged,
            Text::tr("%1 is truncated: %2 of its %3 bytes of data are there, so that %4 of its %5 "
                     "tensors are whole. Download or copy the file again.")
                .arg(source.name(), text::count(available), text::count(header.dataBytes),
                    text::count(whole), text::count(header.tensors.size()))});
    }
}

} // namespace

quint64 TensorInfo::parameters() const
{
    return product(shape).value_or(std::numeric_limits<quint64>::max());
}

QString TensorInfo::dtypeName() const
{
    return dtype == Dtype::Unknown ? unknownDtype.toString() : QString(name(dtype));
}

Result<Header> readHeader(const ByteSource &source)
{
    const auto length = readLength(source);
    if (!length)
        return tl::unexpected(length.error());
    Header header;
    header.size = lengthBytes + *length;
    auto json = parseHeaderJson(source, lengthBytes, header.size);
    if (!json)
        return tl::unexpected(json.error());
    // First, since the reference refuses an unknown dtype also in an entry that is replaced later.
    reportUnknownDtypes(json->tensors, header.problems);
    removeRepeatedKeys(*json, header.problems);

    sortByOffsets(json->tensors);
    for (const TensorInfo &tensor : json->tensors) {
        if (const QString rule = brokenRule(tensor, header.dataBytes); !rule.isNull()) {
            const quint64 position = positionOfKey(source, lengthBytes, header.size, tensor.key);
            return tl::unexpected(
                invalidAt(source, position, rule.arg(text::brief(tensor.key.toString()))));
        }
        header.dataBytes = tensor.end;
    }

    header.tensors = std::move(json->tensors);
    header.metadata = std::move(json->metadata);
    header.hasMetadata = json->hasMetadata;
    reportSize(header, source);
    return header;
}
