// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/statistics.h"
#include "tests/tensorsource.h"
#include "tests/testutil.h"

#include <cmath>
#include <limits>

namespace {

const float infinity = std::numeric_limits<float>::infinity();
const float notANumber = std::numeric_limits<float>::quiet_NaN();

/// Count, zeros, NaN, Inf, min, max, mean, std; the last four are "notANumber" where nothing is
/// finite.
const QString statisticsByNumpy = uR"(
import sys, numpy, ml_dtypes
dtypes = {"BOOL": "?", "U8": "u1", "I8": "i1", "F8_E5M2": ml_dtypes.float8_e5m2,
    "F8_E4M3": ml_dtypes.float8_e4m3fn, "F8_E8M0": ml_dtypes.float8_e8m0fnu,
    "F8_E4M3FNUZ": ml_dtypes.float8_e4m3fnuz, "F8_E5M2FNUZ": ml_dtypes.float8_e5m2fnuz,
    "I16": "<i2", "U16": "<u2", "F16": "<f2", "BF16": ml_dtypes.bfloat16, "I32": "<i4",
    "U32": "<u4", "F32": "<f4", "C64": "<c8", "F64": "<f8", "I64": "<i8", "U64": "<u8",
    "F4": ml_dtypes.float4_e2m1fn, "F6_E2M3": ml_dtypes.float6_e2m3fn,
    "F6_E3M2": ml_dtypes.float6_e3m2fn}
name, data = sys.argv[1], sys.stdin.buffer.read()
if name in ("F4", "F6_E2M3", "F6_E3M2"):
    size = 4 if name == "F4" else 6
    bits = numpy.unpackbits(numpy.frombuffer(data, "u1"), bitorder="little").reshape(-1, size)
    data = numpy.packbits(bits, axis=1, bitorder="little").tobytes()
values = numpy.frombuffer(data, dtypes[name])
if name == "C64":
    values = values.view("<f4")
values = values.astype(numpy.float64)
finite = values[numpy.isfinite(values)]
figures = [values.size, (values == 0).sum(), numpy.isnan(values).sum(), numpy.isinf(values).sum()]
figures += [finite.min(), finite.max(), finite.mean(dtype="g"), finite.std(dtype="g")]
print(" ".join(repr(float(figure)) for figure in figures))
)"_s;

bool isClose(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance * qMax(std::abs(a), std::abs(b));
}

/// Elements of every kind, planted ones first.
template <typename Float> QByteArray floats(qsizetype count)
{
    std::vector<Float> numbers{
        Float(infinity), Float(-infinity), Float(notANumber), Float(0), Float(-0.0)};
    const QByteArray random = noise(count);
    for (qsizetype i = 5; i < count; ++i)
        numbers.push_back(Float(std::ldexp(Float(random[i]), random[i - 1] / 8)));
    return QByteArray(reinterpret_cast<const char *>(numbers.data()),
        static_cast<qsizetype>(numbers.size() * sizeof(Float)));
}

QByteArray elements(Dtype dtype, qsizetype count)
{
    switch (dtype) {
    case Dtype::F32:
        return floats<float>(count);
    case Dtype::C64:
        return floats<float>(2 * count);
    case Dtype::F64:
        return floats<double>(count);
    default:
        return noise(count * bits(dtype) / 8);
    }
}

/// A tensor of 1.0 + noise and the figures of the same numbers, taken with all the care there is.
struct NoisyOnes {
    std::vector<float> numbers;
    double mean = 0;
    double deviation = 0;

    explicit NoisyOnes(qsizetype count)
    {
        const QByteArray random = noise(count * 2);
        for (qsizetype i = 0; i < count; ++i)
            numbers.push_back(1 + float(random[2 * i]) / 1e5F + float(random[2 * i + 1]) / 1e6F);
        long double sum = 0;
        for (const float number : numbers)
            sum += static_cast<long double>(number);
        const long double exact = sum / static_cast<long double>(count);
        long double squares = 0;
        for (const float number : numbers)
            squares += (static_cast<long double>(number) - exact)
                * (static_cast<long double>(number) - exact);
        mean = double(exact);
        deviation = double(std::sqrt(squares / static_cast<long double>(count)));
    }
};

