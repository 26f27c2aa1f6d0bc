// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/exportlayout.h"

#include "model/safetensors/shardindex.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Shards = std::vector<std::vector<OutputTensor>>;

std::vector<OutputTensor> keptTensors(const Inventory &inventory, const ConversionPlan &plan)
{
    std::vector<OutputTensor> tensors;
    tensors.reserve(plan.kept.size());
    for (const qsizetype i : plan.kept) {
        const TensorInfo &source = inventory.checkpoint->tensors[static_cast<std::size_t>(i)];
        const Decision &decision = plan.decisions[static_cast<std::size_t>(i)];
        tensors.push_back({decision.target, source.dtype, source.shape, source.bytes(), i});
    }
    return tensors;
}

/// The rule of huggingface_hub's `split_state_dict_into_shards_factory`, over sorted keys.
Shards split(std::vector<OutputTensor> tensors, quint64 limit)
{
    std::ranges::sort(tensors, {}, [](const OutputTensor &tensor) { return tensor.key.toUtf8(); });
    Shards shards;
    std::vector<OutputTensor> current;
    quint64 bytes = 0;
    for (OutputTensor &tensor : tensors) {
        if (tensor.bytes > limit) {
            shards.push_back({std::move(tensor)});
            continue;
        }
        if (tensor.bytes > limit - bytes) {
            shards.push_back(std::exchange(current, {}));
            bytes = 0;
        }
        bytes += tensor.bytes;
        current.push_back(std::move(tensor));
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
    return {std::move(tensors)};
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
        if (file.isSidecar)
            continue;
        for (const auto &entry : file.metadata) {
            if (!names.contains(entry.first))
                merged += entry;
            names += entry.first;
        }
    }
    return merged;
}

OutputFile indexOf(const std::vector<OutputFile> &shards)
{
    QMap<QString, QString> weightMap;
    quint64 total = 0;
    for (const OutputFile &shard : shards) {
        for (const OutputTensor &tensor : shard.tensors)
            weightMap.insert(tensor.key, shard.name);
        total += shard.dataBytes;
    }
    return {u"model.safetensors.index.json"_s, {}, writeShardIndex(weightMap, total), 0, {}};
}

std::vector<SourceRange> rangesOf(const Checkpoint &checkpoint, const OutputFile &file)
{
    std::vector<SourceRange> ranges;
    quint64 to = static_cast<quint64>(file.head.size());
    for (const OutputTensor &tensor : file.tensors) {
        if (tensor.bytes == 0)
            continue;
        const TensorInfo &info = checkpoint.tensors[static_cast<std::size_t>(tensor.source)];
        const CheckpointFile &source = checkpoint.fileOf(info);
        const quint64 from = source.position(info);
        const bool continues = !ranges.empty() && ranges.back().source == source.source.get()
            && ranges.back().from + ranges.back().bytes == from;
        if (continues)
            ranges.back().bytes += tensor.bytes;
        else
            ranges.push_back({source.source.get(), from, to, tensor.bytes});
        to += tensor.bytes;
    }
    return ranges;
}

} // namespace

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
        names += u"model.safetensors.index.json"_s;
    return names;
}

Result<ExportLayout> layOut(
    const Inventory &inventory, const ConversionPlan &plan, std::optional<quint64> maxShardBytes)
{
    ExportLayout layout;
    layout.isFolder = writesFolder(inventory, maxShardBytes);
    layout.metadata = mergedMetadata(*inventory.checkpoint);
    Shards shards = shardsOf(inventory, plan, maxShardBytes);
    for (std::size_t i = 0; i < shards.size(); ++i) {
        OutputFile file;
        file.name = layout.isFolder ? shardName(i, shards.size()) : QString();
        file.tensors = std::move(shards[i]);
        sortForWriting(file.tensors);
        for (const OutputTensor &tensor : file.tensors)
            file.dataBytes += tensor.bytes;
        auto head = composeHeader(file.tensors, layout.metadata);
        if (!head)
            return tl::unexpected(head.error());
        file.head = std::move(*head);
        file.ranges = rangesOf(*inventory.checkpoint, file);
        layout.files.push_back(std::move(file));
    }
    if (layout.files.size() > 1)
        layout.files.push_back(indexOf(layout.files));
    return layout;
}
