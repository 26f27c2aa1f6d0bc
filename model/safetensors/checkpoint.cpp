// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/checkpoint.h"

#include "model/base/repeats.h"
#include "model/base/text.h"
#include "model/safetensors/distributedsave.h"
#include "model/safetensors/shardindex.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Checkpoint)
};

const QString modelName = u"ema.safetensors"_s;
const QString sidecarName = u"ae.safetensors"_s;

using Opened = Result<std::shared_ptr<const Checkpoint>>;

using Place = std::pair<QByteArrayView, int>; // a key and the file that holds it

Place placeOf(const TensorInfo *tensor)
{
    return {tensor->key, tensor->file};
}

/// Brings the files of a checkpoint together, one after the other.
class Loader final {
public:
    Loader(const QString &path, Checkpoint::Kind kind, Progress &progress) : m_progress(progress)
    {
        m_checkpoint->path = path;
        m_checkpoint->kind = kind;
    }

    /// Adds a file of the model; one that is there already, by whatever name, is not added again.
    Result<void> add(const QString &path);
    /// Adds every file that can be read. What is wrong with the others is a problem, or the error
    /// where none can be read. `keysOf` tells which keys a file should hold, as far as is known.
    Result<void> addShards(const QString &folder, const QStringList &names,
        const std::function<QStringList(const QString &name)> &keysOf);
    /// After all files of the model. Fails only with Cancelled.
    Result<void> addSidecar(const QString &path);
    void addProblems(const std::vector<Problem> &problems);

    /// Compares the files with each other.
    void checkShards();
    /// Compares the files with the index that named them.
    void checkIndex(const ShardIndex &index);

    /// The checkpoint; InvalidHeader where its tensors are not whole.
    Opened finish();

private:
    using TensorsByPlace = std::span<const TensorInfo *const>; // sorted by key and file
    /// Keys that the index names and their files lack.
    QStringList absentKeys(const ShardIndex &index, TensorsByPlace tensors) const;
    /// Keys that no file of the index should hold.
    static QStringList unlistedKeys(const ShardIndex &index, TensorsByPlace tensors);
    Result<void> checkParts();
    /// The file of this name that was added, whatever it was added as; -1: none.
    [[nodiscard]] int fileNamed(const QString &name) const { return m_fileOfName.value(name, -1); }

    Progress &m_progress;
    std::shared_ptr<Checkpoint> m_checkpoint = std::make_shared<Checkpoint>();
    QHash<QString, int> m_fileOfName;
    std::optional<qsizetype> m_modelTensors; ///< once a sidecar was added
    bool m_isDistributedSave = false;
    QStringList m_parts; ///< keys of tensors that are not whole
};

Result<void> Loader::add(const QString &path)
{
    if (m_progress.isCancelled())
        return fail(Code::Cancelled, Text::tr("Opening %1 was cancelled.").arg(path));
    const auto source = LocalFile::open(path);
    if (!source)
        return tl::unexpected(source.error());

    const QString name = QFileInfo(path).fileName();
    const FileIdentity identity = (*source)->identity();
    const auto same = std::ranges::find(m_checkpoint->files, identity,
        [](const CheckpointFile &file) { return file.source->identity(); });
    const auto index = static_cast<int>(same - m_checkpoint->files.begin());
    if (same != m_checkpoint->files.end()) {
        m_fileOfName.insert(name, index);
        return {};
    }

    auto header = readHeader(**source);
    if (!header)
        return tl::unexpected(header.error());
    const auto parts = tensorsInParts(path, header->metadata);
    if (!parts)
        return tl::unexpected(parts.error());
    m_parts += *parts;
    m_isDistributedSave |= isDistributedSave(header->metadata);
    m_fileOfName.insert(name, index);
    const bool isEmpty = header->hasMetadata && header->metadata.isEmpty();
    m_checkpoint->files.push_back(
        {path, *source, header->size, static_cast<qsizetype>(header->tensors.size()),
            std::move(header->metadata), false, false, isEmpty});
    addProblems(header->problems);
    for (TensorInfo &tensor : header->tensors)
        tensor.file = index;
    if (m_checkpoint->tensors.empty()) {
        m_checkpoint->tensors = std::move(header->tensors);
    } else {
        m_checkpoint->tensors.insert(m_checkpoint->tensors.end(),
            std::move_iterator(header->tensors.begin()), std::move_iterator(header->tensors.end()));
    }
    return {};
}