Result<Statistics> statisticsOf(const TensorView &view, Coverage coverage = Coverage::All)
{
    Progress progress;
    return computeStatistics(view, coverage, progress);
}

} // namespace

class StatisticsTest final : public QObject {
    Q_OBJECT

private slots:
    void leavesOutWhatIsNotFinite_data()
    {
        QTest::addColumn<TensorView>("view");
        QTest::newRow("F32") << viewOf<float>(
            {2, notANumber, -1, infinity, 0, -infinity, -0.0F, 3}, Dtype::F32);
        QTest::newRow("F64") << viewOf<double>(
            {2, notANumber, -1, infinity, 0, -infinity, -0.0, 3}, Dtype::F64);
        QTest::newRow("BF16") << viewOf<quint16>(
            {0x4000, 0x7fc0, 0xbf80, 0x7f80, 0, 0xff80, 0x8000, 0x4040}, Dtype::BF16);
        QTest::newRow("C64") << viewOf<float>(
            {2, notANumber, -1, infinity, 0, -infinity, -0.0F, 3}, Dtype::C64, {2, 2});
    }
    void leavesOutWhatIsNotFinite()
    {
        QFETCH(TensorView, view);
        const Result<Statistics> statistics = statisticsOf(view);
        VERIFY_OK(statistics);
        Statistics expected;
        expected.count = 8;
        expected.nan = 1;
        expected.inf = 2;
        expected.zeros = 2;
        expected.min = -1;
        expected.max = 3;
        expected.mean = 0.8;
        // The mean of the squares is 14 / 5.
        QVERIFY(isClose(statistics->deviation.value(), std::sqrt(2.8 - 0.64), 1e-15));
        expected.deviation = statistics->deviation;
        QVERIFY(*statistics == expected);
    }

    void agreesWithNumpy_data()
    {
        QTest::addColumn<Dtype>("dtype");
        for (int i = 0; i < dtypeCount; ++i)
            QTest::newRow(name(static_cast<Dtype>(i)).data()) << static_cast<Dtype>(i);
    }
    void agreesWithNumpy()
    {
        SKIP_WITHOUT_PYTHON();
        QFETCH(Dtype, dtype);
        // More than one stretch and a block that is not full.
        const quint64 count = 40 * 6661;
        const QByteArray tensor = elements(dtype, count);
        const QByteArray output = runPython(statisticsByNumpy, {QString(name(dtype))}, tensor);
        const QList<QByteArray> figures = output.trimmed().split(' ');
        QVERIFY2(figures.size() == 8, output.constData());

        const Result<Statistics> statistics = statisticsOf(viewOf(tensor, dtype, {40, count / 40}));
        VERIFY_OK(statistics);
        QCOMPARE(double(statistics->count), figures[0].toDouble());
        QCOMPARE(double(statistics->zeros), figures[1].toDouble());
        QCOMPARE(double(statistics->nan), figures[2].toDouble());
        QCOMPARE(double(statistics->inf), figures[3].toDouble());
        QVERIFY(statistics->min == figures[4].toDouble());
        QVERIFY(statistics->max == figures[5].toDouble());
        QVERIFY2(
            isClose(statistics->mean.value(), figures[6].toDouble(), 1e-12), output.constData());
        QVERIFY2(isClose(statistics->deviation.value(), figures[7].toDouble(), 1e-12),
            output.constData());
    }

