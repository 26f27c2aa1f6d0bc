// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/sharing.h"

#include "model/transfer/sourceranges.h"

#include <QFile>
#include <QMap>

#include <algorithm>
#include <fcntl.h>

namespace {

/// Below it a copy takes no longer.
constexpr quint64 worthSharing = 16 << 20;

/// Bytes by which the output must move for the range to lie as it does in the source.
quint64 paddingFor(const SourceRange &range, quint64 block)
{
    return (range.from % block + block - range.to % block) % block;
}

/// How many bytes can be shared with each padding that a header allows.
QMap<quint64, quint64> shareableBytes(const OutputFile &file, quint64 block)
{
    QMap<quint64, quint64> bytes;
    SourceRanges ranges(file);
    for (SourceRange range = ranges.next(); range.bytes > 0; range = ranges.next()) {
        const quint64 padding = paddingFor(range, block);
        if (range.recast == nullptr && padding % 8 == 0)
            bytes[padding] += WholeBlocks(range, block).bytes();
    }
    return bytes;
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
    const QMap<quint64, quint64> bytes = shareableBytes(file, block);
    const auto best = std::max_element(bytes.begin(), bytes.end());
    if (best == bytes.end() || *best < worthSharing || file.headBytes + best.key() > largestHeader)
        return;
    file.headBytes += best.key();
    file.sharedBlock = block;
}

quint64 bytesToWrite(const OutputFile &file)
{
    quint64 bytes = file.bytes();
    if (file.sharedBlock == 0)
        return bytes;
    SourceRanges ranges(file);
    for (SourceRange range = ranges.next(); range.bytes > 0; range = ranges.next())
        bytes -= range.isShared ? range.bytes : 0;
    return bytes;
}
