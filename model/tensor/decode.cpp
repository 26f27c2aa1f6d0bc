// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/decode.h"

#include "model/tensor/vectorised.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

static_assert(std::endian::native == std::endian::little, "elements are read as they are stored");

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

template <typename T> T load(const std::byte *bytes)
{
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

/// What the largest exponent (or, for Fnuz, the negative zero) of a small float means.
enum class Special { None, Ieee, OnlyNan, Fnuz };

struct SmallFloat {
    int exponentBits;
    int mantissaBits;
    int bias;
    Special special;
};

double decoded(quint64 pattern, const SmallFloat &format)
{
    const quint64 mantissaMask = (1U << format.mantissaBits) - 1;
    const quint64 exponentMask = (1U << format.exponentBits) - 1;
    const quint64 mantissa = pattern & mantissaMask;
    const quint64 exponent = (pattern >> format.mantissaBits) & exponentMask;
    const bool isNegative = pattern >> (format.mantissaBits + format.exponentBits) & 1;

    if (format.special == Special::Fnuz && isNegative && exponent == 0 && mantissa == 0)
        return notANumber;
    if (format.special == Special::OnlyNan && exponent == exponentMask && mantissa == mantissaMask)
        return notANumber;
    double magnitude;
    if (format.special == Special::Ieee && exponent == exponentMask)
        magnitude = mantissa == 0 ? infinity : notANumber;
    else if (exponent == 0)
        magnitude = std::ldexp(double(mantissa), 1 - format.bias - format.mantissaBits);
    else
        magnitude = std::ldexp(
            double(mantissa + mantissaMask + 1), int(exponent) - format.bias - format.mantissaBits);
    return isNegative ? -magnitude : magnitude;
}

double decoded(quint64 pattern, Dtype dtype)
{
    switch (dtype) {
    case Dtype::BOOL:
        return pattern != 0 ? 1 : 0;
    case Dtype::F4:
        return decoded(pattern, {2, 1, 1, Special::None});
    case Dtype::F6_E2M3:
        return decoded(pattern, {2, 3, 1, Special::None});
    case Dtype::F6_E3M2:
        return decoded(pattern, {3, 2, 3, Special::None});
    case Dtype::U8:
        return double(pattern);
    case Dtype::I8:
        return static_cast<qint8>(pattern);
    case Dtype::F8_E5M2:
        return decoded(pattern, {5, 2, 15, Special::Ieee});
    case Dtype::F8_E4M3:
        return decoded(pattern, {4, 3, 7, Special::OnlyNan});
    case Dtype::F8_E8M0:
        return pattern == 0xff ? notANumber : std::ldexp(1.0, int(pattern) - 127);
    case Dtype::F8_E4M3FNUZ:
        return decoded(pattern, {4, 3, 8, Special::Fnuz});
    case Dtype::F8_E5M2FNUZ:
        return decoded(pattern, {5, 2, 16, Special::Fnuz});
    case Dtype::I16:
        return static_cast<qint16>(pattern);
    case Dtype::U16:
        return double(pattern);
    case Dtype::F16:
        return decoded(pattern, {5, 10, 15, Special::Ieee});
    case Dtype::BF16:
        return double(std::bit_cast<float>(static_cast<quint32>(pattern << 16)));
    default:
        Q_UNREACHABLE();
    }
}

/// The `bits` bits from bit `at` on; they reach into at most two bytes.
quint64 bitsAt(std::span<const std::byte> bytes, quint64 at, int bits)
{
    const std::size_t index = at / 8;
    quint64 window = std::to_integer<quint64>(bytes[index]);
    if (index + 1 < bytes.size())
        window |= std::to_integer<quint64>(bytes[index + 1]) << 8;
    return window >> (at % 8) & ((1U << bits) - 1);
}

template <typename T> void widen(const std::byte *bytes, std::span<double> numbers)
{
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = double(load<T>(bytes + i * sizeof(T)));
}

template <typename Pattern>
void lookUp(const std::byte *bytes, std::span<const double> values, std::span<double> numbers)
{
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = values[load<Pattern>(bytes + i * sizeof(Pattern))];
}

VECTORISED void widenFloats(const std::byte *bytes, double *numbers, std::size_t count)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i)
        numbers[i] = double(load<float>(bytes + i * sizeof(float)));
}

VECTORISED void widenBfloats(const std::byte *bytes, double *numbers, std::size_t count)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) {
        const quint32 upper = load<quint16>(bytes + i * sizeof(quint16));
        numbers[i] = double(std::bit_cast<float>(upper << 16));
    }
}

template <typename Float> QString floatText(Float number)
{
    if (std::isnan(number))
        return u"NaN"_s;
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return QString::fromLatin1(text.data(), end - text.data());
}

} // namespace