    void givesNoFiguresWithoutFiniteNumbers_data()
    {
        QTest::addColumn<TensorView>("view");
        QTest::addColumn<quint64>("nans");
        QTest::newRow("no elements") << viewOf<float>({}, Dtype::F32, {3, 0}) << quint64(0);
        QTest::newRow("no BF16 elements") << viewOf<quint16>({}, Dtype::BF16, {0}) << quint64(0);
        QTest::newRow("only NaN") << viewOf<float>({notANumber, notANumber}, Dtype::F32)
                                  << quint64(2);
        QTest::newRow("only E4M3 NaN") << viewOf<quint8>({0x7f}, Dtype::F8_E4M3) << quint64(1);
    }
    void givesNoFiguresWithoutFiniteNumbers()
    {
        QFETCH(TensorView, view);
        QFETCH(quint64, nans);
        const Result<Statistics> statistics = statisticsOf(view);
        VERIFY_OK(statistics);
        Statistics expected;
        expected.count = nans;
        expected.nan = nans;
        QVERIFY(*statistics == expected);
    }

    void takesAScalar()
    {
        const QByteArray pi = QByteArray::fromHex("db0f4940");
        const Result<Statistics> statistics = statisticsOf(viewOf(pi, Dtype::F32, {}));
        VERIFY_OK(statistics);
        QCOMPARE(statistics->count, quint64(1));
        QCOMPARE(statistics->mean.value(), double(3.14159274F));
        QCOMPARE(statistics->deviation.value(), 0.0);
    }

    void countsTruthAsOne()
    {
        const Result<Statistics> statistics =
            statisticsOf(viewOf<quint8>({0, 1, 2, 255}, Dtype::BOOL));
        VERIFY_OK(statistics);
        QCOMPARE(statistics->mean.value(), 0.75);
        QCOMPARE(statistics->max.value(), 1.0);
    }

    void doesNotShowANegativeZero()
    {
        for (const TensorView &view :
            {viewOf<float>({-0.0F}, Dtype::F32), viewOf<quint16>({0x8000}, Dtype::F16)}) {
            const Result<Statistics> statistics = statisticsOf(view);
            VERIFY_OK(statistics);
            QVERIFY(!std::signbit(statistics->min.value()));
            QVERIFY(!std::signbit(statistics->max.value()));
        }
    }

    void sumsAccurately()
    {
        const NoisyOnes ones(2'000'003);
        const Result<Statistics> statistics = statisticsOf(viewOf(ones.numbers, Dtype::F32));
        VERIFY_OK(statistics);
        QVERIFY(isClose(statistics->mean.value(), ones.mean, 1e-14));
        QVERIFY(isClose(statistics->deviation.value(), ones.deviation, 1e-11));
    }

    void givesTheSameAnswerEveryTime()
    {
        const TensorView view = viewOf(NoisyOnes(3'000'000).numbers, Dtype::F32);
        const Result<Statistics> once = statisticsOf(view);
        VERIFY_OK(once);
        for (int i = 0; i < 5; ++i)
            QVERIFY(once == statisticsOf(view));
    }

    void saysNothingOfSumsBeyondADouble()
    {
        const Result<Statistics> statistics =
            statisticsOf(viewOf<double>({1e308, 1e308, -1e200}, Dtype::F64));
        VERIFY_OK(statistics);
        QCOMPARE(statistics->max.value(), 1e308);
        QVERIFY(!statistics->mean);
        QVERIFY(!statistics->deviation);
    }

    void summarizesInOnePass()
    {
        for (const Dtype dtype : {Dtype::F32, Dtype::BF16}) {
            const auto source = std::make_shared<const TensorSource>(elements(dtype, 1 << 20));
            const quint64 count =
                (source->size() - TensorSource::position) * 8 / static_cast<quint64>(bits(dtype));
            const TensorView view = viewOf(source, dtype, {count});
            Progress progress;
            const Result<Summary> summary = summarize(view, Coverage::All, progress);
            VERIFY_OK(summary);
            QCOMPARE(source->bytesRead.load(), view.bytes);
            QVERIFY(summary->statistics == statisticsOf(view));
            QCOMPARE(summary->distribution.finite, summary->statistics.finite());
            QCOMPARE(summary->distribution.cells.front().low, summary->statistics.min.value());
            QCOMPARE(summary->distribution.cells.back().high, summary->statistics.max.value());
        }
    }

