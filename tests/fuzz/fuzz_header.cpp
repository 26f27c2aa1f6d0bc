// SPDX-License-Identifier: GPL-3.0-or-later

// Reads what the fuzzer makes as a file, as the JSON of a header and as a shard index. It needs no
// seeds: files of HeaderGenerator are mixed in. build/fuzz/bin/fuzz_header -runs=1000000

#include "model/safetensors/header.h"
#include "model/safetensors/shardindex.h"
#include "model/safetensors/writer.h"
#include "tests/checkpointbuilder.h"
#include "tests/headergenerator.h"
#include "tests/memorysource.h"

#include <algorithm>
#include <cstdlib>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t maxSize);

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// What a header that was read must always be: gapless, and the same when written and read again.
void check(const Header &header)
{
    quint64 position = 0;
    std::vector<OutputTensor> tensors;
    for (const TensorInfo &tensor : header.tensors) {
        require(tensor.begin == position && tensor.end >= tensor.begin);
        position = tensor.end;
        tensors.push_back({&tensor});
    }
    require(header.dataBytes == position);
    if (!header.problems.empty())
        return;
    const auto written = composeHeader(tensors, header.metadata);
    require(written.has_value());
    const auto again = readHeader(
        MemorySource(*written, static_cast<quint64>(written->size()) + header.dataBytes));
    require(again.has_value() && again->tensors == header.tensors
        && again->metadata == header.metadata && again->problems.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto length = static_cast<quint64>(size);
    const QByteArray asHeader = CheckpointBuilder::raw(bytes);
    for (const MemorySource &source : {MemorySource(bytes), MemorySource(asHeader, length + 40)}) {
        const auto header = readHeader(source);
        require(source.bytesRead() <= source.size());
        if (header)
            check(*header);
        else
            require(!header.error().detail.isEmpty() && header.error().detail.size() < 10'000);
    }

    if (const auto index = readShardIndex(MemorySource(bytes))) {
        require(std::ranges::none_of(index->files, [](const QString &name) {
            return name.isEmpty() || name.contains(u'/') || name.contains(u'\\');
        }));
        const auto written = shardIndex(weightMap(*index), length);
        const auto again = readShardIndex(MemorySource(written));
        require(again && again->files == index->files && again->entries == index->entries);
    }
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t *data, std::size_t size, std::size_t maxSize, unsigned seed)
{
    if (seed % 16 != 0)
        return LLVMFuzzerMutate(data, size, maxSize);
    QByteArray file = HeaderGenerator(seed).next();
    if (seed % 32 == 0)
        file.remove(0, 8);
    else if (seed % 48 == 0)
        file = R"({"metadata":{"total_size":1},"weight_map":{"a":"b","c.d":"e.safetensors"}})";
    const auto count = std::min(maxSize, static_cast<std::size_t>(file.size()));
    std::copy_n(file.constData(), count, data);
    return count;
}
