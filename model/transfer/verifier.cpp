// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/verifier.h"

#include "model/base/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

/// One run of verifyFile().
class Verifier final {
public:
    Verifier(Channel &channel, const TemporaryFile &written)
        : m_channel(channel), m_written(written)
    {
    }

    Result<void> run(const OutputFile &file, const std::vector<quint64> &checksums)
    {
        m_channel.system.dropFromCache(m_written.descriptor());
        m_channel.system.willRead(m_written.descriptor(), 0, lookAhead);
        Checksums again(file.tensors);
        const auto add = [&again](std::span<const std::byte> part) {
            again.add(part);
            return Result<void>();
        };
        return file.writeHead([this](QByteArrayView piece) { return compare(piece); })
            .and_then([&] { return read(file.dataBytes, add); })
            .and_then([&] { return compare(file, again.values(), checksums); });
    }

private:
    /// Gives the next `bytes` of the file to `look`, part by part.
    Result<void> read(quint64 bytes, const auto &look)
    {
        Result<void> done;
        for (const quint64 end = m_at + bytes; done && m_at < end;) {
            const auto part = std::span(m_channel.buffer)
                                  .first(std::min<quint64>(end - m_at, m_channel.buffer.size()));
            m_channel.system.willRead(m_written.descriptor(), static_cast<off_t>(m_at + lookAhead),
                static_cast<off_t>(part.size()));
            done = m_written.readAt(m_at, part).and_then([&] { return look(part); }).and_then([&] {
                return m_channel.meter.add(part.size());
            });
            m_at += part.size();
        }
        return done;
    }

    Result<void> compare(QByteArrayView piece)
    {
        return read(quint64(piece.size()), [&](std::span<const std::byte> part) -> Result<void> {
            const auto expected = piece.first(qsizetype(part.size()));
            piece = piece.sliced(expected.size());
            if (std::memcmp(part.data(), expected.data(), part.size()) == 0)
                return {};
            return fail(Code::VerifyFailed,
                Text::tr("The header of %1 came back from the disk changed. Check the disk, or "
                         "choose another folder.")
                    .arg(m_written.path()));
        });
    }

    Result<void> compare(const OutputFile &file, const std::vector<quint64> &now,
        const std::vector<quint64> &before) const
    {
        const auto changed = std::ranges::mismatch(now, before).in1;
        if (changed == now.end())
            return {};
        const OutputTensor &tensor = file.tensors[std::size_t(changed - now.begin())];
        return fail(Code::VerifyFailed,
            Text::tr("The tensor %1 in %2 came back from the disk changed. Check the disk, or "
                     "choose another folder.")
                .arg(text::visible(fromUtf8(file.root + tensor.key().toByteArray())),
                    m_written.path()));
    }

    Channel &m_channel;
    const TemporaryFile &m_written;
    quint64 m_at = 0; ///< what was read so far
};

} // namespace

Result<void> verifyFile(Channel &channel, const OutputFile &file, TemporaryFile &written,
    const std::vector<quint64> &checksums)
{
    return Verifier(channel, written).run(file, checksums);
}