    void marksASample()
    {
        const auto source = std::make_shared<const TensorSource>(noise(8 << 20));
        const TensorView view = viewOf(source, Dtype::I8, {8 << 20});
        const Result<Statistics> statistics = statisticsOf(view, Coverage::Sample);
        VERIFY_OK(statistics);
        QVERIFY(statistics->isSample);
        QCOMPARE(statistics->count, quint64(2 << 20));
        QCOMPARE(source->bytesRead.load(), quint64(2 << 20));
        QVERIFY(std::abs(statistics->mean.value()) < 1);
    }

    void readsASmallTensorWhollyInsteadOfSampling()
    {
        const TensorView view = viewOf(noise(2 << 20), Dtype::I8, {2 << 20});
        const Result<Statistics> statistics = statisticsOf(view, Coverage::Sample);
        VERIFY_OK(statistics);
        QVERIFY(!statistics->isSample);
        QVERIFY(statistics == statisticsOf(view));
    }

    void samplesFromBeginningToEnd()
    {
        QByteArray tensor(8 << 20, '\0');
        tensor[0] = 1;
        tensor[tensor.size() - 9] = 1;
        const Result<Statistics> statistics = statisticsOf(
            viewOf(tensor, Dtype::U8, {static_cast<quint64>(tensor.size())}), Coverage::Sample);
        VERIFY_OK(statistics);
        QCOMPARE(statistics->count - statistics->zeros, quint64(2));
    }

    void keepsMemoryBounded()
    {
        for (const Dtype dtype : {Dtype::F32, Dtype::BF16, Dtype::F6_E2M3}) {
            const auto source = std::make_shared<const TensorSource>(QByteArray(24 << 20, '\1'));
            const quint64 count = (24ULL << 20) * 8 / static_cast<quint64>(bits(dtype));
            VERIFY_OK(statisticsOf(viewOf(source, dtype, {count})));
            QVERIFY(source->largestRead <= 1 << 20);
        }
    }

    void reportsBytes()
    {
        WatchedProgress progress;
        const TensorView view = viewOf(noise(5'000'004), Dtype::F32, {1'250'001});
        VERIFY_OK(computeStatistics(view, Coverage::All, progress));
        QVERIFY(!progress.hasDecreased);
        QCOMPARE(progress.lastDone, view.bytes);
        QCOMPARE(progress.lastTotal, view.bytes);
    }

    void stopsWhenCancelled()
    {
        for (const Dtype dtype : {Dtype::F32, Dtype::BF16}) {
            const auto source = std::make_shared<const TensorSource>(QByteArray(16 << 20, '\1'));
            const quint64 count = (16ULL << 20) * 8 / static_cast<quint64>(bits(dtype));
            WatchedProgress progress;
            progress.cancelAfter = 2;
            const Result<Summary> summary =
                summarize(viewOf(source, dtype, {count}), Coverage::All, progress);
            QVERIFY(!summary);
            QCOMPARE(summary.error().code, Code::Cancelled);
            QVERIFY(source->bytesRead <= 2 << 20);
        }
    }

    void reportsAReadErrorInTheMiddle()
    {
        auto source = std::make_shared<TensorSource>(QByteArray(8 << 20, '\1'));
        source->failsFrom = 5 << 20;
        const Result<Statistics> statistics = statisticsOf(viewOf(source, Dtype::BF16, {4 << 20}));
        QVERIFY(!statistics);
        QCOMPARE(statistics.error().code, Code::CannotRead);
    }

    void refusesAnUnknownDtype()
    {
        const Result<Statistics> statistics = statisticsOf(viewOf(noise(8), Dtype::Unknown, {8}));
        QVERIFY(!statistics);
        QCOMPARE(statistics.error().code, Code::UnknownDtype);
        QVERIFY(statistics.error().detail.contains(u"memory.safetensors"_s));
    }
};

QTEST_GUILESS_MAIN(StatisticsTest)
#include "tst_statistics.moc"
