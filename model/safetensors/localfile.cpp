// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/localfile.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(LocalFile)
};

FileIdentity identityOf(const struct stat &status)
{
    return {static_cast<quint64>(status.st_dev), static_cast<quint64>(status.st_ino),
        static_cast<quint64>(status.st_size),
        qint64(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec};
}

tl::unexpected<Error> cannotRead(const QString &path, int error)
{
    return fail(
        Code::CannotRead, Text::tr("%1 cannot be read: %2.").arg(path, qt_error_string(error)));
}

tl::unexpected<Error> endsEarly(const QString &path, quint64 needed)
{
    return fail(Code::Truncated,
        Text::tr("%1 ends before byte %2, which is needed: the file is incomplete or was "
                 "shortened while it was open.")
            .arg(path, QString::number(needed)));
}

} // namespace

Result<std::shared_ptr<const LocalFile>> LocalFile::open(const QString &path)
{
    // The system would take a name with a NUL for the shorter one.
    const bool isNameable = !path.isEmpty() && !path.contains(QChar(0));
    // Without O_NONBLOCK a FIFO would wait for its writer; regular files do not mind it.
    const int descriptor = isNameable
        ? ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        : -1;
    if (descriptor < 0) {
        if (!isNameable || errno == ENOENT || errno == ENOTDIR) {
            return fail(
                Code::MissingFile, Text::tr("There is no file %1: check the path.").arg(path));
        }
        return cannotRead(path, errno);
    }

    struct stat status = {};
    const bool hasStatus = ::fstat(descriptor, &status) == 0;
    if (hasStatus && S_ISREG(status.st_mode)) {
        return std::shared_ptr<const LocalFile>(
            new LocalFile(path, descriptor, identityOf(status)));
    }
    const int error = errno;
    ::close(descriptor);
    if (!hasStatus)
        return cannotRead(path, error);
    return fail(Code::CannotRead,
        Text::tr("%1 cannot be read as a file, since it is a directory or a device.").arg(path));
}

LocalFile::LocalFile(const QString &path, int descriptor, const FileIdentity &identity)
    : m_path(path), m_descriptor(descriptor), m_identity(identity)
{
}

LocalFile::~LocalFile()
{
    ::close(m_descriptor);
}

Result<void> LocalFile::readAt(quint64 offset, std::span<std::byte> buffer) const
{
    if (offset > size() || buffer.size() > size() - offset)
        return endsEarly(m_path, offset + buffer.size());
    while (!buffer.empty()) {
        const ssize_t count =
            ::pread(m_descriptor, buffer.data(), buffer.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return cannotRead(m_path, errno);
        if (count == 0)
            return endsEarly(m_path, offset + buffer.size());
        offset += static_cast<quint64>(count);
        buffer = buffer.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

void LocalFile::willRead(quint64 offset, quint64 bytes) const
{
    ::posix_fadvise(
        m_descriptor, static_cast<off_t>(offset), static_cast<off_t>(bytes), POSIX_FADV_WILLNEED);
}

Result<FileIdentity> LocalFile::currentIdentity() const
{
    struct stat status = {};
    if (::fstat(m_descriptor, &status) != 0)
        return cannotRead(m_path, errno);
    return identityOf(status);
}