Result<void> Loader::addShards(const QString &folder, const QStringList &names,
    const std::function<QStringList(const QString &name)> &keysOf)
{
    QStringList missing;
    QStringList missingKeys;
    std::vector<Problem> problems;
    quint64 done = 0;
    for (const QString &name : names) {
        const auto added = add(QDir(folder).filePath(name));
        m_progress.report(++done, static_cast<quint64>(names.size()));
        if (added)
            continue;
        const Error &error = added.error();
        if (error.code == Code::Cancelled)
            return added;
        if (error.code == Code::MissingFile) {
            missing += name;
            missingKeys += keysOf(name);
        } else {
            problems.push_back({Severity::Error, error.code, keysOf(name), error.detail});
        }
    }
    if (!missing.isEmpty()) {
        problems.push_back({Severity::Error, Code::MissingFile, missingKeys,
            Text::tr("In %1 these files of the checkpoint are missing: %2. Download or copy them "
                     "there.")
                .arg(folder, text::sample(missing, 20))});
    }
    if (m_checkpoint->files.empty() && !problems.empty())
        return fail(problems.front().code, problems.front().message);
    addProblems(problems);
    return {};
}

Result<void> Loader::addSidecar(const QString &path)
{
    m_modelTensors = static_cast<qsizetype>(m_checkpoint->tensors.size());
    const std::size_t files = m_checkpoint->files.size();
    const std::size_t problems = m_checkpoint->problems.size();
    const auto added = add(path);
    if (!added && added.error().code == Code::Cancelled)
        return added;
    if (!added)
        addProblems({{Severity::Warning, added.error().code, {}, added.error().detail}});
    if (m_checkpoint->files.size() > files)
        m_checkpoint->files.back().isSidecar = true;
    // It is never converted, so that nothing about it is worse than a warning.
    for (std::size_t i = problems; i < m_checkpoint->problems.size(); ++i)
        m_checkpoint->problems[i].severity = Severity::Warning;
    return {};
}

void Loader::addProblems(const std::vector<Problem> &problems)
{
    m_checkpoint->problems.insert(m_checkpoint->problems.end(), problems.begin(), problems.end());
}

void Loader::checkShards()
{
    QStringList repeated;
    if (mayRepeat(
            m_checkpoint->tensors, [](const TensorInfo &tensor) { return tensor.key.utf8(); })) {
        QSet<QByteArrayView> keys;
        for (const TensorInfo &tensor : m_checkpoint->tensors) {
            if (keys.contains(tensor.key))
                repeated += tensor.key.toString();
            keys.insert(tensor.key);
        }
    }
    repeated.removeDuplicates();
    if (m_isDistributedSave) {
        m_parts += repeated;
    } else if (!repeated.isEmpty()) {
        addProblems({{Severity::Error, Code::KeyCollision, repeated,
            Text::tr("Several files hold the same keys: %1.").arg(text::sample(repeated))}});
    }
}

void Loader::checkIndex(const ShardIndex &index)
{
    m_checkpoint->isSharded = true;
    m_checkpoint->indexTotal = index.totalSize;
    std::vector<const TensorInfo *> tensors;
    tensors.reserve(m_checkpoint->tensors.size());
    for (const TensorInfo &tensor : m_checkpoint->tensors)
        tensors.push_back(&tensor);
    std::ranges::sort(tensors, {}, placeOf);

    if (const QStringList keys = absentKeys(index, tensors); !keys.isEmpty()) {
        addProblems({{Severity::Error, Code::MissingKeys, keys,
            Text::tr("The index names keys that are not in their files: %1.")
                .arg(text::sample(keys))}});
    }
    if (const QStringList keys = unlistedKeys(index, tensors); !keys.isEmpty()) {
        addProblems({{Severity::Warning, Code::MissingKeys, keys,
            Text::tr("The index does not name these keys, which are in its files: %1.")
                .arg(text::sample(keys))}});
    }
}

