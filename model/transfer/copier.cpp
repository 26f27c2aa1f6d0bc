// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/copier.h"

#include "model/base/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

constexpr std::size_t bufferBytes = 4 << 20;
/// How far the disk is asked to read ahead of the copy.
constexpr quint64 lookAhead = 64 << 20;

/// Asks the system to read exactly the stretches, some way ahead of where the copy is.
class LookAhead {
public:
    LookAhead(System &system, std::span<const Stretch> stretches)
        : m_system(system), m_stretches(stretches)
    {
    }

    /// Everything before `position` of the output file will be needed soon.
    void moveTo(quint64 position)
    {
        while (!m_stretches.empty() && m_stretches.front().to + m_asked < position) {
            const Stretch &stretch = m_stretches.front();
            const quint64 bytes =
                std::min(stretch.bytes - m_asked, position - stretch.to - m_asked);
            m_system.willRead(stretch.source->descriptor(),
                static_cast<off_t>(stretch.from + m_asked), static_cast<off_t>(bytes));
            m_asked += bytes;
            if (m_asked == stretch.bytes) {
                m_stretches = m_stretches.subspan(1);
                m_asked = 0;
            }
        }
    }

private:
    System &m_system;
    std::span<const Stretch> m_stretches; ///< those not yet asked for
    quint64 m_asked = 0; ///< bytes of the first one that were
};

} // namespace

std::vector<Stretch> stretchesOf(const Checkpoint &checkpoint, const OutputFile &file)
{
    std::vector<Stretch> stretches;
    quint64 to = static_cast<quint64>(file.head.size());
    for (const OutputTensor &tensor : file.tensors) {
        const TensorInfo &info = checkpoint.tensors[static_cast<std::size_t>(tensor.source)];
        const CheckpointFile &source = checkpoint.fileOf(info);
        const quint64 from = source.position(info);
        if (tensor.bytes == 0)
            continue;
        const bool continues = !stretches.empty() && stretches.back().source == source.source.get()
            && stretches.back().from + stretches.back().bytes == from;
        if (continues)
            stretches.back().bytes += tensor.bytes;
        else
            stretches.push_back({source.source.get(), from, to, tensor.bytes});
        to += tensor.bytes;
    }
    return stretches;
}

Result<void> Meter::add(quint64 bytes)
{
    m_done += bytes;
    m_progress.report(m_done, m_total);
    if (m_progress.isCancelled())
        return fail(Code::Cancelled, Text::tr("The export was cancelled; nothing was changed."));
    return {};
}

Copier::Copier(System &system, Meter &meter)
    : m_system(system), m_meter(meter), m_buffer(bufferBytes)
{
}

Result<void> Copier::copy(const QByteArray &head, std::span<const Stretch> stretches,
    TemporaryFile &to, Checksums *checksums)
{
    const auto headBytes = std::as_bytes(std::span(head.data(), std::size_t(head.size())));
    LookAhead ahead(m_system, stretches);
    ahead.moveTo(headBytes.size() + lookAhead);
    m_filled = 0;
    m_written = headBytes.size();
    if (const auto done = to.writeAt(0, headBytes); !done)
        return done;

    for (Stretch stretch : stretches) {
        while (stretch.bytes > 0) {
            // Only the first part of a file is shorter: all others begin at whole pages.
            const std::size_t room = bufferBytes - m_written % bufferBytes - m_filled;
            const auto part =
                std::span(m_buffer).subspan(m_filled, std::min<quint64>(stretch.bytes, room));
            if (const auto done = read(*stretch.source, stretch.from, part); !done)
                return done;
            if (checksums != nullptr)
                checksums->add(part);
            m_filled += part.size();
            stretch.from += part.size();
            stretch.bytes -= part.size();
            if (part.size() < room)
                continue;
            if (const auto done = flush(to); !done)
                return done;
            ahead.moveTo(m_written + lookAhead);
        }
    }
    return flush(to);
}

Result<void> Copier::flush(TemporaryFile &to)
{
    const auto bytes = std::span(m_buffer).first(m_filled);
    return to.writeAt(m_written, bytes).and_then([&] {
        m_written += m_filled;
        m_filled = 0;
        return m_meter.add(bytes.size());
    });
}

Result<void> Copier::read(const LocalFile &source, quint64 offset, std::span<std::byte> buffer)
{
    while (!buffer.empty()) {
        const ssize_t count =
            m_system.readAt(source.descriptor(), buffer, static_cast<off_t>(offset));
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

Result<void> Copier::verify(
    const OutputFile &file, TemporaryFile &written, const std::vector<quint64> &checksums)
{
    const auto differs = [&](const QString &what) {
        return fail(Code::VerifyFailed,
            Text::tr("%1 came back from the disk changed, in %2. Check the disk, or choose another "
                     "folder.")
                .arg(written.path(), what));
    };
    m_system.dropFromCache(written.descriptor());
    Checksums again(file.tensors);
    const quint64 headBytes = static_cast<quint64>(file.head.size());
    for (quint64 at = 0; at < file.bytes();) {
        const bool isHead = at < headBytes;
        const quint64 left = (isHead ? headBytes : file.bytes()) - at;
        const auto part = std::span(m_buffer).first(std::min<quint64>(left, bufferBytes));
        m_system.willRead(written.descriptor(), static_cast<off_t>(at), off_t(lookAhead));
        if (const auto done = written.readAt(at, part); !done)
            return done;
        if (!isHead)
            again.add(part);
        else if (std::memcmp(part.data(), file.head.data() + at, part.size()) != 0)
            return differs(Text::tr("the header"));
        at += part.size();
        if (const auto done = m_meter.add(part.size()); !done)
            return done;
    }
    const auto [ours, theirs] = std::ranges::mismatch(again.values(), checksums);
    if (ours == again.values().end())
        return {};
    const auto index = static_cast<std::size_t>(ours - again.values().begin());
    return differs(text::visible(file.tensors[index].key));
}
