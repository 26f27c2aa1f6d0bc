// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/counter.h"

#include "model/tensor/blocks.h"
#include "model/tensor/vectorised.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace {

constexpr std::size_t lanes = 4;
/// Of a float's 32 bits these upper ones make a key: sign, exponent, 11 bits of the mantissa.
constexpr int keyBits = 20;
constexpr int droppedBits = 32 - keyBits;
constexpr quint32 signKey = 1U << (keyBits - 1);
constexpr quint32 infiniteKey = 0x7f800000U >> droppedBits;

template <std::size_t Bits>
void countPatterns(std::span<const std::byte> bytes, std::vector<quint32> &tables)
{
    // Groups of whole bytes that fit into one register.
    constexpr std::size_t perGroup = Bits == 6 ? 8 : 64 / Bits;
    constexpr std::size_t groupBytes = perGroup * Bits / 8;
    constexpr std::size_t size = std::size_t(1) << Bits;
    quint32 *const table = tables.data();
    while (bytes.size() >= groupBytes) {
        quint64 group = 0;
        std::memcpy(&group, bytes.data(), groupBytes);
        for (std::size_t i = 0; i < perGroup; ++i)
            ++table[i % lanes * size + (group >> i * Bits & (size - 1))];
        bytes = bytes.subspan(groupBytes);
    }
    quint64 rest = 0;
    std::memcpy(&rest, bytes.data(), bytes.size());
    for (std::size_t i = 0; i < bytes.size() * 8 / Bits; ++i)
        ++table[rest >> i * Bits & (size - 1)];
}

VECTORISED void makeKeys(const double *numbers, quint32 *keys, std::size_t count)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) {
        // + 0.0: a negative zero becomes a zero.
        const auto key = std::bit_cast<quint32>(float(numbers[i] + 0.0)) >> droppedBits;
        // What is too large for a float joins the largest ones.
        const quint32 magnitude = key & (signKey - 1);
        keys[i] = (key & signKey) | (magnitude < infiniteKey ? magnitude : infiniteKey - 1);
    }
}

/// The numbers that share a key, rounding towards zero.
Distribution::Cell cellOfKey(quint32 key)
{
    const quint32 magnitude = key & (signKey - 1);
    const auto bound = [](quint32 bits) {
        const float number = std::bit_cast<float>(bits << droppedBits);
        return std::isinf(number) ? std::ldexp(1.0, 128) : double(number);
    };
    const double near =
        magnitude == 0 ? double(std::numeric_limits<float>::denorm_min()) : bound(magnitude);
    const double far = bound(magnitude + 1);
    return key & signKey ? Distribution::Cell{-far, -near, 0, 0}
                         : Distribution::Cell{near, far, 0, 0};
}

} // namespace

Counter::Counter(Dtype dtype)
    : m_dtype(dtype), m_tableSize(std::size_t(1) << (isExact(dtype) ? bits(dtype) : keyBits)),
      m_tables(m_tableSize * (isExact(dtype) ? lanes : 1))
{
}

bool Counter::isExact(Dtype dtype)
{
    return bits(dtype) <= 16;
}

void Counter::add(std::span<const std::byte> elements)
{
    const quint64 count = elements.size() * 8 / static_cast<quint64>(bits(m_dtype));
    if (m_pending + count > std::numeric_limits<quint32>::max())
        flush();
    m_pending += count;
    switch (bits(m_dtype)) {
    case 4:
        return countPatterns<4>(elements, m_tables);
    case 6:
        return countPatterns<6>(elements, m_tables);
    case 8:
        return countPatterns<8>(elements, m_tables);
    case 16:
        return countPatterns<16>(elements, m_tables);
    default:
        Q_UNREACHABLE();
    }
}

void Counter::add(std::span<const double> numbers)
{
    if (m_pending + numbers.size() > std::numeric_limits<quint32>::max())
        flush();
    m_pending += numbers.size();
    std::array<quint32, blockNumbers> keys;
    makeKeys(numbers.data(), keys.data(), numbers.size());
    for (const quint32 key : std::span(keys).first(numbers.size()))
        ++m_tables[key];
}

void Counter::flush()
{
    m_flushed.resize(m_tableSize);
    for (std::size_t i = 0; i < m_tables.size(); ++i)
        m_flushed[i % m_tableSize] += m_tables[i];
    std::fill(m_tables.begin(), m_tables.end(), 0);
    m_pending = 0;
}

quint64 Counter::countOf(std::size_t pattern) const
{
    quint64 count = m_flushed.empty() ? 0 : m_flushed[pattern];
    for (std::size_t i = pattern; i < m_tables.size(); i += m_tableSize)
        count += m_tables[i];
    return count;
}

Counter::Totals Counter::totals(std::span<const Counter> counters)
{
    const Dtype dtype = counters[0].m_dtype;
    const bool isByPattern = isExact(dtype);
    Totals totals;
    std::vector<Distribution::Cell> &cells = totals.distribution.cells;
    const auto add = [&](Distribution::Cell cell, quint64 count) {
        cell.count = count;
        if (count > 0)
            cells.push_back(cell);
    };

    quint64 zeros = 0;
    for (const Counter &counter : counters)
        zeros += counter.m_zeros;
    add({0, 0, 0, 0}, zeros);
    for (std::size_t pattern = 0; pattern < counters[0].m_tableSize; ++pattern) {
        quint64 count = 0;
        for (const Counter &counter : counters)
            count += counter.countOf(pattern);
        if (!isByPattern) {
            add(cellOfKey(static_cast<quint32>(pattern)), pattern == 0 ? count - zeros : count);
            continue;
        }
        const double number = patternValues(dtype)[pattern];
        if (std::isnan(number))
            totals.nan += count;
        else if (std::isinf(number))
            totals.inf += count;
        else // + 0.0: a negative zero becomes a zero.
            add({number + 0.0, number + 0.0, 0, 0}, count);
    }
    totals.distribution.arrange();
    return totals;
}
