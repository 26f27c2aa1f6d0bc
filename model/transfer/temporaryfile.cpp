// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/temporaryfile.h"

#include "model/transfer/ioerror.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

constexpr mode_t everyone = 0666; // less the umask

} // namespace

TemporaryFile::TemporaryFile(System &system, Folder &folder, const QString &target)
    : m_system(system), m_folder(folder), m_target(target)
{
}

TemporaryFile::~TemporaryFile()
{
    if (m_descriptor >= 0)
        m_system.close(m_descriptor);
    if (!m_name.isNull())
        m_system.unlink(m_folder.descriptor(), QFile::encodeName(m_name).constData());
}

Result<void> TemporaryFile::create(bool withoutName)
{
    if (withoutName)
        m_descriptor = m_system.open(m_folder.descriptor(), ".", O_TMPFILE | O_RDWR, everyone);
    if (m_descriptor < 0) {
        const QString name = m_folder.temporaryName(m_target);
        m_descriptor = m_system.open(m_folder.descriptor(), QFile::encodeName(name).constData(),
            O_CREAT | O_EXCL | O_RDWR, everyone);
        if (m_descriptor < 0) {
            const int number = errno;
            return writeError(
                number, Text::tr("Cannot create a file in the folder %1: %2."), m_folder.path());
        }
        m_name = name;
    }
    return m_folder.state(m_target).and_then([&](const auto &old) -> Result<void> {
        if (!old || m_system.changeMode(m_descriptor, old->st_mode & 0777) == 0)
            return {};
        const int number = errno;
        return failed(number, Text::tr("Cannot set the permissions of %1: %2."));
    });
}

Result<void> TemporaryFile::reserve(quint64 bytes)
{
    while (bytes > 0 && m_system.allocate(m_descriptor, static_cast<off_t>(bytes)) != 0) {
        const int number = errno;
        if (number == EOPNOTSUPP || number == ENOSYS || number == EINVAL)
            break; // Only a help: writing makes room as well.
        if (number != EINTR)
            return failed(number, Text::tr("Cannot reserve room for %1: %2."));
    }
    return {};
}

Result<void> TemporaryFile::writeAt(quint64 offset, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = m_system.writeAt(m_descriptor, bytes, static_cast<off_t>(offset));
        const int number = count == 0 ? EIO : errno;
        if (count < 0 && number == EINTR)
            continue;
        if (count <= 0)
            return failed(number, Text::tr("Cannot write %1: %2."));
        offset += static_cast<quint64>(count);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> TemporaryFile::readAt(quint64 offset, std::span<std::byte> buffer) const
{
    while (!buffer.empty()) {
        const ssize_t count = m_system.readAt(m_descriptor, buffer, static_cast<off_t>(offset));
        const int number = errno;
        if (count < 0 && number == EINTR)
            continue;
        if (count < 0)
            return failed(number, Text::tr("Cannot read back %1: %2."));
        if (count == 0)
            return fail(Code::VerifyFailed,
                Text::tr("%1 came back from the disk shorter than it was written. Check the disk, "
                         "or choose another folder.")
                    .arg(path()));
        offset += static_cast<quint64>(count);
        buffer = buffer.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> TemporaryFile::sync()
{
    while (m_system.sync(m_descriptor) != 0) {
        const int number = errno;
        if (number != EINTR)
            return failed(number, Text::tr("Cannot flush %1 to the disk: %2."));
    }
    return {};
}

Result<void> TemporaryFile::giveName()
{
    if (!m_name.isNull())
        return {};
    const QString name = m_folder.temporaryName(m_target);
    if (m_system.linkDescriptor(
            m_descriptor, m_folder.descriptor(), QFile::encodeName(name).constData())
        != 0) {
        const int number = errno;
        return failed(number, Text::tr("Cannot give a name to the finished %1: %2."));
    }
    m_name = name;
    return {};
}

Result<void> TemporaryFile::close()
{
    // The descriptor is gone whatever close() says; after EINTR nothing is lost, as it was synced.
    if (m_system.close(std::exchange(m_descriptor, -1)) != 0 && errno != EINTR) {
        const int number = errno;
        return failed(number, Text::tr("Cannot finish %1: %2."));
    }
    return {};
}

Result<void> TemporaryFile::moveToTarget(bool replace)
{
    const QByteArray from = QFile::encodeName(m_name);
    const QByteArray to = QFile::encodeName(m_target);
    const auto move = [&](unsigned flags) {
        return m_system.rename(m_folder.descriptor(), from.constData(), to.constData(), flags);
    };
    int result = move(replace ? 0 : RENAME_NOREPLACE);
    // Not every file system can refuse to replace; the caller has looked before.
    if (result != 0 && errno == EINVAL && !replace)
        result = move(0);
    if (result != 0) {
        const int number = errno;
        if (number != EEXIST)
            return failed(number, Text::tr("Cannot put %1 in its place: %2."));
        return fail(Code::Exists,
            Text::tr("%1 exists already. Choose another name, or allow to overwrite it.")
                .arg(path()));
    }
    m_name.clear();
    return {};
}

tl::unexpected<Error> TemporaryFile::failed(int number, const QString &sentence) const
{
    return writeError(number, sentence, path());
}
