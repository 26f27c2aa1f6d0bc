// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/sidecars.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

QDir folderOf(const Checkpoint &checkpoint)
{
    return QFileInfo(checkpoint.files.front().path).absoluteDir();
}

} // namespace

QStringList sidecarNames(const Checkpoint &checkpoint, const QString &folder)
{
    const QDir source = folderOf(checkpoint);
    if (source.canonicalPath() == QDir(folder).canonicalPath())
        return {};
    QStringList names = source.entryList(
        {u"ae.safetensors"_s, u"*.json"_s, u"merges.txt"_s}, QDir::Files, QDir::Name);
    const QString model = QFileInfo(checkpoint.files.front().path).fileName();
    names.removeIf(
        [&](const QString &name) { return name.endsWith(".index.json"_L1) || name == model; });
    return names;
}

Result<std::vector<OutputFile>> layOutSidecars(
    const Checkpoint &checkpoint, const QStringList &names)
{
    std::vector<OutputFile> copies;
    for (const QString &name : names) {
        const auto source = LocalFile::open(folderOf(checkpoint).filePath(name));
        if (!source)
            return tl::unexpected(source.error());
        const quint64 bytes = (*source)->size();
        auto whole = std::make_shared<TensorInfo>();
        whole->key = name;
        whole->dtype = Dtype::U8;
        whole->end = bytes;
        auto copied = std::make_shared<CopiedFile>();
        copied->file.source = *source;
        copied->whole = whole;
        OutputFile file;
        file.name = name;
        file.copied = copied;
        file.tensors = {{whole.get()}};
        file.dataBytes = bytes;
        file.sources = std::span(&copied->file, 1);
        copies.push_back(std::move(file));
    }
    return copies;
}
