// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/histogram.h"
#include "model/tensor/statistics.h"
#include "tests/tensorsource.h"
#include "tests/testutil.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace {

Distribution distributionOf(const TensorView &view)
{
    Progress progress;
    const Result<Summary> summary = summarize(view, Coverage::All, progress);
    return summary ? summary->distribution : Distribution();
}

std::vector<float> normalNumbers(qsizetype count)
{
    std::vector<float> numbers;
    const QByteArray random = noise(12 * count);
    for (qsizetype i = 0; i < count; ++i) {
        const auto *begin = random.constData() + 12 * i;
        numbers.push_back(float(std::accumulate(begin, begin + 12, 0)) / 256 * 0.02F);
    }
    return numbers;
}

/// BF16 numbers near `numbers`.
std::vector<quint16> truncated(const std::vector<float> &numbers)
{
    std::vector<quint16> upper;
    for (const float number : numbers)
        upper.push_back(static_cast<quint16>(std::bit_cast<quint32>(number) >> 16));
    return upper;
}

double widened(quint16 upper)
{
    return double(std::bit_cast<float>(quint32(upper) << 16));
}

} // namespace

class HistogramTest final : public QObject {
    Q_OBJECT

private slots:
    void countsLinearBins()
    {
        const Distribution distribution =
            distributionOf(viewOf<float>({0, 1, 1, 2, 3, 4, 4, 4}, Dtype::F32));
        const HistogramAxis axis = axisFor({&distribution, 1}, Scale::Linear, 4);
        QCOMPARE(axis.low, 0.0);
        QCOMPARE(axis.high, 4.0);
        QCOMPARE(axis.edge(1), 1.0);
        QCOMPARE(axis.edge(4), 4.0);
        const Distribution exact =
            distributionOf(viewOf<qint8>({0, 1, 1, 2, 3, 4, 4, 4}, Dtype::I8));
        const Histogram histogram = makeHistogram(exact, axis);
        QCOMPARE(histogram.counts, (std::vector<quint64>{1, 2, 1, 4}));
        QCOMPARE(histogram.below + histogram.above + histogram.zeros, quint64(0));
    }

    void countsLogarithmicBinsOfBothSigns()
    {
        const Distribution distribution =
            distributionOf(viewOf<qint16>({0, 0, 1, -1, 9, -10, 99, 100, -1000}, Dtype::I16));
        const HistogramAxis axis = axisFor({&distribution, 1}, Scale::Logarithmic, 3);
        QCOMPARE(axis.low, 1.0);
        QCOMPARE(axis.high, 1000.0);
        QVERIFY(qFuzzyCompare(axis.edge(1), 10.0));
        // Edges a hair below the powers of ten, so that these lie in the upper bin for certain.
        const Histogram histogram =
            makeHistogram(distribution, {Scale::Logarithmic, 0.9999, 1000.0, 3});
        QCOMPARE(histogram.counts, (std::vector<quint64>{3, 2, 2}));
        QCOMPARE(histogram.zeros, quint64(2));
        QCOMPARE(histogram.below, quint64(0));
        QCOMPARE(histogram.above, quint64(0));
    }

    void countsWhatTheAxisLeavesOut()
    {
        const Distribution distribution =
            distributionOf(viewOf<qint8>({-9, -2, 0, 1, 2, 3, 50}, Dtype::I8));
        const Histogram linear = makeHistogram(distribution, {Scale::Linear, -2, 2, 2});
        QCOMPARE(linear.counts, (std::vector<quint64>{1, 3}));
        QCOMPARE(linear.below, quint64(1));
        QCOMPARE(linear.above, quint64(2));
        const Histogram logarithmic = makeHistogram(distribution, {Scale::Logarithmic, 2, 3, 1});
        QCOMPARE(logarithmic.counts, (std::vector<quint64>{3}));
        QCOMPARE(logarithmic.below, quint64(1));
        QCOMPARE(logarithmic.zeros, quint64(1));
        QCOMPARE(logarithmic.above, quint64(2));
    }

    void sharesAnAxisAmongTensors()
    {
        const std::vector<Distribution> both{distributionOf(viewOf<qint8>({-3, 2}, Dtype::I8)), {},
            distributionOf(viewOf<float>({0.5F, 7}, Dtype::F32))};
        const HistogramAxis linear = axisFor(both, Scale::Linear, 10);
        QCOMPARE(linear.low, -3.0);
        QCOMPARE(linear.high, 7.0);
        const HistogramAxis logarithmic = axisFor(both, Scale::Logarithmic, 10);
        QCOMPARE(logarithmic.low, 0.5);
        QCOMPARE(logarithmic.high, 7.0);
    }

    void widensARangeWithoutWidth()
    {
        const Distribution fives = distributionOf(viewOf<float>({5, 5}, Dtype::F32));
        QCOMPARE(
            axisFor({&fives, 1}, Scale::Linear, 4), (HistogramAxis{Scale::Linear, 4.5, 5.5, 4}));
        QCOMPARE(axisFor({&fives, 1}, Scale::Logarithmic, 4),
            (HistogramAxis{Scale::Logarithmic, 2.5, 10, 4}));
        const Distribution zeros = distributionOf(viewOf<float>({0, -0.0F}, Dtype::F32));
        QVERIFY(axisFor({&zeros, 1}, Scale::Logarithmic, 4).low > 0);
        const HistogramAxis none = axisFor({}, Scale::Linear, 4);
        QVERIFY(none.low < none.high);
    }

