// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/decode.h"
#include "model/tensor/encode.h"
#include "tests/testutil.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

quint16 pattern(Dtype dtype, double number, quint64 *overflows = nullptr)
{
    quint16 pattern = 0;
    const quint64 count =
        encode(dtype, std::span(&number, 1), std::as_writable_bytes(std::span(&pattern, 1)));
    if (overflows)
        *overflows = count;
    return pattern;
}

} // namespace

class EncodeTest final : public QObject {
    Q_OBJECT

private slots:
    void roundsOnceToNearestEven_data()
    {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<int>("infinityPattern");
        QTest::newRow("BF16") << int(Dtype::BF16) << 0x7f80;
        QTest::newRow("F16") << int(Dtype::F16) << 0x7c00;
    }
    /// Every pattern, and between every two neighbours their middle and what is next to it.
    void roundsOnceToNearestEven()
    {
        QFETCH(const int, dtype);
        QFETCH(const int, infinityPattern);
        const auto word = static_cast<Dtype>(dtype);
        const std::span values = patternValues(word);
        for (int lower = 0; lower < infinityPattern; ++lower) {
            const double from = values[std::size_t(lower)];
            // Rounding treats infinity as the next number.
            const double to = lower + 1 < infinityPattern
                ? values[std::size_t(lower) + 1]
                : 2 * from - values[std::size_t(lower) - 1];
            const double middle = from + (to - from) / 2;
            const int even = lower % 2 == 0 ? lower : lower + 1;
            for (const int sign : {0, 0x8000}) {
                const double factor = sign == 0 ? 1 : -1;
                const auto at = [&](double number) { return int(pattern(word, factor * number)); };
                QCOMPARE(at(from), lower | sign);
                QCOMPARE(at(middle), even | sign);
                QCOMPARE(at(std::nextafter(middle, 0)), lower | sign);
                QCOMPARE(at(std::nextafter(middle, infinity)), (lower + 1) | sign);
            }
        }
    }

    void keepsWhatIsNotFinite()
    {
        for (const Dtype dtype : {Dtype::BF16, Dtype::F16}) {
            const std::span values = patternValues(dtype);
            QVERIFY(std::isnan(values[pattern(dtype, std::nan(""))]));
            QCOMPARE(values[pattern(dtype, infinity)], infinity);
            QCOMPARE(values[pattern(dtype, -infinity)], -infinity);
        }
    }

    void countsFiniteNumbersThatBecomeInfinite()
    {
        quint64 overflows = 0;
        (void)pattern(Dtype::F16, 65519, &overflows);
        QCOMPARE(overflows, quint64(0));
        (void)pattern(Dtype::F16, -65520, &overflows);
        QCOMPARE(overflows, quint64(1));
        (void)pattern(Dtype::BF16, 1e300, &overflows);
        QCOMPARE(overflows, quint64(1));
        (void)pattern(Dtype::BF16, infinity, &overflows);
        QCOMPARE(overflows, quint64(0));
    }

    void writesSinglesAndDoubles()
    {
        const std::vector<double> numbers{1.5, -0.0, 1e300, 0.1};
        std::vector<float> singles(4);
        QCOMPARE(encode(Dtype::F32, numbers, std::as_writable_bytes(std::span(singles))), 1ULL);
        QCOMPARE(singles[0], 1.5F);
        QVERIFY(std::signbit(singles[1]));
        QCOMPARE(singles[2], std::numeric_limits<float>::infinity());
        QCOMPARE(singles[3], 0.1F);
        std::vector<double> doubles(4);
        QCOMPARE(encode(Dtype::F64, numbers, std::as_writable_bytes(std::span(doubles))), 0ULL);
        QCOMPARE(doubles, numbers);
    }
};

QTEST_GUILESS_MAIN(EncodeTest)
#include "tst_encode.moc"