std::span<const double> patternValues(Dtype dtype)
{
    static const auto tables = [] {
        std::array<std::vector<double>, dtypeCount> made;
        for (std::size_t i = 0; i < made.size(); ++i) {
            const auto each = static_cast<Dtype>(i);
            for (quint64 pattern = 0; bits(each) <= 16 && pattern < 1U << bits(each); ++pattern)
                made[i].push_back(decoded(pattern, each));
        }
        return made;
    }();
    return tables[static_cast<std::size_t>(dtype)];
}

ByteRange byteRange(Dtype dtype, quint64 first, quint64 count)
{
    const quint64 size = static_cast<quint64>(bits(dtype));
    if (size % 8 == 0)
        return {first * (size / 8), (first + count) * (size / 8)};
    return {first * size / 8, ((first + count) * size + 7) / 8};
}

void decode(Dtype dtype, quint64 first, std::span<const std::byte> bytes, std::span<double> numbers)
{
    switch (dtype) {
    case Dtype::F4:
    case Dtype::F6_E2M3:
    case Dtype::F6_E3M2: {
        const std::span<const double> values = patternValues(dtype);
        const int size = bits(dtype);
        quint64 at = first * static_cast<quint64>(size) % 8;
        for (double &number : numbers) {
            number = values[bitsAt(bytes, at, size)];
            at += static_cast<quint64>(size);
        }
        return;
    }
    case Dtype::BF16:
        return widenBfloats(bytes.data(), numbers.data(), numbers.size());
    case Dtype::I16:
        return widen<qint16>(bytes.data(), numbers);
    case Dtype::U16:
        return widen<quint16>(bytes.data(), numbers);
    case Dtype::F16:
        return lookUp<quint16>(bytes.data(), patternValues(dtype), numbers);
    case Dtype::I32:
        return widen<qint32>(bytes.data(), numbers);
    case Dtype::U32:
        return widen<quint32>(bytes.data(), numbers);
    case Dtype::F32:
        return widenFloats(bytes.data(), numbers.data(), numbers.size());
    case Dtype::F64:
        return widen<double>(bytes.data(), numbers);
    case Dtype::I64:
        return widen<qint64>(bytes.data(), numbers);
    case Dtype::U64:
        return widen<quint64>(bytes.data(), numbers);
    case Dtype::C64:
    case Dtype::Unknown:
        Q_UNREACHABLE();
    default:
        return lookUp<quint8>(bytes.data(), patternValues(dtype), numbers);
    }
}

quint64 patternAt(Dtype dtype, quint64 first, std::span<const std::byte> bytes)
{
    const int size = bits(dtype);
    if (size < 8)
        return bitsAt(bytes, first * static_cast<quint64>(size) % 8, size);
    quint64 pattern = 0;
    std::memcpy(&pattern, bytes.data(), static_cast<std::size_t>(size) / 8);
    return pattern;
}

double numberOf(Dtype dtype, quint64 pattern)
{
    switch (dtype) {
    case Dtype::I32:
        return static_cast<qint32>(pattern);
    case Dtype::I64:
        return double(static_cast<qint64>(pattern));
    case Dtype::U32:
    case Dtype::U64:
        return double(pattern);
    case Dtype::F64:
        return std::bit_cast<double>(pattern);
    case Dtype::F32:
    case Dtype::C64:
        return double(std::bit_cast<float>(static_cast<quint32>(pattern)));
    default:
        return patternValues(dtype)[pattern];
    }
}

QString elementText(Dtype dtype, quint64 pattern)
{
    const auto lower = static_cast<quint32>(pattern);
    switch (dtype) {
    case Dtype::BOOL:
        return pattern != 0 ? u"true"_s : u"false"_s;
    case Dtype::I8:
        return QString::number(static_cast<qint8>(pattern));
    case Dtype::I16:
        return QString::number(static_cast<qint16>(pattern));
    case Dtype::I32:
        return QString::number(static_cast<qint32>(pattern));
    case Dtype::I64:
        return QString::number(static_cast<qint64>(pattern));
    case Dtype::U8:
    case Dtype::U16:
    case Dtype::U32:
    case Dtype::U64:
        return QString::number(pattern);
    case Dtype::F64:
        return floatText(std::bit_cast<double>(pattern));
    case Dtype::F32:
        return floatText(std::bit_cast<float>(lower));
    case Dtype::C64: {
        const QString real = floatText(std::bit_cast<float>(lower));
        const QString imaginary =
            floatText(std::bit_cast<float>(static_cast<quint32>(pattern >> 32)));
        const bool hasSign = imaginary.startsWith(u'-');
        return real + (hasSign ? QString() : u"+"_s) + imaginary + u'i';
    }
    case Dtype::Unknown:
        return u"?"_s;
    default:
        return floatText(static_cast<float>(patternValues(dtype)[pattern]));
    }
}