    void leavesOutWhatIsNotFinite()
    {
        const float infinity = std::numeric_limits<float>::infinity();
        const float notANumber = std::numeric_limits<float>::quiet_NaN();
        for (const Distribution &distribution :
            {distributionOf(viewOf<float>({notANumber, 1, infinity, -infinity, 2}, Dtype::F32)),
                distributionOf(
                    viewOf<quint16>({0x7fc0, 0x3f80, 0x7f80, 0xff80, 0x4000}, Dtype::BF16))}) {
            const Histogram histogram =
                makeHistogram(distribution, axisFor({&distribution, 1}, Scale::Linear, 2));
            QCOMPARE(histogram.counts, (std::vector<quint64>{1, 1}));
        }
    }

    void countsNarrowDtypesExactly()
    {
        const std::vector<quint16> elements = truncated(normalNumbers(50'000));
        const Distribution distribution = distributionOf(viewOf(elements, Dtype::BF16));
        const HistogramAxis axis = axisFor({&distribution, 1}, Scale::Linear, 37);
        std::vector<quint64> expected(37);
        for (const quint16 element : elements) {
            int bin = 36;
            while (bin > 0 && widened(element) < axis.edge(bin))
                --bin;
            ++expected[static_cast<std::size_t>(bin)];
        }
        QCOMPARE(makeHistogram(distribution, axis).counts, expected);
    }

    void countsWideDtypesToTheWidthOfACell()
    {
        const std::vector<float> numbers = normalNumbers(50'000);
        const Distribution distribution = distributionOf(viewOf(numbers, Dtype::F32));
        QCOMPARE(distribution.finite, quint64(50'000));
        for (const Scale scale : {Scale::Linear, Scale::Logarithmic}) {
            const HistogramAxis axis = axisFor({&distribution, 1}, scale, 50);
            const Histogram histogram = makeHistogram(distribution, axis);
            quint64 sum = histogram.zeros;
            for (int bin = 0; bin < axis.bins; ++bin) {
                const double low = axis.edge(bin);
                const double high = axis.edge(bin + 1);
                const auto within = [&](double slack) {
                    return std::count_if(numbers.begin(), numbers.end(), [&](float number) {
                        const double x = scale == Scale::Linear ? number : std::abs(number);
                        return x >= low - std::abs(low) * slack
                            && x <= high + std::abs(high) * slack;
                    });
                };
                const auto count =
                    static_cast<qsizetype>(histogram.counts[static_cast<std::size_t>(bin)]);
                QVERIFY(count <= within(1.0 / 2048));
                QVERIFY(count >= within(-1.0 / 2048));
                sum += static_cast<quint64>(count);
            }
            QCOMPARE(sum, quint64(50'000));
        }
    }

    void keepsExtremeDoubles()
    {
        const Distribution distribution =
            distributionOf(viewOf<double>({-1e300, -1e-300, 0, 1e-300, 1e300}, Dtype::F64));
        QCOMPARE(distribution.finite, quint64(5));
        QCOMPARE(distribution.cells.front().low, -1e300);
        QCOMPARE(distribution.cells.back().high, 1e300);
        QCOMPARE(distribution.countAtMost(0) - distribution.countBelow(0), quint64(1));
        QCOMPARE(distribution.countBelow(0), quint64(2));
    }

    void findsQuantiles()
    {
        const Distribution distribution =
            distributionOf(viewOf<qint8>({5, 1, 4, 2, 3, 3, -7, 9, 8, 6}, Dtype::I8));
        QCOMPARE(distribution.quantile(0).value(), -7.0);
        QCOMPARE(distribution.quantile(0.1).value(), -7.0);
        QCOMPARE(distribution.quantile(0.11).value(), 1.0);
        QCOMPARE(distribution.quantile(0.5).value(), 3.0);
        QCOMPARE(distribution.quantile(0.51).value(), 4.0);
        QCOMPARE(distribution.quantile(1).value(), 9.0);
        QVERIFY(!Distribution().quantile(0.5));
    }

    void findsQuantilesOfWideDtypesToTheWidthOfACell()
    {
        std::vector<float> numbers = normalNumbers(50'001);
        const Distribution distribution = distributionOf(viewOf(numbers, Dtype::F32));
        std::sort(numbers.begin(), numbers.end());
        for (const double p : {0.001, 0.25, 0.5, 0.9, 0.999}) {
            const double exact = numbers[static_cast<std::size_t>(std::ceil(p * 50'001)) - 1];
            QVERIFY(std::abs(distribution.quantile(p).value() - exact)
                <= std::abs(exact) / 2048 + 1e-30);
        }
    }
};

QTEST_GUILESS_MAIN(HistogramTest)
#include "tst_histogram.moc"
