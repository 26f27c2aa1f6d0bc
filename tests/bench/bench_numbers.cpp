// SPDX-License-Identifier: GPL-3.0-or-later

// How fast tensors are read as numbers, against a plain read of the same bytes and against numpy,
// warm and cold; and how accurate 10^9 numbers are added up.
// run: bench_numbers [FOLDER]. Writes 1 GiB there (default: the temporary folder). numpy runs where
// BAGEL_EXPLORER_PYTHON names an interpreter with numpy and ml_dtypes.
#include "model/safetensors/localfile.h"
#include "model/tensor/comparison.h"
#include "model/tensor/grid.h"
#include "model/tensor/statistics.h"
#include "tests/tensorsource.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <bit>
#include <cmath>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 fileBytes = 1ULL << 30;
constexpr int repetitions = 5;

/// Numbers of a spread that weights have; b is a moved by a little.
float weight(quint64 place, bool isMoved)
{
    quint64 state = (place + 1) * 0x9e3779b97f4a7c15;
    state = (state ^ state >> 29) * 0xbf58476d1ce4e5b9;
    state ^= state >> 32;
    float sum = -2;
    for (int i = 0; i < 4; ++i)
        sum += float(state >> 16 * i & 0xffff) / 65536;
    return sum * 0.03F + (isMoved && place % 3 == 0 ? 1e-3F : 0);
}

/// Two tensors of half the file each.
bool writePair(const QString &path, Dtype dtype)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    for (const bool isMoved : {false, true}) {
        const auto size = static_cast<quint64>(bits(dtype)) / 8;
        QByteArray block(1 << 20, '\0');
        quint64 place = 0;
        for (quint64 done = 0; done < fileBytes / 2; done += quint64(block.size())) {
            for (qsizetype at = 0; at < block.size(); at += qsizetype(size)) {
                const auto pattern = std::bit_cast<quint32>(weight(place++, isMoved));
                const quint32 stored = dtype == Dtype::BF16 ? pattern >> 16 : pattern;
                std::memcpy(block.data() + at, &stored, size);
            }
            if (file.write(block) != block.size())
                return false;
        }
    }
    return file.flush() && ::fsync(file.handle()) == 0;
}

/// Takes the file's pages out of the system's cache.
void forget(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY);
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    ::close(descriptor);
}

double secondsOf(const std::function<void()> &function)
{
    QElapsedTimer timer;
    timer.start();
    function();
    return double(timer.nsecsElapsed()) / 1e9;
}

/// Seconds, the median of several runs, with the file in the system's cache and without.
struct Times {
    double warm = 0;
    double cold = 0;
};

Times measured(const QString &path, const std::function<void()> &function)
{
    const auto median = [&](bool isCold) {
        std::vector<double> seconds;
        for (int i = 0; i < repetitions; ++i) {
            if (isCold)
                forget(path);
            seconds.push_back(secondsOf(function));
        }
        std::sort(seconds.begin(), seconds.end());
        return seconds[seconds.size() / 2];
    };
    const double cold = median(true);
    return {median(false), cold};
}

/// As `cat` would: one thread, 4 MiB at a time into the same buffer.
void readPlainly(const LocalFile &file)
{
    std::vector<std::byte> buffer(4 << 20);
    for (quint64 at = 0; at < file.size(); at += buffer.size()) {
        if (!file.readAt(at, std::span(buffer).first(qMin(buffer.size(), file.size() - at))))
            qFatal("cannot read");
    }
}

/// Prints the seconds that the statistics of the file and the comparison of its halves take, in
/// pieces of 4 Mi numbers: whole arrays took longer.
const QString byNumpy = uR"(
import sys, time, numpy, ml_dtypes
path, name = sys.argv[1:]
numbers = numpy.memmap(path, ml_dtypes.bfloat16 if name == "BF16" else "<f4", "r")
size = 1 << 22
start = time.perf_counter()
count = zeros = nan = inf = total = squares = 0
low, high = numpy.inf, -numpy.inf
for begin in range(0, numbers.size, size):
    x = numbers[begin:begin + size].astype(numpy.float64)
    nan += numpy.isnan(x).sum()
    inf += numpy.isinf(x).sum()
    x = x[numpy.isfinite(x)]
    zeros += (x == 0).sum()
    low, high = min(low, x.min()), max(high, x.max())
    total += x.sum()
    squares += (x * x).sum()