QStringList Loader::absentKeys(const ShardIndex &index, TensorsByPlace tensors) const
{
    QStringList absent;
    auto next = tensors.begin();
    for (const ShardIndex::Entry &entry : index.entries) {
        const Place place(entry.key, fileNamed(index.files[entry.file]));
        next = std::find_if(next, tensors.end(),
            [&](const TensorInfo *tensor) { return !(placeOf(tensor) < place); });
        // Keys of files that could not be read are in their files' problems.
        if (place.second >= 0 && (next == tensors.end() || placeOf(*next) != place))
            absent += entry.key.toString();
    }
    return absent;
}

QStringList Loader::unlistedKeys(const ShardIndex &index, TensorsByPlace tensors)
{
    std::vector<const TensorInfo *> unlisted;
    auto next = index.entries.begin();
    for (const TensorInfo *tensor : tensors) {
        const QByteArrayView key = tensor->key;
        next = std::find_if(next, index.entries.end(),
            [&](const ShardIndex::Entry &entry) { return !(entry.key.utf8() < key); });
        if (next == index.entries.end() || next->key.utf8() != key)
            unlisted.push_back(tensor);
    }
    std::ranges::sort(unlisted); // as they stand in the files
    QStringList keys;
    for (const TensorInfo *tensor : unlisted)
        keys += tensor->key.toString();
    return keys;
}

Result<void> Loader::checkParts()
{
    const QString &path = m_checkpoint->path;
    if (!m_parts.isEmpty()) {
        return fail(Code::InvalidHeader,
            Text::tr("%1 holds tensors in parts, one for each process of a distributed training "
                     "(DCP_SHARDING_INFO), for instance %2. Join them with the consolidate.sh that "
                     "NeMo AutoModel has put beside them, and open what it writes.")
                .arg(path, text::sample(m_parts, 1)));
    }
    if (m_checkpoint->kind == Checkpoint::Kind::File && hasOtherParts(path)) {
        return fail(Code::InvalidHeader,
            Text::tr("%1 is what one of several processes of a distributed training saved "
                     "(DCP_SHARDING_INFO), so that its tensors may be parts. Open the folder.")
                .arg(path));
    }
    addProblems({{Severity::Note, Code::DistributedSave, {},
        Text::tr("%1 was saved by a distributed training (DCP_SHARDING_INFO). Every tensor is in "
                 "one file and begins at its first element, so each counts as whole.")
            .arg(path)}});
    return {};
}

Opened Loader::finish()
{
    if (m_isDistributedSave) {
        if (const auto whole = checkParts(); !whole)
            return tl::unexpected(whole.error());
    }
    Checkpoint &checkpoint = *m_checkpoint;
    const auto modelFiles = std::ranges::count(checkpoint.files, false, &CheckpointFile::isSidecar);
    checkpoint.isSharded |= modelFiles > 1;
    checkpoint.modelTensors =
        m_modelTensors.value_or(static_cast<qsizetype>(checkpoint.tensors.size()));
    return std::shared_ptr<const Checkpoint>(m_checkpoint);
}

Opened openFile(const QString &path, Progress &progress)
{
    Loader loader(path, Checkpoint::Kind::File, progress);
    if (const auto added = loader.add(path); !added)
        return tl::unexpected(added.error());
    return loader.finish();
}

