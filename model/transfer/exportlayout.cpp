// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/exportlayout.h"

#include "model/safetensors/distributedsave.h"
#include "model/safetensors/shardindex.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString indexName = u"model.safetensors.index.json"_s;

using Shards = std::vector<std::vector<OutputTensor>>;

std::vector<OutputTensor> keptTensors(const Inventory &inventory, const ConversionPlan &plan)
{
    std::vector<OutputTensor> tensors;
    tensors.reserve(plan.kept.size());
    for (const qsizetype i : plan.kept) {
        const TensorInfo &source = inventory.checkpoint->tensors[static_cast<std::size_t>(i)];
        const bool isRelaidOut = plan.relayout && plan.relayout->input == &source;
        const auto cut = source.key.utf8().size() - inventory.bareKey(source).size();
        tensors.push_back({isRelaidOut ? &plan.relayout->output : &source,
            static_cast<quint32>(cut), plan.decisions[static_cast<std::size_t>(i)].dtype});
    }
    return tensors;
}

/// The rule of huggingface_hub's `split_state_dict_into_shards_factory`, over sorted keys.
Shards split(std::vector<OutputTensor> tensors, quint64 limit)
{
    std::ranges::sort(tensors, {}, &OutputTensor::key);
    Shards shards;
    std::vector<OutputTensor> current;
    quint64 bytes = 0;
    for (const OutputTensor &tensor : tensors) {
        const quint64 its = tensor.bytes();
        if (its > limit) {
            shards.push_back({tensor});
            continue;
        }
        if (its > limit - bytes) {
            shards.push_back(std::exchange(current, {}));
            bytes = 0;
        }
        bytes += its;
        current.push_back(tensor);
    }
    if (!current.empty() || shards.empty())
        shards.push_back(std::move(current));
    return shards;
}

bool writesFolder(const Inventory &inventory, std::optional<quint64> maxShardBytes)
{
    return maxShardBytes.has_value() || inventory.checkpoint->isSharded;
}

Shards shardsOf(
    const Inventory &inventory, const ConversionPlan &plan, std::optional<quint64> maxShardBytes)
{
    std::vector<OutputTensor> tensors = keptTensors(inventory, plan);
    if (maxShardBytes)
        return split(std::move(tensors), *maxShardBytes);
    Shards shards; // not from a list in braces, which would copy
    shards.push_back(std::move(tensors));
    return shards;
}

QByteArrayView keyOf(const IndexContents::Entry &entry)
{
    return entry.info->key.utf8().sliced(entry.cut);
}

Result<void> writeIndex(const IndexContents &contents, const Sink &sink)
{
    ShardIndexWriter writer(contents.totalSize, sink);
    for (const IndexContents::Entry &entry : contents.entries)
        writer.add(contents.root + keyOf(entry).toByteArray(), contents.files[entry.file]);
    return writer.finish();
}

QString shardName(std::size_t index, std::size_t count)
{
    if (count == 1)
        return u"model.safetensors"_s;
    return u"model-%1-of-%2.safetensors"_s.arg(index + 1, 5, 10, QChar(u'0'))
        .arg(count, 5, 10, QChar(u'0'));
}

Metadata mergedMetadata(const Checkpoint &checkpoint)
{
    Metadata merged;
    QSet<QString> names;
    for (const CheckpointFile &file : checkpoint.files) {
        if (file.isSidecar || file.isDonor)
            continue;
        for (const auto &entry : file.metadata) {
            if (!names.contains(entry.first) && !isAboutDistributedSave(entry.first))
                merged += entry;
            names += entry.first;
        }
    }
    return merged;
}

OutputFile indexOf(const std::vector<OutputFile> &shards, const ConversionPlan &plan)
{
    auto contents = std::make_shared<IndexContents>();
    contents->root = plan.root;
    contents->entries.reserve(plan.kept.size());
    for (const OutputFile &shard : shards) {
        const auto file = static_cast<quint32>(contents->files.size());
        for (const OutputTensor &tensor : shard.tensors)
            contents->entries.push_back({tensor.info, tensor.cut, file});
        contents->files += shard.name;
        contents->totalSize += shard.dataBytes;
    }
    std::ranges::sort(contents->entries, {}, keyOf);
    OutputFile index;
    index.name = indexName;
    index.index = std::move(contents);
    const auto counted = index.writeHead([&](QByteArrayView piece) {
        index.headBytes += static_cast<quint64>(piece.size());
        return Result<void>();
    });
    Q_ASSERT(counted);
    return index;
}

} // namespace

const TensorInfo &OutputFile::inputOf(const OutputTensor &tensor) const
{
    const bool isRelaidOut = relayout != nullptr && tensor.info == &relayout->output;
    return isRelaidOut ? *relayout->input : *tensor.info;
}

bool OutputFile::isRecast(const OutputTensor &tensor) const
{
    return tensor.dtype != tensor.info->dtype || &inputOf(tensor) != tensor.info;
}

Result<void> OutputFile::writeHead(const Sink &sink) const
{
    if (copied)
        return {};
    return index ? writeIndex(*index, sink) : writeHeader(tensors, metadata, root, headBytes, sink);
}

QStringList outputNames(
    const Inventory &inventory, const ConversionPlan &plan, std::optional<quint64> maxShardBytes)
{
    if (!writesFolder(inventory, maxShardBytes))
        return {QString()};
    QStringList names;
    const std::size_t count = shardsOf(inventory, plan, maxShardBytes).size();
    for (std::size_t i = 0; i < count; ++i)
        names += shardName(i, count);
    if (count > 1)
        names += indexName;
    return names;
}

Result<ExportLayout> layOut(
    const Inventory &inventory, const ConversionPlan &plan, std::optional<quint64> maxShardBytes)
{
    ExportLayout layout;
    layout.isFolder = writesFolder(inventory, maxShardBytes);
    const Metadata metadata = mergedMetadata(*inventory.checkpoint);
    Shards shards = shardsOf(inventory, plan, maxShardBytes);
    for (std::size_t i = 0; i < shards.size(); ++i) {
        OutputFile file;
        file.name = layout.isFolder ? shardName(i, shards.size()) : QString();
        file.tensors = std::move(shards[i]);
        sortForWriting(file.tensors);
        for (const OutputTensor &tensor : file.tensors)
            file.dataBytes += tensor.bytes();
        const auto headBytes = headerBytes(file.tensors, metadata, plan.root);
        if (!headBytes)
            return tl::unexpected(headBytes.error());
        file.headBytes = *headBytes;
        file.metadata = metadata;
        file.root = plan.root;
        file.sources = inventory.checkpoint->files;
        file.relayout = plan.relayout ? &*plan.relayout : nullptr;
        layout.files.push_back(std::move(file));
    }
    if (layout.files.size() > 1)
        layout.files.push_back(indexOf(layout.files, plan));
    return layout;
}