print(time.perf_counter() - start)
start = time.perf_counter()
half = numbers.size // 2
largest = absolute = difference = aa = bb = ab = equal = 0
for begin in range(0, half, size):
    a = numbers[begin:begin + size].astype(numpy.float64)
    b = numbers[half + begin:half + begin + size].astype(numpy.float64)
    finite = numpy.isfinite(a) & numpy.isfinite(b)
    equal += (a == b).sum()
    a, b = a[finite], b[finite]
    d = b - a
    largest = max(largest, abs(d).max())
    absolute += abs(d).sum()
    difference += (d * d).sum()
    aa, bb, ab = aa + (a * a).sum(), bb + (b * b).sum(), ab + (a * b).sum()
print(time.perf_counter() - start)
)"_s;

class Bench {
public:
    explicit Bench(const QString &folder) : m_path(folder + u"/bench-numbers.bin"_s) { }
    ~Bench() { QFile::remove(m_path); }

    void run(Dtype dtype)
    {
        if (!writePair(m_path, dtype))
            qFatal("cannot write");
        const auto file = LocalFile::open(m_path).value();
        const quint64 numbers = fileBytes * 8 / static_cast<quint64>(bits(dtype));
        // Rows of 4096, about as many as an embedding has.
        const TensorView whole{file, 0, fileBytes, dtype, {numbers / 4096, 4096}};
        const TensorView a{file, 0, fileBytes / 2, dtype, {numbers / 8192, 4096}};
        TensorView b = a;
        b.position = fileBytes / 2;
        const GridRequest sampled{{0, 0, numbers / 4096, 4096}, 600, 800, Reduction::Sample};
        GridRequest reduced = sampled;
        reduced.reduction = Reduction::Mean;

        m_out << name(dtype) << ", 1 GiB, seconds (and share of a plain read's rate)" << Qt::endl;
        m_plain = measured(m_path, [&] { readPlainly(*file); });
        print("plain read", m_plain);
        Progress progress;
        const Times statistics = show("statistics",
            [&] { return computeStatistics(whole, Coverage::All, progress).has_value(); });
        show("statistics and distribution",
            [&] { return summarize(whole, Coverage::All, progress).has_value(); });
        const Times comparison = show("comparison of the halves",
            [&] { return compareTensors(a, b, Coverage::All, progress).has_value(); });
        show("grid of 600 × 800, mean",
            [&] { return makeGrid(whole, reduced, progress).has_value(); });
        show("grid of 600 × 800, sample",
            [&] { return makeGrid(whole, sampled, progress).has_value(); });
        show("sampled comparison",
            [&] { return compareTensors(a, b, Coverage::Sample, progress).has_value(); });
        compareWithNumpy(dtype, statistics, comparison);
    }

private:
    Times show(const char *what, const std::function<bool()> &function)
    {
        const Times times = measured(m_path, [&] {
            if (!function())
                qFatal("cannot read");
        });
        print(what, times);
        return times;
    }

    void print(const char *what, const Times &times)
    {
        m_out << u"  %1 warm %2 (%3)  cold %4 (%5)"_s.arg(QString::fromUtf8(what), -30)
                     .arg(times.warm, 0, 'f', 3)
                     .arg(m_plain.warm / times.warm, 0, 'f', 2)
                     .arg(times.cold, 0, 'f', 3)
                     .arg(m_plain.cold / times.cold, 0, 'f', 2)
              << Qt::endl;
    }

