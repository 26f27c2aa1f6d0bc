// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/copier.h"

#include "model/base/text.h"
#include "model/transfer/recaster.h"
#include "model/transfer/sourceranges.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

/// Asks the system to read exactly what will be copied, some way ahead of the copy.
class LookAhead final {
public:
    LookAhead(System &system, const OutputFile &file) : m_system(system), m_ranges(file)
    {
        goToNext();
    }

    /// What lies before `position` in the output file will be copied soon.
    void moveTo(quint64 position)
    {
        constexpr quint64 step = 4 << 20; // since each call costs a little
        if (position < m_position)
            return;
        m_position = position + step;
        ask(m_position);
    }

private:
    void ask(quint64 position)
    {
        while (m_range.bytes > 0 && m_range.to < position) {
            const quint64 bytes = std::min(m_range.bytes, position - m_range.to);
            if (!m_range.isShared) {
                m_system.willRead(m_range.source->descriptor(), static_cast<off_t>(m_range.from),
                    static_cast<off_t>(bytes));
            }
            m_range.from += bytes;
            m_range.to += bytes;
            m_range.bytes -= bytes;
            if (m_range.bytes == 0)
                goToNext();
        }
    }

    /// Over recast tensors, which are read more slowly than any disk is.
    void goToNext()
    {
        do {
            m_range = m_ranges.next();
        } while (m_range.recast != nullptr);
    }

    System &m_system;
    SourceRanges m_ranges;
    SourceRange m_range; ///< what was not yet asked for of the current one
    quint64 m_position = 0; ///< in the output file, how far was asked
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
          m_ahead(channel.system, file)
    {
    }

    Result<void> run(const OutputFile &file)
    {
        m_ahead.moveTo(lookAhead);
        Result<void> done = file.writeHead([&](QByteArrayView piece) { return gather(piece); });
        SourceRanges ranges(file);
        for (auto range = ranges.next(); done && range.bytes > 0; range = ranges.next()) {
            done = range.recast != nullptr ? make(file, range)
                : range.isShared           ? share(range)
                                           : copy(range);
        }
        return done ? flush() : done;
    }

private:
    Result<void> gather(QByteArrayView piece)
    {
        for (auto bytes = std::as_bytes(std::span(piece)); !bytes.empty();) {
            const auto part = room(bytes.size());
            std::ranges::copy(bytes.first(part.size()), part.begin());
            bytes = bytes.subspan(part.size());
            if (auto done = advance(part.size()); !done)
                return done;
        }
        return {};
    }

    Result<void> copy(SourceRange range)
    {
        if (m_checksums == nullptr && range.bytes > m_buffer.size()) {
            if (auto done = handOver(range); !done)
                return done;
        }
        while (range.bytes > 0) {
            const auto part = room(range.bytes);
            if (auto done = read(range, part).and_then([&] { return advance(part.size()); }); !done)
                return done;
        }
        return {};
    }

    /// Lets the system copy from file to file, as `cp` does. `range` becomes what it would not
    /// copy: whatever the reason, the program's own reads and writes then manage or tell.
    Result<void> handOver(SourceRange &range)
    {
        constexpr quint64 step = 8 << 20; // between two looks at whether the user cancels
        auto done = flush();
        while (done && range.bytes > 0) {
            const ssize_t count = m_channel.system.copyRange(m_to.descriptor(),
                static_cast<off_t>(m_written), range.source->descriptor(),
                static_cast<off_t>(range.from), std::min(range.bytes, step));
            if (count <= 0)
                break;
            const auto bytes = static_cast<quint64>(count);
            range.from += bytes;
            range.bytes -= bytes;
            done = written(bytes);
        }
        return done;
    }

    Result<void> make(const OutputFile &file, const SourceRange &range)
    {
        const auto read = [&](quint64 offset, std::span<std::byte> buffer) {
            return readFrom(m_channel.system, *range.source, range.from + offset, buffer);
        };
        const TensorInfo &input = file.inputOf(*range.recast);
        const auto sink = [&](QByteArrayView piece) {
            if (m_checksums != nullptr)
                m_checksums->add(std::as_bytes(std::span(piece)));
            return gather(piece);
        };
        const auto overflows = recastTensor(input, *range.recast, read, sink);
        if (!overflows)
            return tl::unexpected(overflows.error());
        if (*overflows > 0)
            m_channel.overflows.append({input.key.toString(), *overflows});
        return {};
    }

    /// Where the next bytes go, `wanted` at most. The buffer ends at a multiple of its size in the
    /// file, so that writes begin at whole pages, however short the ranges are.
    std::span<std::byte> room(quint64 wanted) const
    {
        const std::size_t left = m_buffer.size() - m_written % m_buffer.size() - m_filled;
        return m_buffer.subspan(m_filled, std::min<quint64>(wanted, left));
    }

    /// `bytes` more are in the buffer.
    Result<void> advance(std::size_t bytes)
    {
        m_filled += bytes;
        return room(1).empty() ? flush() : Result<void>();
    }

    Result<void> flush()
    {
        const auto bytes = m_buffer.first(m_filled);
        return m_to.writeAt(m_written, bytes).and_then([&] {
            m_filled = 0;
            return written(bytes.size());
        });
    }

    /// `bytes` more are in the output file.
    Result<void> written(quint64 bytes)
    {
        m_written += bytes;
        m_ahead.moveTo(m_written + lookAhead);
        startWriting();
        return m_channel.meter.add(bytes);
    }

    /// Lets the disk begin with what was written, so that little is left to wait for at the end.
    void startWriting()
    {
        constexpr quint64 step = 8 << 20;
        if (m_written < m_started + step)
            return;
        m_channel.system.startWriting(m_to.descriptor(), static_cast<off_t>(m_started),
            static_cast<off_t>(m_written - m_started));
        m_started = m_written;
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
    quint64 m_started = 0; ///< of these, how many the disk was told to write
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
