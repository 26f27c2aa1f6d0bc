// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/dtype.h"

#include <cstddef>
#include <span>

/// Bit patterns and the numbers they mean.
///
/// F16, F32, F64: IEEE 754; BF16: the upper half of an F32. F8_E4M3 (no infinity), F8_E5M2, F8_E8M0
/// (2^(b − 127), 0xff is NaN), F4 (E2M1) and F6 (neither NaN nor infinity): OCP OFP8 and
/// Microscaling (MX) v1.0. The FNUZ forms have an exponent bias larger by one, no negative zero and
/// no infinity; 0x80 is their only NaN. BOOL: 0 is false, any other byte is true, as in torch.
///
/// Elements below a byte are packed from the least significant bit on: of two F4 elements the first
/// is the low nibble (as torch's float4_e2m1fn_x2), and F6 element i is the six bits from bit 6·i
/// on, bits counted from the lowest of the first byte.

/// The number behind each of the 2^bits patterns of a dtype of at most 16 bits; index is the
/// pattern. Computed once, valid for ever.
[[nodiscard]] std::span<const double> patternValues(Dtype dtype);

/// The bytes that hold `count` elements from element `first` on, counted from the tensor's first
/// byte. Neighbours of elements below a byte are in there too.
struct ByteRange {
    quint64 begin = 0;
    quint64 end = 0;

    [[nodiscard]] quint64 size() const { return end - begin; }
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};
[[nodiscard]] ByteRange byteRange(Dtype dtype, quint64 first, quint64 count);

/// Decodes `numbers.size()` elements from `first` on out of exactly the bytes of `byteRange`. Exact
/// for every dtype but I64 and U64, which beyond 2^53 are rounded to the nearest double. Not for
/// C64, which asNumbers() turns into F32, nor for Unknown.
void decode(
    Dtype dtype, quint64 first, std::span<const std::byte> bytes, std::span<double> numbers);

/// The bit pattern of element `first`, out of the bytes of `byteRange(dtype, first, 1)`.
[[nodiscard]] quint64 patternAt(Dtype dtype, quint64 first, std::span<const std::byte> bytes);

/// The number that a bit pattern means; of C64 the real part. Not for Unknown.
[[nodiscard]] double numberOf(Dtype dtype, quint64 pattern);

/// One element as text, from its bit pattern: integers in full, floating point numbers by the
/// shortest text that reads back as the same number (F64 as a double, all others as a float),
/// "true", "NaN", "-inf", "1.5+2i".
[[nodiscard]] QString elementText(Dtype dtype, quint64 pattern);
