// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/folder.h"

#include "model/base/text.h"
#include "model/transfer/ioerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

} // namespace

Folder::Folder(System &system, const QString &path, int descriptor)
    : m_system(system), m_path(path), m_descriptor(descriptor)
{
}

Folder::~Folder()
{
    m_system.close(m_descriptor);
    if (m_isMade)
        m_system.removeFolder(QFile::encodeName(m_path).constData());
}

Result<std::unique_ptr<Folder>> Folder::open(System &system, const QString &path)
{
    const int descriptor =
        system.open(AT_FDCWD, QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY, 0);
    if (descriptor < 0) {
        const int number = errno;
        return writeError(number, Text::tr("Cannot write to the folder %1: %2."), path);
    }
    return std::unique_ptr<Folder>(new Folder(system, path, descriptor));
}

Result<std::unique_ptr<Folder>> Folder::openOrMake(System &system, const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (system.makeFolder(name.constData()) != 0) {
        const int number = errno;
        if (number == EEXIST)
            return open(system, path);
        return writeError(number, Text::tr("Cannot make the folder %1: %2."), path);
    }
    auto folder = open(system, path);
    if (!folder) {
        system.removeFolder(name.constData());
        return folder;
    }
    (*folder)->m_isMade = true;
    const auto parent = open(system, QFileInfo(path).absolutePath());
    if (!parent)
        return tl::unexpected(parent.error());
    return (*parent)->sync().map([&] { return std::move(*folder); });
}

QString Folder::pathOf(const QString &name) const
{
    return QDir(m_path).filePath(name);
}

Result<std::optional<struct stat>> Folder::state(const QString &name) const
{
    struct stat state { };
    if (m_system.stat(m_descriptor, QFile::encodeName(name).constData(), &state) == 0)
        return state;
    const int number = errno;
    if (number == ENOENT)
        return std::nullopt;
    return writeError(number, Text::tr("Cannot find out what %1 is: %2."), pathOf(name));
}

QStringList Folder::names() const
{
    return QDir(m_path).entryList(QDir::AllEntries | QDir::System | QDir::Hidden, QDir::Name);
}

QString Folder::temporaryName(const QString &name) const
{
    constexpr auto letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString unique;
    for (int i = 0; i < 8; ++i)
        unique += QLatin1Char(letters[QRandomGenerator::system()->bounded(36)]);
    // A file name holds 255 bytes at most; a character can take four.
    return name.left(55) + u'.' + unique + u".part"_s;
}

Result<void> Folder::checkSpace(quint64 bytes) const
{
    struct statvfs state { };
    if (m_system.freeSpace(m_descriptor, &state) != 0 || state.f_blocks == 0)
        return {}; // This file system does not tell; a full disk will show when writing.
    const quint64 available = quint64(state.f_bavail) * state.f_frsize;
    if (bytes <= available)
        return {};
    return fail(Code::NoSpace,
        Text::tr("There is not enough room in %1: %2 are needed and %3 are free. Free some space "
                 "or choose another folder.")
            .arg(m_path, text::bytes(bytes), text::bytes(available)));
}

void Folder::lock()
{
    // Where the file system knows no locks, the renames are still atomic one by one.
    while (m_system.lock(m_descriptor) != 0 && errno == EINTR) { }
}

Result<void> Folder::sync()
{
    while (m_system.sync(m_descriptor) != 0) {
        const int number = errno;
        // Some file systems cannot flush a folder: then there is nothing to wait for.
        if (number == EINVAL || number == ENOTSUP)
            break;
        if (number != EINTR)
            return writeError(
                number, Text::tr("Cannot flush the folder %1 to the disk: %2."), m_path);
    }
    return {};
}
