// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/decode.h"
#include "model/tensor/reader.h"

#include <algorithm>
#include <array>
#include <tuple>

/// Numbers that are decoded and looked at together: a block of each of two tensors fits into the
/// fastest cache.
inline constexpr std::size_t blockNumbers = 1024;

/// Decodes a stretch block by block and calls `look` with the numbers of each: a span a tensor, the
/// callee's to overwrite.
template <std::size_t Tensors, typename Look>
void forEachBlock(Dtype dtype, const StretchBytes &read, const Look &look)
{
    std::array<std::array<double, blockNumbers>, Tensors> numbers;
    const quint64 begin = byteRange(dtype, read.stretch.first, 0).begin;
    const quint64 end = read.stretch.first + read.stretch.count;
    for (quint64 first = read.stretch.first; first < end; first += blockNumbers) {
        const quint64 count = std::min<quint64>(blockNumbers, end - first);
        const ByteRange range = byteRange(dtype, first, count);
        std::array<std::span<double>, Tensors> blocks;
        for (std::size_t i = 0; i < Tensors; ++i) {
            blocks[i] = std::span(numbers[i]).first(count);
            decode(
                dtype, first, read.bytes[i].subspan(range.begin - begin, range.size()), blocks[i]);
        }
        std::apply(look, blocks);
    }
}

/// True where no number is NaN or infinite.
[[nodiscard]] bool allFinite(std::span<const double> numbers);

/// Moves the finite numbers to the front and counts the others; returns how many are finite.
std::size_t keepFinite(std::span<double> numbers, quint64 &nan, quint64 &inf);
