// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/dtype.h"
#include "model/tensor/distribution.h"

#include <cstddef>
#include <span>

/// Counts how often each bit pattern occurs (dtypes of at most 16 bits), or each group of like
/// floats (wider ones). One a thread; distribution() brings several together.
class Counter final {
public:
    explicit Counter(Dtype dtype);

    /// True for dtypes that are counted pattern by pattern, by add(bytes).
    [[nodiscard]] static bool isExact(Dtype dtype);

    /// Whole elements that begin at a byte; only for exact dtypes.
    void add(std::span<const std::byte> elements);
    /// At most a block of finite numbers; only for the other dtypes.
    void add(std::span<const double> numbers);
    /// How many of the added numbers are zeros, which share a key with tiny ones.
    void addZeros(quint64 zeros) { m_zeros += zeros; }

    struct Totals {
        Distribution distribution;
        quint64 nan = 0; ///< only exact dtypes: the others' never get here
        quint64 inf = 0;
    };
    /// What all `counters` (of the same dtype) have seen.
    [[nodiscard]] static Totals totals(std::span<const Counter> counters);

private:
    void flush();
    quint64 countOf(std::size_t pattern) const;

    Dtype m_dtype;
    std::size_t m_tableSize;
    /// Several tables side by side: increments of the same counter one after the other would have
    /// to wait for each other.
    std::vector<quint32> m_tables;
    quint64 m_pending = 0; ///< counted in m_tables, whose counters must not overflow
    std::vector<quint64> m_flushed; ///< as large as a table, or empty
    quint64 m_zeros = 0; ///< of the wider dtypes
};
