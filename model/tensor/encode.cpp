// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/encode.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace {

/// `number` as a float that keeps what a second rounding needs: where it is no float, the neighbour
/// whose last bit is set ("rounding to odd"). Rounding that to nearest even, to 22 bits or fewer,
/// is the same as rounding `number` at once. Source: Boldo and Melquiond, "Emulation of a FMA and
/// correctly rounded sums: proved algorithms using rounding to odd".
quint32 oddBits(double number)
{
    const auto nearest = static_cast<float>(number);
    auto bits = std::bit_cast<quint32>(nearest);
    if (double(nearest) == number || std::isnan(number))
        return bits;
    if (std::isinf(nearest))
        return std::isinf(number) ? bits : bits - 1; // the largest float, whose last bit is set
    bits -= std::abs(double(nearest)) > std::abs(number) ? 1 : 0;
    return bits | 1;
}

quint16 toBf16(double number)
{
    const quint32 bits = oddBits(number);
    if (std::isnan(number))
        return static_cast<quint16>((bits >> 16) | 0x40);
    return static_cast<quint16>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

quint16 toF16(double number)
{
    const quint32 bits = oddBits(number);
    const auto sign = static_cast<quint16>((bits >> 16) & 0x8000);
    const quint32 size = bits & 0x7fffffff;
    if (size > 0x7f800000)
        return sign | 0x7e00;
    if (size >= 0x47800000) // 2^16 and beyond
        return sign | 0x7c00;
    if (size < 0x38800000) { // below 2^-14, the smallest normal number: steps of 2^-24
        const float steps = std::bit_cast<float>(size) * 0x1p24F;
        return sign | static_cast<quint16>(std::lrint(double(steps)));
    }
    const quint32 rebased = size - (quint32(127 - 15) << 23);
    return sign | static_cast<quint16>((rebased + 0xfff + ((rebased >> 13) & 1)) >> 13);
}

template <typename Element, typename Convert>
quint64 encodeEach(
    std::span<const double> numbers, std::byte *to, Element infinity, Convert convert)
{
    quint64 overflows = 0;
    constexpr auto unsign = static_cast<Element>(static_cast<Element>(~Element(0)) >> 1);
    for (const double number : numbers) {
        const Element element = convert(number);
        overflows += (element & unsign) == infinity && std::isfinite(number);
        std::memcpy(to, &element, sizeof element);
        to += sizeof element;
    }
    return overflows;
}

} // namespace

bool isEncodable(Dtype dtype)
{
    return dtype == Dtype::F16 || dtype == Dtype::BF16 || dtype == Dtype::F32
        || dtype == Dtype::F64;
}

quint64 encode(Dtype dtype, std::span<const double> numbers, std::span<std::byte> bytes)
{
    switch (dtype) {
    case Dtype::F16:
        return encodeEach<quint16>(numbers, bytes.data(), 0x7c00, toF16);
    case Dtype::BF16:
        return encodeEach<quint16>(numbers, bytes.data(), 0x7f80, toBf16);
    case Dtype::F32:
        return encodeEach<quint32>(numbers, bytes.data(), 0x7f800000,
            [](double number) { return std::bit_cast<quint32>(static_cast<float>(number)); });
    case Dtype::F64:
        std::memcpy(bytes.data(), numbers.data(), numbers.size_bytes());
        return 0;
    default:
        Q_UNREACHABLE();
    }
}
