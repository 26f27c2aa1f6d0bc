// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/recaster.h"

#include "model/tensor/decode.h"
#include "model/tensor/encode.h"

#include <algorithm>
#include <cstring>

namespace {

constexpr quint64 chunkElements = 1 << 18;

/// One patch, rows × columns × channels with the channels innermost, from or to channels × rows ×
/// columns.
class PatchOrder final {
public:
    /// `shape` is the convolution's.
    PatchOrder(const Shape &shape, bool toLinear)
        : m_channels(shape[1]), m_pixels(shape[2] * shape[3]), m_toLinear(toLinear)
    {
    }

    quint64 elements() const { return m_channels * m_pixels; }

    void apply(const std::byte *from, std::byte *to, std::size_t width) const
    {
        for (quint64 channel = 0; channel < m_channels; ++channel) {
            for (quint64 pixel = 0; pixel < m_pixels; ++pixel) {
                const quint64 linear = pixel * m_channels + channel;
                const quint64 convolution = channel * m_pixels + pixel;
                std::memcpy(to + width * (m_toLinear ? linear : convolution),
                    from + width * (m_toLinear ? convolution : linear), width);
            }
        }
    }

private:
    quint64 m_channels;
    quint64 m_pixels;
    bool m_toLinear;
};

std::optional<PatchOrder> orderOf(const Shape &input, const Shape &output)
{
    if (input.size() == output.size())
        return std::nullopt;
    const bool toLinear = input.size() == 4;
    return PatchOrder(toLinear ? input : output, toLinear);
}

} // namespace

Result<quint64> recastTensor(
    const TensorInfo &input, const OutputTensor &output, const ReadAt &read, const Sink &sink)
{
    const auto width = static_cast<std::size_t>(bits(input.dtype)) / 8;
    const auto outputWidth = static_cast<std::size_t>(bits(output.dtype)) / 8;
    const auto order = orderOf(input.shape, output.info->shape);
    const quint64 elements = input.parameters();
    // Whole patches at a time, so that each stays within its chunk.
    const quint64 unit = order ? order->elements() : 1;
    const quint64 step = std::max<quint64>(1, chunkElements / unit) * unit;

    std::vector<std::byte> bytes;
    std::vector<std::byte> ordered;
    std::vector<double> numbers;
    QByteArray made;
    quint64 overflows = 0;
    for (quint64 first = 0; first < elements; first += step) {
        const quint64 count = std::min(step, elements - first);
        bytes.resize(count * width);
        if (auto done = read(first * width, bytes); !done)
            return tl::unexpected(done.error());
        if (order) {
            ordered.resize(bytes.size());
            for (quint64 at = 0; at < count; at += unit)
                order->apply(bytes.data() + at * width, ordered.data() + at * width, width);
            bytes.swap(ordered);
        }
        if (output.dtype == input.dtype) {
            made =
                QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
        } else {
            numbers.resize(count);
            decode(input.dtype, 0, bytes, numbers);
            made.resize(static_cast<qsizetype>(count * outputWidth));
            overflows += encode(output.dtype, numbers,
                std::as_writable_bytes(std::span(made.data(), std::size_t(made.size()))));
        }
        if (auto done = sink(made); !done)
            return tl::unexpected(done.error());
    }
    return overflows;
}
