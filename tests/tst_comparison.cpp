// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/comparison.h"
#include "tests/tensorsource.h"
#include "tests/testutil.h"

#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace {

const float infinity = std::numeric_limits<float>::infinity();
const float notANumber = std::numeric_limits<float>::quiet_NaN();

const QString comparisonByNumpy = uR"(
import sys, numpy, ml_dtypes
dtypes = {"U8": "u1", "F8_E4M3": ml_dtypes.float8_e4m3fn, "F16": "<f2", "BF16": ml_dtypes.bfloat16,
    "I32": "<i4", "F32": "<f4", "C64": "<f4", "F64": "<f8", "I64": "<i8"}
data = sys.stdin.buffer.read()
values = numpy.frombuffer(data, dtypes[sys.argv[1]]).astype(numpy.float64)
a, b = values[:values.size // 2], values[values.size // 2:]
finite = numpy.isfinite(a) & numpy.isfinite(b)
figures = [a.size, numpy.mean(a == b), finite.sum(), (~numpy.isfinite(a)).sum(),
    (~numpy.isfinite(b)).sum()]
a, b = a[finite].astype("g"), b[finite].astype("g")
d = b - a
norm = lambda x: numpy.sqrt((x * x).sum())
figures += [abs(d).max(), abs(d).mean(), numpy.sqrt((d * d).mean()), norm(d) / norm(a),
    (a * b).sum() / (norm(a) * norm(b))]
print(" ".join(repr(float(figure)) for figure in figures))
)"_s;

bool isClose(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance * qMax(std::abs(a), std::abs(b));
}

Result<Comparison> compared(
    const TensorView &a, const TensorView &b, Coverage coverage = Coverage::All)
{
    Progress progress;
    return compareTensors(a, b, coverage, progress);
}

Result<Comparison> comparedFloats(const std::vector<float> &a, const std::vector<float> &b)
{
    return compared(viewOf(a, Dtype::F32), viewOf(b, Dtype::F32));
}

/// `count` elements whose squares a double can hold, and a slightly moved copy of them.
template <typename T> std::pair<std::vector<T>, std::vector<T>> pairOf(qsizetype count)
{
    const QByteArray random = noise(2 * count);
    std::vector<T> a;
    std::vector<T> b;
    for (qsizetype i = 0; i < count; ++i) {
        a.push_back(static_cast<T>(random[2 * i]));
        b.push_back(static_cast<T>(a.back() + T(random[2 * i + 1] % 3)));
    }
    return {a, b};
}

QByteArray bytesOf(const auto &numbers)
{
    return QByteArray(reinterpret_cast<const char *>(numbers.data()),
        static_cast<qsizetype>(numbers.size() * sizeof(numbers[0])));
}

} // namespace

class ComparisonTest final : public QObject {
    Q_OBJECT

private slots:
    void measuresTheDistance()
    {
        const Result<Comparison> comparison = comparedFloats({3, 0, 4, 1}, {3, 2, 4, 0});
        VERIFY_OK(comparison);
        QVERIFY(!comparison->isIdentical);
        QVERIFY(!comparison->isSample);
        QCOMPARE(comparison->count, quint64(4));
        QCOMPARE(comparison->equal, quint64(2));
        QCOMPARE(comparison->identicalShare().value(), 0.5);
        QCOMPARE(comparison->compared, quint64(4));
        QCOMPARE(comparison->maxAbs.value(), 2.0);
        QCOMPARE(comparison->meanAbs.value(), 0.75);
        QCOMPARE(comparison->rms.value(), std::sqrt(1.25));
        QCOMPARE(comparison->relativeL2.value(), std::sqrt(5.0 / 26));
        QCOMPARE(comparison->cosine().value(), 25 / std::sqrt(26.0 * 29));
    }

