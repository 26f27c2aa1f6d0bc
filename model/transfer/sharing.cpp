// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/sharing.h"

#include <QFile>
#include <QMap>

#include <algorithm>
#include <fcntl.h>

namespace {

/// Below these a copy takes no longer.
constexpr quint64 smallestShare = 1 << 20;
constexpr quint64 worthSharing = 16 << 20;

/// The whole blocks of a range, as offsets in the source; none where they are too few.
struct Blocks {
    Blocks(const SourceRange &range, quint64 block)
        : first((range.from + block - 1) / block * block),
          last((range.from + range.bytes) / block * block)
    {
        if (last < first + smallestShare)
            last = first;
    }

    quint64 bytes() const { return last - first; }

    quint64 first;
    quint64 last;
};

/// Bytes by which the output must move for the range to lie as it does in the source.
quint64 paddingFor(const SourceRange &range, quint64 block)
{
    return (range.from % block + block - range.to % block) % block;
}

/// How many bytes can be shared with each padding that a header allows.
QMap<quint64, quint64> shareableBytes(std::span<const SourceRange> ranges, quint64 block)
{
    QMap<quint64, quint64> bytes;
    for (const SourceRange &range : ranges) {
        const quint64 padding = paddingFor(range, block);
        if (padding % 8 == 0)
            bytes[padding] += Blocks(range, block).bytes();
    }
    return bytes;
}

/// Cuts the ranges where shared blocks begin and end.
std::vector<SourceRange> split(std::span<const SourceRange> ranges, quint64 padding, quint64 block)
{
    std::vector<SourceRange> parts;
    for (const SourceRange &range : ranges) {
        const auto add = [&](quint64 first, quint64 last, bool isShared) {
            const quint64 to = range.to + padding + first - range.from;
            if (first < last)
                parts.push_back({range.source, first, to, last - first, isShared});
        };
        const Blocks blocks(range, block);
        const quint64 end = range.from + range.bytes;
        if (paddingFor(range, block) == padding && blocks.bytes() > 0) {
            add(range.from, blocks.first, false);
            add(blocks.first, blocks.last, true);
            add(blocks.last, end, false);
        } else {
            add(range.from, end, false);
        }
    }
    return parts;
}

} // namespace

Abilities abilitiesOf(System &system, Folder &folder, const LocalFile &source)
{
    Abilities abilities;
    const int descriptor = system.open(folder.descriptor(), ".", O_TMPFILE | O_RDWR, 0600);
    if (descriptor < 0)
        return abilities;
    struct statvfs state { };
    if (system.freeSpace(folder.descriptor(), &state) == 0) {
        const auto block = static_cast<off_t>(state.f_bsize);
        if (system.cloneRange(descriptor, 0, source.descriptor(), 0, block) == 0)
            abilities.shareableBlock = static_cast<quint64>(block);
    }
    const QByteArray name = QFile::encodeName(folder.temporaryName(QStringLiteral("probe")));
    if (system.linkDescriptor(descriptor, folder.descriptor(), name.constData()) == 0) {
        abilities.unnamedFiles = true;
        system.unlink(folder.descriptor(), name.constData());
    }
    system.close(descriptor);
    return abilities;
}

void shareBlocks(OutputFile &file, quint64 block)
{
    // A file that is copied as it is lies as its source does: its padding is 0.
    const QMap<quint64, quint64> bytes = shareableBytes(file.ranges, block);
    const auto best = std::max_element(bytes.begin(), bytes.end());
    if (best == bytes.end() || *best < worthSharing || file.headBytes + best.key() > largestHeader)
        return;
    file.headBytes += best.key();
    file.ranges = split(file.ranges, best.key(), block);
    for (RecastTensor &tensor : file.recasts)
        tensor.to += best.key();
}

quint64 bytesToWrite(const OutputFile &file)
{
    quint64 bytes = file.bytes();
    for (const SourceRange &range : file.ranges)
        bytes -= range.isShared ? range.bytes : 0;
    return bytes;
}
