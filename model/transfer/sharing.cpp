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

/// The whole blocks of a stretch, as offsets in the source; none where they are too few.
struct Blocks {
    Blocks(const Stretch &stretch, quint64 block)
        : first((stretch.from + block - 1) / block * block),
          last((stretch.from + stretch.bytes) / block * block)
    {
        if (last < first + smallestShare)
            last = first;
    }

    quint64 bytes() const { return last - first; }

    quint64 first;
    quint64 last;
};

/// Bytes by which the output must move for the stretch to lie as it does in the source.
quint64 paddingFor(const Stretch &stretch, quint64 block)
{
    return (stretch.from % block + block - stretch.to % block) % block;
}

/// How many bytes can be shared with each padding that a header allows.
QMap<quint64, quint64> shareableBytes(std::span<const Stretch> stretches, quint64 block)
{
    QMap<quint64, quint64> bytes;
    for (const Stretch &stretch : stretches) {
        const quint64 padding = paddingFor(stretch, block);
        if (padding % 8 == 0)
            bytes[padding] += Blocks(stretch, block).bytes();
    }
    return bytes;
}

/// Cuts the stretches where shared blocks begin and end.
std::vector<Stretch> split(std::span<const Stretch> stretches, quint64 padding, quint64 block)
{
    std::vector<Stretch> parts;
    for (const Stretch &stretch : stretches) {
        const auto add = [&](quint64 first, quint64 last, bool isShared) {
            const quint64 to = stretch.to + padding + first - stretch.from;
            if (first < last)
                parts.push_back({stretch.source, first, to, last - first, isShared});
        };
        const Blocks blocks(stretch, block);
        const quint64 end = stretch.from + stretch.bytes;
        if (paddingFor(stretch, block) == padding && blocks.bytes() > 0) {
            add(stretch.from, blocks.first, false);
            add(blocks.first, blocks.last, true);
            add(blocks.last, end, false);
        } else {
            add(stretch.from, end, false);
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

Result<void> shareBlocks(OutputFile &file, const Metadata &metadata, quint64 block)
{
    const QMap<quint64, quint64> bytes = shareableBytes(file.stretches, block);
    const auto best = std::max_element(bytes.begin(), bytes.end());
    if (best == bytes.end() || *best < worthSharing)
        return {};
    const quint64 padding = best.key();
    return composeHeader(file.tensors, metadata, padding).map([&](QByteArray &&head) {
        file.head = std::move(head);
        file.stretches = split(file.stretches, padding, block);
    });
}

quint64 bytesToWrite(const OutputFile &file)
{
    quint64 bytes = file.bytes();
    for (const Stretch &stretch : file.stretches)
        bytes -= stretch.isShared ? stretch.bytes : 0;
    return bytes;
}
