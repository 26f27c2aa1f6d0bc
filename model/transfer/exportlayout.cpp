// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/exportlayout.h"

#include "model/safetensors/distributedsave.h"
#include "model/safetensors/shardindex.h"

#include <QHash>
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
        const Decision &decision = plan.decisions[static_cast<std::size_t>(i)];
        const auto recast = plan.recasts.find(i);
        tensors.push_back(
            {decision.target, recast == plan.recasts.end() ? &source : &recast->second.output});
    }
    return tensors;
}

/// The rule of huggingface_hub's `split_state_dict_into_shards_factory`, over sorted keys.
Shards split(std::vector<OutputTensor> tensors, quint64 limit)
{
    std::ranges::sort(tensors, precedesInUtf8, &OutputTensor::key);
    Shards shards;
    std::vector<OutputTensor> current;
    quint64 bytes = 0;
    for (OutputTensor &tensor : tensors) {
        const quint64 its = tensor.info->bytes();
        if (its > limit) {
            shards.push_back({std::move(tensor)});
            continue;
        }
        if (its > limit - bytes) {
            shards.push_back(std::exchange(current, {}));
            bytes = 0;
        }
        bytes += its;
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

OutputFile indexOf(const std::vector<OutputFile> &shards)
{
    QMap<QString, QString> weightMap;
    quint64 total = 0;
    for (const OutputFile &shard : shards) {
        for (const OutputTensor &tensor : shard.tensors)
            weightMap.insert(tensor.key, shard.name);
        total += shard.dataBytes;
    }
    OutputFile index;
    index.name = indexName;
    index.text = writeShardIndex(weightMap, total);
    index.headBytes = static_cast<quint64>(index.text.size());
    return index;
}

/// The tensors that are recast, by what is written of them.
using RecastSources = QHash<const TensorInfo *, std::pair<const TensorInfo *, const Recast *>>;

RecastSources recastSources(const Checkpoint &checkpoint, const ConversionPlan &plan)
{
    RecastSources sources;
    for (const auto &[tensor, recast] : plan.recasts) {
        sources.insert(
            &recast.output, {&checkpoint.tensors[static_cast<std::size_t>(tensor)], &recast});
    }
    return sources;
}

void layOutData(const Checkpoint &checkpoint, const RecastSources &recasts, OutputFile &file)
{
    std::vector<SourceRange> &ranges = file.ranges;
    quint64 to = file.headBytes;
    for (const OutputTensor &tensor : file.tensors) {
        const quint64 bytes = tensor.info->bytes();
        if (bytes == 0)
            continue;
        const auto [input, recast] = recasts.value(tensor.info, {tensor.info, nullptr});
        const LocalFile *source = checkpoint.fileOf(*input).source.get();
        const quint64 from = checkpoint.fileOf(*input).position(*input);
        const bool continues = !ranges.empty() && ranges.back().source == source
            && ranges.back().from + ranges.back().bytes == from
            && ranges.back().to + ranges.back().bytes == to;
        if (recast)
            file.recasts.push_back({source, from, to, input, recast});
        else if (continues)
            ranges.back().bytes += bytes;
        else
            ranges.push_back({source, from, to, bytes});
        to += bytes;
    }
}

} // namespace

Result<void> OutputFile::writeHead(const Sink &sink) const
{
    return text.isNull() ? writeHeader(tensors, metadata, headBytes, sink) : sink(text);
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
    const RecastSources recasts = recastSources(*inventory.checkpoint, plan);
    Shards shards = shardsOf(inventory, plan, maxShardBytes);
    for (std::size_t i = 0; i < shards.size(); ++i) {
        OutputFile file;
        file.name = layout.isFolder ? shardName(i, shards.size()) : QString();
        file.tensors = std::move(shards[i]);
        sortForWriting(file.tensors);
        for (const OutputTensor &tensor : file.tensors)
            file.dataBytes += tensor.info->bytes();
        const auto headBytes = headerBytes(file.tensors, metadata);
        if (!headBytes)
            return tl::unexpected(headBytes.error());
        file.headBytes = *headBytes;
        file.metadata = metadata;
        layOutData(*inventory.checkpoint, recasts, file);
        layout.files.push_back(std::move(file));
    }
    if (layout.files.size() > 1)
        layout.files.push_back(indexOf(layout.files));
    return layout;
}
