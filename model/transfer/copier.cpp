// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/copier.h"

#include "model/base/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

/// How far the disk is asked to read ahead of the copy.
constexpr quint64 lookAhead = 64 << 20;

/// Asks the system to read exactly what will be copied, some way ahead of the copy.
class LookAhead final {
public:
    LookAhead(System &system, std::span<const SourceRange> ranges)
        : m_system(system), m_ranges(ranges)
    {
    }

    /// What lies before `position` in the output file will be copied soon.
    void moveTo(quint64 position)
    {
        while (!m_ranges.empty() && m_ranges.front().to + m_asked < position) {
            const SourceRange &range = m_ranges.front();
            const quint64 bytes = std::min(range.bytes - m_asked, position - range.to - m_asked);
            if (!range.isShared) {
                m_system.willRead(range.source->descriptor(),
                    static_cast<off_t>(range.from + m_asked), static_cast<off_t>(bytes));
            }
            m_asked += bytes;
            if (m_asked == range.bytes) {
                m_ranges = m_ranges.subspan(1);
                m_asked = 0;
            }
        }
    }

private:
    System &m_system;
    std::span<const SourceRange> m_ranges; ///< those not yet asked for
    quint64 m_asked = 0; ///< bytes of the first one that were
};

Result<void> readFrom(
    System &system, const LocalFile &source, quint64 offset, std::span<std::byte> buffer)
{
    while (!buffer.empty()) {
        const ssize_t count =
            system.readAt(source.descriptor(), buffer, static_cast<off_t>(offset));
        const int number = errno;
        if (count < 0 && number == EINTR)
            continue;
        if (count < 0)
            return fail(Code::CannotRead,
                Text::tr("Cannot read %1 at byte %2: %3. Check the disk it is on.")
                    .arg(source.name(), text::count(offset), qt_error_string(number)));
        if (count == 0)
            return fail(Code::SourceChanged,
                Text::tr("%1 ended at byte %2 while it was read: another program has shortened it. "
                         "Open it again.")
                    .arg(source.name(), text::count(offset)));
        offset += static_cast<quint64>(count);
        buffer = buffer.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

/// One run of copyFile().
class Copy final {
public:
    Copy(Channel &channel, const OutputFile &file, TemporaryFile &to, Checksums *checksums)
        : m_channel(channel), m_buffer(channel.buffer), m_to(to), m_checksums(checksums),
          m_ahead(channel.system, file.ranges)
    {
    }

    Result<void> run(const OutputFile &file)
    {
        m_ahead.moveTo(lookAhead);
        m_written = static_cast<quint64>(file.head.size());
        Result<void> done =
            m_to.writeAt(0, std::as_bytes(std::span(file.head.data(), std::size_t(m_written))));
        for (auto it = file.ranges.begin(); done && it != file.ranges.end(); ++it)
            done = it->isShared ? share(*it) : copy(*it);
        return done ? flush() : done;
    }

private:
    /// Gathers the bytes in the buffer and writes it whenever it ends at a multiple of its size, so
    /// that all writes but the first begin at whole pages, however short the ranges are.
    Result<void> copy(SourceRange range)
    {
        while (range.bytes > 0) {
            const std::size_t room = m_buffer.size() - m_written % m_buffer.size() - m_filled;
            const auto part = m_buffer.subspan(m_filled, std::min<quint64>(range.bytes, room));
            if (auto done = read(range, part); !done)
                return done;
            m_filled += part.size();
            if (part.size() == room) {
                if (auto done = flush(); !done)
                    return done;
            }
        }
        return {};
    }

    Result<void> flush()
    {
        const auto bytes = m_buffer.first(m_filled);
        return m_to.writeAt(m_written, bytes).and_then([&] {
            m_written += m_filled;
            m_filled = 0;
            m_ahead.moveTo(m_written + lookAhead);
            return m_channel.meter.add(bytes.size());
        });
    }

    /// Lets the file system share the blocks; where it cannot after all, they are copied.
    Result<void> share(const SourceRange &range)
    {
        if (const auto done = flush(); !done)
            return done;
        const int result = m_channel.system.cloneRange(m_to.descriptor(),
            static_cast<off_t>(range.to), range.source->descriptor(),
            static_cast<off_t>(range.from), static_cast<off_t>(range.bytes));
        if (result != 0)
            return copy(range);
        m_written += range.bytes;
        if (m_checksums == nullptr)
            return m_channel.meter.add(range.bytes);
        for (SourceRange rest = range; rest.bytes > 0;) {
            const auto part = m_buffer.first(std::min<quint64>(rest.bytes, m_buffer.size()));
            const auto done =
                read(rest, part).and_then([&] { return m_channel.meter.add(part.size()); });
            if (!done)
                return done;
        }
        return {};
    }

    /// Fills `part` with the next bytes of `range`.
    Result<void> read(SourceRange &range, std::span<std::byte> part)
    {
        return readFrom(m_channel.system, *range.source, range.from, part).map([&] {
            if (m_checksums != nullptr)
                m_checksums->add(part);
            range.from += part.size();
            range.bytes -= part.size();
        });
    }

    Channel &m_channel;
    std::span<std::byte> m_buffer;
    TemporaryFile &m_to;
    Checksums *m_checksums;
    LookAhead m_ahead;
    std::size_t m_filled = 0; ///< bytes in the buffer
    quint64 m_written = 0; ///< bytes of the output file before them
};

} // namespace

Result<void> Meter::add(quint64 bytes)
{
    m_done += bytes;
    m_progress.report(m_done, m_total);
    if (m_progress.isCancelled())
        return fail(Code::Cancelled, Text::tr("The export was cancelled; nothing was changed."));
    return {};
}

Result<void> copyFile(
    Channel &channel, const OutputFile &file, TemporaryFile &to, Checksums *checksums)
{
    return Copy(channel, file, to, checksums).run(file);
}

Result<void> verifyFile(Channel &channel, const OutputFile &file, TemporaryFile &written,
    const std::vector<quint64> &checksums)
{
    const auto differs = [&](const QString &sentence) {
        return fail(Code::VerifyFailed, sentence.arg(written.path()));
    };
    channel.system.dropFromCache(written.descriptor());
    Checksums again(file.tensors);
    const quint64 headBytes = static_cast<quint64>(file.head.size());
    for (quint64 at = 0; at < file.bytes();) {
        const bool isHead = at < headBytes;
        const quint64 left = (isHead ? headBytes : file.bytes()) - at;
        const auto part =
            std::span(channel.buffer).first(std::min<quint64>(left, channel.buffer.size()));
        channel.system.willRead(
            written.descriptor(), static_cast<off_t>(at), static_cast<off_t>(lookAhead));
        if (auto done = written.readAt(at, part); !done)
            return done;
        if (!isHead)
            again.add(part);
        else if (std::memcmp(part.data(), file.head.data() + at, part.size()) != 0)
            return differs(Text::tr("The header of %1 came back from the disk changed. Check the "
                                    "disk, or choose another folder."));
        at += part.size();
        if (auto done = channel.meter.add(part.size()); !done)
            return done;
    }
    const auto changed = std::ranges::mismatch(again.values(), checksums).in1;
    if (changed == again.values().end())
        return {};
    const auto &tensor = file.tensors[std::size_t(changed - again.values().begin())];
    return fail(Code::VerifyFailed,
        Text::tr("The tensor %1 in %2 came back from the disk changed. Check the disk, or choose "
                 "another folder.")
            .arg(text::visible(tensor.key), written.path()));
}
