// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/hubcache.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView folderPrefix = u"models--";
constexpr qsizetype commitLetters = 7;

QString withoutTilde(const QString &path)
{
    return path == u"~" || path.startsWith(u"~/") ? QDir::homePath() + path.sliced(1) : path;
}

/// The path in an environment variable and what stands below it; null where it is not set.
QString fromEnvironment(const char *variable, const QString &below)
{
    const QString path = qEnvironmentVariable(variable);
    return path.isEmpty() ? QString() : QDir::cleanPath(withoutTilde(path) + below);
}

/// "models--org--name" → "org/name".
QString repositoryName(const QString &folder)
{
    return folder.sliced(folderPrefix.size()).replace(u"--"_s, u"/"_s);
}

/// Commit → branch or tag, from the files below refs.
QMap<QString, QString> referencesOf(const QDir &repository)
{
    QMap<QString, QString> references;
    const QDir refs(repository.filePath(u"refs"_s));
    for (const QString &name : refs.entryList(QDir::Files, QDir::Name)) {
        QFile file(refs.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            references.insert(QString::fromLatin1(file.read(100)).trimmed(), name);
    }
    return references;
}

bool holdsCheckpoint(const QDir &snapshot)
{
    const QFileInfoList files =
        snapshot.entryInfoList({u"*.safetensors"_s, u"*.safetensors.index.json"_s}, QDir::Files);
    // exists() follows links: a blob may have been deleted or not be complete.
    return std::ranges::any_of(files, [](const QFileInfo &file) { return file.exists(); });
}

} // namespace

namespace hubcache {

QString folder()
{
    for (const QString &path :
        {fromEnvironment("HF_HUB_CACHE", {}), fromEnvironment("HF_HOME", u"/hub"_s),
            fromEnvironment("XDG_CACHE_HOME", u"/huggingface/hub"_s)}) {
        if (!path.isNull())
            return path;
    }
    return QDir::homePath() + u"/.cache/huggingface/hub"_s;
}

QList<Snapshot> snapshots(const QString &folder)
{
    QList<Snapshot> found;
    const QDir cache(folder);
    const QStringList repositories =
        cache.entryList({u"models--*"_s}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : repositories) {
        const QDir repository(cache.filePath(name));
        const QMap<QString, QString> references = referencesOf(repository);
        const QDir all(repository.filePath(u"snapshots"_s));
        for (const QString &commit : all.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QString path = all.filePath(commit);
            if (holdsCheckpoint(QDir(path))) {
                found += {repositoryName(name),
                    references.value(commit, commit.first(qMin(commitLetters, commit.size()))),
                    path};
            }
        }
    }
    std::ranges::sort(found, {},
        [](const Snapshot &snapshot) { return std::tie(snapshot.repository, snapshot.revision); });
    return found;
}

QString repositoryOf(const QString &path)
{
    static const QRegularExpression form(u"/(models--[^/]+)/snapshots/[^/]+(/|$)"_s);
    const QRegularExpressionMatch match = form.match(path);
    return match.hasMatch() ? repositoryName(match.captured(1)) : QString();
}

} // namespace hubcache