Opened openIndex(
    const QString &indexPath, const QString &path, Checkpoint::Kind kind, Progress &progress)
{
    const auto source = LocalFile::open(indexPath);
    if (!source)
        return tl::unexpected(source.error());
    const auto index = readShardIndex(**source);
    if (!index)
        return tl::unexpected(index.error());
    QStringList names = index->files;
    const bool hasSidecar = names.contains(modelName) && names.removeOne(sidecarName);
    const auto keysOf = [&](const QString &name) {
        return index->keysOf(static_cast<int>(index->files.indexOf(name)));
    };

    const QString folder = QFileInfo(indexPath).absolutePath();
    Loader loader(path, kind, progress);
    loader.addProblems(index->problems);
    if (const auto added = loader.addShards(folder, names, keysOf); !added)
        return tl::unexpected(added.error());
    loader.checkShards();
    if (hasSidecar) {
        if (const auto added = loader.addSidecar(QDir(folder).filePath(sidecarName)); !added)
            return tl::unexpected(added.error());
    }
    loader.checkIndex(*index);
    return loader.finish();
}

/// "model-00001-of-00003.safetensors", in NeMo also "shard-00001-model-00001-of-00003.safetensors".
QRegularExpressionMatch matchNumbered(const QString &name)
{
    static const QRegularExpression expression(u"-(\\d+)-of-(\\d+)\\.safetensors$"_s);
    return expression.match(name);
}

/// Opens one file, or the numbered shards of a directory that has no index.
Opened openFiles(const QString &path, QStringList names, Progress &progress)
{
    names.sort();
    QSet<int> numbers;
    int last = 0;
    for (const QString &name : names) {
        const QRegularExpressionMatch match = matchNumbered(name);
        numbers.insert(match.captured(1).toInt());
        last = qMax(last, match.captured(2).toInt());
    }
    Loader loader(path, Checkpoint::Kind::Directory, progress);
    if (numbers.size() < last) {
        loader.addProblems({{Severity::Error, Code::MissingFile, {},
            Text::tr("%1 holds only %2 of %3 shards. Download or copy the others there.")
                .arg(path, QString::number(numbers.size()), QString::number(last))}});
    }
    if (const auto added =
            loader.addShards(path, names, [](const QString &) { return QStringList(); });
        !added)
        return tl::unexpected(added.error());
    loader.checkShards();
    return loader.finish();
}

bool isThere(const QDir &folder, const QString &name)
{
    // A link to nothing is meant all the same, so that the message names it.
    const QFileInfo info(folder.filePath(name));
    return info.exists() || info.isSymLink();
}

Opened openDirectory(const QString &path, Progress &progress)
{
    const QDir folder(path);
    if (isThere(folder, modelName)) {
        Loader loader(path, Checkpoint::Kind::Directory, progress);
        auto done = loader.add(folder.filePath(modelName));
        if (done && isThere(folder, sidecarName))
            done = loader.addSidecar(folder.filePath(sidecarName));
        if (!done)
            return tl::unexpected(done.error());
        return loader.finish();
    }

    for (const QString &pattern :
        {u"*.safetensors.index.json"_s, u"*.index.json"_s, u"*.safetensors"_s}) {
        const QStringList names = folder.entryList(
            {pattern}, QDir::Files | QDir::System | QDir::CaseSensitive, QDir::Name);
        if (names.isEmpty())
            continue;
        if (names.size() == 1 && names.first().endsWith(".json"_L1))
            return openIndex(
                folder.filePath(names.first()), path, Checkpoint::Kind::Directory, progress);
        const bool areShards = std::ranges::all_of(
            names, [](const QString &name) { return matchNumbered(name).hasMatch(); });
        if (names.size() == 1 || areShards)
            return openFiles(path, names, progress);
        return fail(Code::MissingFile,
            Text::tr("%1 holds several checkpoints: %2. Open one of them.")
                .arg(path, text::sample(names, 20)));
    }
    return fail(Code::MissingFile,
        Text::tr("There is no checkpoint in this folder: %1 was expected.")
            .arg(folder.filePath(modelName)));
}

} // namespace

Result<std::shared_ptr<const Checkpoint>> openCheckpoint(const QString &path, Progress &progress)
{
    const QFileInfo info(path);
    const QString absolute = info.absoluteFilePath();
    if (info.isDir())
        return openDirectory(absolute, progress);
    if (absolute.endsWith(".json"_L1))
        return openIndex(absolute, absolute, Checkpoint::Kind::Index, progress);
    return openFile(absolute, progress);
}