    void compareWithNumpy(Dtype dtype, const Times &statistics, const Times &comparison)
    {
        if (pythonInterpreter().isEmpty())
            return;
        const auto theirs = [&] {
            const QList<QByteArray> lines =
                runPython(byNumpy, {m_path, QString(name(dtype))}).split('\n');
            return std::pair(lines.value(0).toDouble(), lines.value(1).toDouble());
        };
        theirs();
        const auto [theirStatistics, theirComparison] = theirs();
        m_out << u"  numpy, warm: statistics %1 s, %2 times ours; comparison %3 s, %4 times ours"_s
                     .arg(theirStatistics, 0, 'f', 2)
                     .arg(theirStatistics / statistics.warm, 0, 'f', 1)
                     .arg(theirComparison, 0, 'f', 2)
                     .arg(theirComparison / comparison.warm, 0, 'f', 1)
              << Qt::endl;
    }

    QString m_path;
    QTextStream m_out{stdout};
    Times m_plain;
};

/// A tensor of F32 that is computed when it is read: 1.0 + noise, or zeros.
class ComputedSource final : public ByteSource {
public:
    using Number = float (*)(quint64 place);
    explicit ComputedSource(Number number) : m_number(number) { }

    QString name() const override { return u"computed"_s; }
    quint64 size() const override { return ~quint64(0); }
    Result<void> readAt(quint64 offset, std::span<std::byte> buffer) const override
    {
        if (!m_number) {
            std::memset(buffer.data(), 0, buffer.size());
            return {};
        }
        for (std::size_t at = 0; at < buffer.size(); at += sizeof(float)) {
            const float number = m_number((offset + at) / sizeof(float));
            std::memcpy(buffer.data() + at, &number, sizeof number);
        }
        return {};
    }

private:
    Number m_number;
};

float noisyOne(quint64 place)
{
    return 1 + weight(place, false);
}

float otherNoisyOne(quint64 place)
{
    return noisyOne(place) + weight(place + 12345, false) / 64;
}

void checkAccuracy()
{
    constexpr quint64 count = 1'000'000'000;
    long double sum = 0;
    for (quint64 i = 0; i < count; ++i)
        sum += static_cast<long double>(noisyOne(i));
    const long double mean = sum / count;
    long double squares = 0;
    long double difference = 0;
    long double norm = 0;
    for (quint64 i = 0; i < count; ++i) {
        const auto a = static_cast<long double>(noisyOne(i));
        const auto b = static_cast<long double>(otherNoisyOne(i));
        squares += (a - mean) * (a - mean);
        difference += (b - a) * (b - a);
        norm += a * a;
    }
    const auto view = [](ComputedSource::Number number) {
        return TensorView{
            std::make_shared<ComputedSource>(number), 0, count * 4, Dtype::F32, {count}};
    };
    Progress progress;
    const Statistics statistics =
        computeStatistics(view(noisyOne), Coverage::All, progress).value();
    const Comparison comparison =
        compareTensors(view(noisyOne), view(otherNoisyOne), Coverage::All, progress).value();
    const auto error = [](double ours, long double exact) {
        return double(std::abs(static_cast<long double>(ours) - exact) / exact);
    };
    QTextStream out(stdout);
    out << "10^9 numbers, 1.0 + noise, relative error: mean " << error(*statistics.mean, mean)
        << ", deviation " << error(*statistics.deviation, std::sqrt(squares / count)) << ", rms "
        << error(*comparison.rms, std::sqrt(difference / count)) << ", relative L2 "
        << error(*comparison.relativeL2, std::sqrt(difference / norm)) << Qt::endl;

    const quint64 many = 9'000'000'000;
    const TensorView zeros{std::make_shared<ComputedSource>(nullptr), 0, many, Dtype::U8, {many}};
    const quint64 counted = computeStatistics(zeros, Coverage::All, progress).value().zeros;
    out << "9·10^9 zeros of 8 bits: " << (counted == many ? "all counted" : "MISCOUNTED")
        << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir temporary;
    Bench bench(app.arguments().value(1, temporary.path()));
    for (const Dtype dtype : {Dtype::BF16, Dtype::F32})
        bench.run(dtype);
    checkAccuracy();
    return 0;
}
