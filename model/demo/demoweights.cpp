// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/demo/demoweights.h"

#include "model/bagel/positiontable.h"

#include <QtEndian>

#include <bit>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

// Every value is computed in whole numbers, of this unit, and converted once at the end: no
// mathematical library and no contraction by a compiler can change a bit of the demo.
constexpr int unitBits = 40;
constexpr qint64 one = qint64(1) << unitBits;

/// SplitMix64, seeded by a name.
class Random {
public:
    explicit Random(const QString &name)
    {
        // FNV-1a, since qHash may change between versions of Qt.
        for (const char byte : name.toUtf8())
            m_state = (m_state ^ static_cast<quint8>(byte)) * 0x100000001b3U;
    }
    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    /// A bell curve by the sum of eight uniform numbers of 16 bits; see `noiseDeviation`.
    qint64 noise()
    {
        qint64 sum = -4 * 65535;
        for (int half = 0; half < 2; ++half) {
            const quint64 bits = next();
            for (int shift = 0; shift < 64; shift += 16)
                sum += static_cast<qint64>((bits >> shift) & 0xffff);
        }
        return sum;
    }

private:
    quint64 m_state = 0xcbf29ce484222325U;
};

/// Standard deviation of Random::noise(): 65536 · √(8 / 12).
constexpr qint64 noiseDeviation = 53510;

/// Factors of 1/256 between 0.6 and 1.4: rows and columns of a trained matrix differ.
std::vector<qint64> gains(const QString &name, quint64 count)
{
    Random random(name);
    std::vector<qint64> gains(count);
    for (qint64 &gain : gains)
        gain = 154 + static_cast<qint64>(random.next() % 205);
    return gains;
}

quint64 elementCount(const Shape &shape)
{
    quint64 count = 1;
    for (const quint64 dimension : shape)
        count *= dimension;
    return count;
}

/// `deviation` in units, times a bell curve, with the texture of a matrix; a vector has none.
std::vector<qint64> texture(const QString &name, const Shape &shape, qint64 deviation)
{
    const quint64 columns = shape.size() < 2 ? 1 : elementCount(shape) / shape.first();
    const bool isMatrix = columns > 1;
    const std::vector<qint64> rowGains = gains(name + u" rows"_s, isMatrix ? shape.first() : 0);
    const std::vector<qint64> columnGains = gains(name + u" columns"_s, isMatrix ? columns : 0);
    const qint64 step = deviation / noiseDeviation;
    Random random(name);
    std::vector<qint64> values(elementCount(shape));
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = random.noise() * step;
        if (isMatrix)
            values[i] = values[i] / 65536 * (rowGains[i / columns] * columnGains[i % columns]);
    }
    return values;
}

bool isBias(const QString &key)
{
    return key.endsWith(u".bias");
}

bool isNorm(const QString &key)
{
    return !isBias(key) && key.contains(u"norm");
}

/// The spread that training leaves in a tensor of this kind.
qint64 deviationOf(const ExpectedTensor &tensor)
{
    if (isNorm(tensor.key))
        return one / 12;
    if (isBias(tensor.key) || tensor.key.contains(u"embed_tokens")
        || tensor.key.contains(u"position_embedding"))
        return one / 50;
    const quint64 inputs = elementCount(tensor.shape) / tensor.shape.first();
    // IEEE 754 rounds roots and quotients exactly, so these are the same everywhere too.
    return static_cast<qint64>(static_cast<double>(one) / std::sqrt(static_cast<double>(inputs)));
}

/// How far GEN has moved from its UND sibling, in 1/1024 of UND's size. Grows towards the middle
/// layers and falls off behind them; keys and values move most.
qint64 moved(const QString &key)
{
    struct Module {
        QStringView name;
        qint64 percent;
    };
    static constexpr Module modules[] = {{u"q_proj", 100}, {u"k_proj", 135}, {u"v_proj", 130},
        {u"o_proj", 80}, {u"q_norm", 70}, {u"k_norm", 85}, {u"gate_proj", 90}, {u"up_proj", 95},
        {u"down_proj", 75}, {u"input_layernorm", 60}, {u"post_attention_layernorm", 65}};

    const QStringList parts = key.split(u'.');
    const qsizetype layers = parts.indexOf(u"layers"_s);
    if (layers < 0)
        return 184; // the final norm
    const int layer = parts[layers + 1].toInt();
    if (layer < 2 && (key.contains(u"q_norm") || key.contains(u"k_norm")))
        return 0;
    const qint64 hump = 256 - (layer - 12) * (layer - 12); // 31 … 256
    const qint64 spread = static_cast<qint64>(Random(key).next() % 13) - 6;
    qint64 percent = 100;
    for (const Module &module : modules) {
        if (key.contains(module.name))
            percent = module.percent;
    }
    return (80 + 360 * hump / 256) * percent / 100 * (100 + spread) / 100;
}

/// The Euclidean norm, in units of 2^20; exact sums, so that it is the same everywhere.
qint64 norm(const std::vector<qint64> &values)
{
    quint64 sum = 0;
    for (const qint64 value : values) {
        const qint64 coarse = value / (qint64(1) << 20);
        sum += static_cast<quint64>(coarse * coarse);
    }
    return static_cast<qint64>(std::sqrt(static_cast<double>(sum)));
}

/// Adds noise whose norm is `share` / 1024 of the norm of `values`.
void move(std::vector<qint64> &values, qint64 share, const QString &name, const Shape &shape)
{
    const std::vector<qint64> noise = texture(name, shape, one / 8);
    const qint64 factor = share * 64 * norm(values) / norm(noise);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] += noise[i] / 65536 * factor;
}

std::vector<qint64> values(const ExpectedTensor &tensor)
{
    const QString undKey = QString(tensor.key).remove(u"_moe_gen"_s);
    std::vector<qint64> values = texture(undKey, tensor.shape, deviationOf(tensor));
    if (isNorm(tensor.key)) {
        for (qint64 &value : values)
            value += one;
    }
    if (undKey != tensor.key)
        move(values, moved(tensor.key), tensor.key, tensor.shape);
    return values;
}

/// The value as a float; exact but for one rounding.
float toFloat(qint64 value)
{
    return static_cast<float>(static_cast<double>(value) * (1.0 / static_cast<double>(one)));
}

void appendElement(QByteArray &bytes, Dtype dtype, float value)
{
    const auto bits = std::bit_cast<quint32>(value);
    char element[4];
    if (dtype == Dtype::F32) {
        qToLittleEndian(bits, element);
        bytes.append(element, 4);
    } else {
        // BF16 is the upper half of F32, rounded to nearest, ties to even.
        const quint32 rounded = bits + 0x7fff + ((bits >> 16) & 1);
        qToLittleEndian(static_cast<quint16>(rounded >> 16), element);
        bytes.append(element, 2);
    }
}

} // namespace

QByteArray demoElements(const ExpectedTensor &tensor, Dtype dtype)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(elementCount(tensor.shape)) * (bits(dtype) / 8));
    if (tensor.key.endsWith(u".pos_embed")) {
        const auto side = static_cast<quint64>(std::sqrt(static_cast<double>(tensor.shape[0])));
        for (const double value : positionTable(side, tensor.shape[1]))
            appendElement(bytes, dtype, static_cast<float>(value));
    } else {
        for (const qint64 value : values(tensor))
            appendElement(bytes, dtype, toFloat(value));
    }
    return bytes;
}