    void agreesWithNumpy_data()
    {
        QTest::addColumn<Dtype>("dtype");
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        const auto row = [](Dtype dtype, const QByteArray &a, const QByteArray &b) {
            QTest::newRow(name(dtype).data()) << dtype << a << b;
        };
        // Random patterns hold NaN and infinities of both signs; more than one stretch of each.
        const qsizetype count = 1'200'000;
        row(Dtype::U8, noise(count), noise(count, 2));
        row(Dtype::F8_E4M3, noise(count), noise(count, 2));
        row(Dtype::F16, noise(count * 2), noise(count * 2, 2));
        row(Dtype::I32, noise(count), noise(count, 2));
        row(Dtype::I64, noise(count), noise(count, 2));
        // BF16 and F32 patterns of any exponent would leave the sum to the few largest.
        auto [as, bs] = pairOf<float>(300'000);
        std::array<qsizetype, 3> places{7, 1024, 299'999};
        for (const qsizetype place : places) {
            as[static_cast<std::size_t>(place)] = place % 2 == 0 ? notANumber : infinity;
            bs[static_cast<std::size_t>(place / 2)] = -infinity;
        }
        as[100] = bs[100] = infinity;
        row(Dtype::F32, bytesOf(as), bytesOf(bs));
        row(Dtype::C64, bytesOf(as), bytesOf(bs));
        std::vector<quint16> upperA;
        std::vector<quint16> upperB;
        for (std::size_t i = 0; i < as.size(); ++i) {
            upperA.push_back(static_cast<quint16>(std::bit_cast<quint32>(as[i]) >> 16));
            upperB.push_back(static_cast<quint16>(std::bit_cast<quint32>(bs[i]) >> 16));
        }
        row(Dtype::BF16, bytesOf(upperA), bytesOf(upperB));
        const auto [doublesA, doublesB] = pairOf<double>(300'000);
        row(Dtype::F64, bytesOf(doublesA), bytesOf(doublesB));
    }
    void agreesWithNumpy()
    {
        SKIP_WITHOUT_PYTHON();
        QFETCH(Dtype, dtype);
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        const QByteArray output = runPython(comparisonByNumpy, {QString(name(dtype))}, a + b);
        const QList<QByteArray> figures = output.trimmed().split(' ');
        QVERIFY2(figures.size() == 10, output.constData());
        const Shape shape{static_cast<quint64>(a.size()) * 8 / static_cast<quint64>(bits(dtype))};
        const Result<Comparison> comparison =
            compared(viewOf(a, dtype, shape), viewOf(b, dtype, shape));
        VERIFY_OK(comparison);
        QCOMPARE(double(comparison->count), figures[0].toDouble());
        QCOMPARE(comparison->identicalShare().value(), figures[1].toDouble());
        QCOMPARE(double(comparison->compared), figures[2].toDouble());
        QCOMPARE(double(comparison->nonFiniteA), figures[3].toDouble());
        QCOMPARE(double(comparison->nonFiniteB), figures[4].toDouble());
        QVERIFY(comparison->maxAbs == figures[5].toDouble());
        QVERIFY2(
            isClose(comparison->meanAbs.value(), figures[6].toDouble(), 1e-13), output.constData());
        QVERIFY2(
            isClose(comparison->rms.value(), figures[7].toDouble(), 1e-13), output.constData());
        QVERIFY2(isClose(comparison->relativeL2.value(), figures[8].toDouble(), 1e-13),
            output.constData());
        QVERIFY2(std::abs(comparison->cosine().value() - figures[9].toDouble()) < 1e-14,
            output.constData());
    }

    void callsEqualBytesIdenticalEvenWithNan()
    {
        const Result<Comparison> comparison =
            comparedFloats({1, notANumber, infinity, 2}, {1, notANumber, infinity, 2});
        VERIFY_OK(comparison);
        QVERIFY(comparison->isIdentical);
        QCOMPARE(comparison->equal, quint64(3));
        QCOMPARE(comparison->nonFiniteA, quint64(2));
        QCOMPARE(comparison->nonFiniteB, quint64(2));
        QCOMPARE(comparison->compared, quint64(2));
        QCOMPARE(comparison->relativeL2.value(), 0.0);
        QCOMPARE(comparison->cosine().value(), 1.0);
    }

    void callsZerosEqualButNotIdentical()
    {
        const Result<Comparison> comparison = comparedFloats({0.0F, 1}, {-0.0F, 1});
        VERIFY_OK(comparison);
        QVERIFY(!comparison->isIdentical);
        QCOMPARE(comparison->equal, quint64(2));
        QCOMPARE(comparison->maxAbs.value(), 0.0);
    }

    void seesASingleDifferentByteAnywhere()
    {
        QByteArray a = noise(3 << 20);
        for (const qsizetype place : {qsizetype(0), qsizetype(1 << 20), a.size() - 1}) {
            QByteArray b = a;
            b[place] = static_cast<char>(b[place] ^ 1);
            const Shape shape{static_cast<quint64>(a.size())};
            const Result<Comparison> comparison =
                compared(viewOf(a, Dtype::U8, shape), viewOf(b, Dtype::U8, shape));
            VERIFY_OK(comparison);
            QVERIFY(!comparison->isIdentical);
            QCOMPARE(comparison->equal, shape[0] - 1);
        }
    }

    void saysNothingWhereNoPairIsFinite()
    {
        const Result<Comparison> comparison = comparedFloats({notANumber, 1}, {2, infinity});
        VERIFY_OK(comparison);
        Comparison expected;
        expected.count = 2;
        expected.nonFiniteA = 1;
        expected.nonFiniteB = 1;
        QVERIFY(*comparison == expected);
    }

    void callsEmptyTensorsIdentical()
    {
        const TensorView none = viewOf<float>({}, Dtype::F32, {0, 3});
        const Result<Comparison> comparison = compared(none, none);
        VERIFY_OK(comparison);
        Comparison expected;
        expected.isIdentical = true;
        QVERIFY(*comparison == expected);
        QVERIFY(!comparison->identicalShare());
        QVERIFY(!comparison->cosine());
    }

    void takesNoAngleToATensorOfZeros()
    {
        const Result<Comparison> fromZero = comparedFloats({0, 0}, {0, 1});
        VERIFY_OK(fromZero);
        QVERIFY(!fromZero->relativeL2);
        QVERIFY(!fromZero->cosine());
        QCOMPARE(fromZero->maxAbs.value(), 1.0);
        const Result<Comparison> toZero = comparedFloats({0, 1}, {0, 0});
        VERIFY_OK(toZero);
        QCOMPARE(toZero->relativeL2.value(), 1.0);
        QVERIFY(!toZero->cosine());
        const Result<Comparison> zeros = comparedFloats({0, 0}, {0, -0.0F});
        VERIFY_OK(zeros);
        QCOMPARE(zeros->relativeL2.value(), 0.0);
        QCOMPARE(zeros->cosine().value(), 1.0);
    }

    void keepsTheDigitsOfASmallAngle()
    {
        // tan = 1e-6, so the distance is 5e-13, which 1 - cosine gives with four digits at most.
        const Result<Comparison> comparison =
            compared(viewOf<double>({1, 0}, Dtype::F64), viewOf<double>({1, 1e-6}, Dtype::F64));
        VERIFY_OK(comparison);
        QVERIFY(isClose(comparison->cosineDistance.value(), 0.5e-12, 1e-9));
        const Result<Comparison> opposite = comparedFloats({1, 2}, {-1, -2});
        VERIFY_OK(opposite);
        QCOMPARE(opposite->cosine().value(), -1.0);
    }

    void sumsAccurately()
    {
        const qsizetype count = 1'500'001;
        const QByteArray random = noise(2 * count);
        std::vector<float> a;
        std::vector<float> b;
        long double difference = 0;
        long double absolute = 0;
        long double norm = 0;
        for (qsizetype i = 0; i < count; ++i) {
            a.push_back(1 + float(random[2 * i]) / 1e5F);
            b.push_back(a.back() + float(random[2 * i + 1]) / 1e5F);
            const auto distance =
                static_cast<long double>(b.back()) - static_cast<long double>(a.back());
            difference += distance * distance;
            absolute += std::abs(distance);
            norm += static_cast<long double>(a.back()) * static_cast<long double>(a.back());
        }
        const Result<Comparison> comparison = comparedFloats(a, b);
        VERIFY_OK(comparison);
        QVERIFY(isClose(comparison->meanAbs.value(), double(absolute / count), 1e-13));
        QVERIFY(isClose(comparison->rms.value(), double(std::sqrt(difference / count)), 1e-13));
        QVERIFY(
            isClose(comparison->relativeL2.value(), double(std::sqrt(difference / norm)), 1e-13));
    }

    void saysNothingOfNormsBeyondADouble()
    {
        const Result<Comparison> comparison = compared(
            viewOf<double>({1e200, 1}, Dtype::F64), viewOf<double>({-1e200, 1}, Dtype::F64));
        VERIFY_OK(comparison);
        QCOMPARE(comparison->maxAbs.value(), 2e200);
        QVERIFY(!comparison->rms);
        QVERIFY(!comparison->relativeL2);
        QVERIFY(!comparison->cosine());
    }

    void estimatesFromASample()
    {
        QByteArray a = noise(8 << 20);
        QByteArray b = a;
        for (qsizetype i = 0; i < b.size(); i += 4)
            b[i] = static_cast<char>(b[i] ^ 1);
        const auto source = std::make_shared<const TensorSource>(a);
        const Shape shape{static_cast<quint64>(a.size())};
        const Result<Comparison> comparison = compared(
            viewOf(source, Dtype::U8, shape), viewOf(b, Dtype::U8, shape), Coverage::Sample);
        VERIFY_OK(comparison);
        QVERIFY(comparison->isSample);
        QCOMPARE(source->bytesRead.load(), quint64(2 << 20));
        QCOMPARE(comparison->identicalShare().value(), 0.75);
    }

    void keepsMemoryBoundedAndReportsBytes()
    {
        const auto source = std::make_shared<const TensorSource>(noise(12 << 20));
        const TensorView view = viewOf(source, Dtype::BF16, {6 << 20});
        WatchedProgress progress;
        VERIFY_OK(compareTensors(view, view, Coverage::All, progress));
        QVERIFY(source->largestRead <= 1 << 20);
        QVERIFY(!progress.hasDecreased);
        QCOMPARE(progress.lastDone, 2 * view.bytes);
        QCOMPARE(progress.lastTotal, 2 * view.bytes);
    }

    void stopsWhenCancelled()
    {
        const TensorView view = viewOf(noise(12 << 20), Dtype::BF16, {6 << 20});
        WatchedProgress progress;
        progress.cancelAfter = 3;
        const Result<Comparison> comparison = compareTensors(view, view, Coverage::All, progress);
        QVERIFY(!comparison);
        QCOMPARE(comparison.error().code, Code::Cancelled);
        QVERIFY(progress.lastDone <= 3 * (2 << 20));
    }

    void reportsAReadErrorInTheMiddle()
    {
        auto source = std::make_shared<TensorSource>(noise(4 << 20));
        const TensorView whole = viewOf(noise(4 << 20), Dtype::F32, {1 << 20});
        source->failsFrom = 3 << 20;
        const Result<Comparison> comparison =
            compared(whole, viewOf(source, Dtype::F32, {1 << 20}));
        QVERIFY(!comparison);
        QCOMPARE(comparison.error().code, Code::CannotRead);
    }

    void refusesTensorsThatAreNotAlike()
    {
        const TensorView numbers = viewOf(noise(16), Dtype::F32, {2, 2});
        for (const TensorView &other : {viewOf(noise(16), Dtype::F32, {4}),
                 viewOf(noise(16), Dtype::I32, {2, 2}), viewOf(noise(16), Dtype::C64, {2})}) {
            const Result<Comparison> comparison = compared(numbers, other);
            QVERIFY(!comparison);
            QCOMPARE(comparison.error().code, Code::Usage);
        }
        const TensorView unknown = viewOf(noise(16), Dtype::Unknown, {2, 2});
        QCOMPARE(compared(unknown, unknown).error().code, Code::UnknownDtype);
    }
};

QTEST_GUILESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
