// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/reader.h"

#include "model/tensor/decode.h"
#include "model/tensor/parallel.h"

#include <QCoreApplication>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Numbers)
};

constexpr quint64 stretchBytes = 1 << 20;
constexpr quint64 sampleBytes = 64 << 10;
constexpr quint64 sampleStretches = 32;

/// About `bytes` of them; a multiple of eight, so that every dtype's end at a whole byte.
quint64 numbersIn(quint64 bytes, Dtype dtype)
{
    return bytes / static_cast<quint64>(bits(dtype)) * 8;
}

ByteRange rangeOf(const TensorView &view, const ElementStretch &stretch)
{
    return byteRange(view.dtype, stretch.first, stretch.count);
}

} // namespace

Result<std::vector<TensorView>> asNumbers(std::span<const TensorView> views)
{
    std::vector<TensorView> numbers;
    for (const TensorView &view : views) {
        if (view.dtype == Dtype::Unknown)
            return fail(Code::UnknownDtype,
                Text::tr("The numbers of this tensor in \"%1\" cannot be read, since its dtype is "
                         "not known.")
                    .arg(view.source->name()));
        if (view.dtype != views[0].dtype || view.shape != views[0].shape)
            return fail(
                Code::Usage, Text::tr("Only tensors of the same dtype and shape can be compared."));
        numbers.push_back(view);
        if (view.dtype == Dtype::C64) {
            numbers.back().dtype = Dtype::F32;
            numbers.back().shape.append(2);
        }
    }
    return numbers;
}

std::vector<ElementStretch> stretches(const TensorView &numbers, Coverage coverage)
{
    std::vector<ElementStretch> made;
    const quint64 count = numbers.elements();
    const quint64 sampled = numbersIn(sampleBytes, numbers.dtype);
    if (coverage == Coverage::Sample && count > sampled * sampleStretches) {
        for (quint64 i = 0; i < sampleStretches; ++i)
            made.push_back({(count - sampled) / (sampleStretches - 1) * i / 8 * 8, sampled});
    } else {
        const quint64 most = numbersIn(stretchBytes, numbers.dtype);
        for (quint64 first = 0; first < count; first += most)
            made.push_back({first, qMin(most, count - first)});
    }
    return made;
}

bool isSample(const TensorView &numbers, std::span<const ElementStretch> stretches)
{
    quint64 read = 0;
    for (const ElementStretch &stretch : stretches)
        read += stretch.count;
    return read < numbers.elements();
}

Result<void> readStretches(std::span<const TensorView> numbers,
    std::span<const ElementStretch> stretches, Progress &progress,
    const std::function<void(const StretchBytes &)> &consume)
{
    quint64 total = 0;
    for (const ElementStretch &stretch : stretches)
        total += rangeOf(numbers[0], stretch).size() * numbers.size();
    Tally tally(progress, total);

    using Buffers = std::vector<std::vector<std::byte>>;
    std::vector<Buffers> buffers(workersFor(stretches.size()), Buffers(numbers.size()));
    const auto announce = [&](std::size_t task) {
        for (const TensorView &view : numbers) {
            const ByteRange range = rangeOf(view, stretches[task]);
            view.source->willRead(view.position + range.begin, range.size());
        }
    };
    const auto run = [&](std::size_t worker, std::size_t task) -> Result<void> {
        std::vector<std::span<const std::byte>> bytes;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const ByteRange range = rangeOf(numbers[i], stretches[task]);
            std::vector<std::byte> &buffer = buffers[worker][i];
            buffer.resize(qMax<std::size_t>(buffer.size(), range.size()));
            const std::span<std::byte> part = std::span(buffer).first(range.size());
            const Result<void> read =
                numbers[i].source->readAt(numbers[i].position + range.begin, part);
            if (!read)
                return read;
            bytes.push_back(part);
        }
        consume({worker, task, stretches[task], bytes});
        tally.add(bytes[0].size() * bytes.size());
        return {};
    };
    if (isSample(numbers[0], stretches))
        return runAll({stretches.size(), announce, run}, progress);
    return runAll({stretches.size(), {}, run}, progress);
}
