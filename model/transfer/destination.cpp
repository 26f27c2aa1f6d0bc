// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/destination.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

/// Where `path` leads in the end: a symbolic link as destination keeps being one.
QString throughLinks(const QString &path)
{
    std::filesystem::path at(QFile::encodeName(path).toStdString());
    constexpr int longestChain = 40; // the kernel's own limit
    for (int i = 0; i < longestChain; ++i) {
        std::error_code error;
        const std::filesystem::path next = std::filesystem::read_symlink(at, error);
        if (error)
            break;
        at = at.parent_path() / next;
    }
    return QFile::decodeName(QByteArray::fromStdString(at.string()));
}

} // namespace

Destination::Destination(System &system, std::unique_ptr<Folder> folder, const QString &fileName)
    : m_system(&system), m_folder(std::move(folder)), m_fileName(fileName)
{
}

Result<Destination> Destination::open(System &system, const QString &path, bool isFolder)
{
    const auto in = [&](const QString &fileName) {
        return [&system, fileName](std::unique_ptr<Folder> &&folder) {
            return Destination(system, std::move(folder), fileName);
        };
    };
    if (isFolder)
        return Folder::openOrMake(system, path).map(in({}));

    const QFileInfo target(throughLinks(path));
    if (target.fileName().isEmpty() || target.isDir()) {
        return fail(
            Code::CannotWrite, Text::tr("%1 is a folder: name the file to write in it.").arg(path));
    }
    return Folder::open(system, target.path()).map(in(target.fileName()));
}

Result<QStringList> Destination::earlierFiles(
    const Checkpoint &source, const QStringList &copies, bool overwrite) const
{
    const auto sameFile = [](const QString &path) {
        return fail(Code::SameFile,
            Text::tr("%1 is part of the checkpoint that is being converted. Choose another "
                     "destination.")
                .arg(path));
    };
    struct stat folder { };
    if (source.isSharded && m_fileName.isNull()
        && m_system->fstat(m_folder->descriptor(), &folder) == 0 && belongsTo(source, folder))
        return sameFile(m_folder->path());

    // The names that exports write into a folder, so that no shard of an earlier one stays behind.
    static const QRegularExpression shardOrIndex(
        u"\\Amodel(-\\d+-of-\\d+)?\\.safetensors(\\.index\\.json)?\\z"_s);
    QStringList names =
        m_fileName.isNull() ? m_folder->names().filter(shardOrIndex) : QStringList{m_fileName};
    names += copies;
    QStringList earlier;
    for (const QString &name : std::as_const(names)) {
        const auto state = m_folder->state(name);
        if (!state)
            return tl::unexpected(state.error());
        if (!*state)
            continue;
        if (belongsTo(source, **state))
            return sameFile(m_folder->pathOf(name));
        if (!S_ISREG((*state)->st_mode)) {
            return fail(Code::CannotWrite,
                Text::tr("%1 is not a regular file, so it is not replaced. Choose another "
                         "destination.")
                    .arg(m_folder->pathOf(name)));
        }
        if (!overwrite) {
            return fail(Code::Exists,
                Text::tr("%1 exists already. Choose another name, or allow to overwrite it.")
                    .arg(m_folder->pathOf(name)));
        }
        earlier += name;
    }
    return earlier;
}

bool Destination::belongsTo(const Checkpoint &source, const struct stat &state) const
{
    const auto isState = [&](quint64 device, quint64 inode) {
        return state.st_dev == device && state.st_ino == inode;
    };
    // What was opened may be an index or the folder of its files.
    struct stat opened { };
    if (m_system->stat(AT_FDCWD, QFile::encodeName(source.path).constData(), &opened) == 0
        && isState(opened.st_dev, opened.st_ino))
        return true;
    return std::ranges::any_of(source.files, [&](const CheckpointFile &file) {
        const FileIdentity identity = file.source->identity();
        return isState(identity.device, identity.inode);
    });
}
