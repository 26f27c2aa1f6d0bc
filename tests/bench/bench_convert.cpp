// SPDX-License-Identifier: GPL-3.0-or-later

// What a conversion costs, against `cp` of as many bytes, a plain read/write loop and the reference
// Python library, with and without the source in the system's cache, with and without waiting for
// the disk.
// run: bench_convert [FOLDER [ROUNDS]]. Writes about 12 GB there (default: the temporary folder).
// The reference runs where BAGEL_EXPLORER_PYTHON names an interpreter with safetensors and
// ml_dtypes.
#include "model/bagel/architecture.h"
#include "model/safetensors/writer.h"
#include "model/transfer/exporter.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <deque>
#include <fcntl.h>
#include <functional>
#include <unistd.h>

namespace {

struct NoFlush final : System {
    int sync(int) override { return 0; }
    void startWriting(int, off_t, off_t) override { }
};

/// BAGEL-7B-MoT with a third of the language model's dimensions, 4 GB, in the reference's order.
bool writeSource(const QString &path)
{
    std::deque<TensorInfo> infos;
    std::vector<OutputTensor> tensors;
    const ModelSizes sizes{
        .vocabulary = 50688, .hidden = 1194, .queryWidth = 1194, .intermediate = 6314};
    for (const ExpectedTensor &expected : modelTensors(sizes)) {
        TensorInfo &info = infos.emplace_back(
            TensorInfo{.key = expected.key, .shape = expected.shape, .dtype = Dtype::BF16});
        info.end = info.parameters() * 2;
        tensors.push_back({&info});
    }
    sortForWriting(tensors);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*composeHeader(tensors, {})) < 0)
        return false;
    for (const OutputTensor &tensor : tensors) {
        const auto bytes = static_cast<qsizetype>(tensor.bytes());
        if (file.write(CheckpointBuilder::filling(tensor.info->key.toString(), bytes)) < 0)
            return false;
    }
    return file.flush() && ::fsync(file.handle()) == 0;
}

/// Takes the file's pages out of the system's cache, or brings them in.
void setCached(const QString &path, bool isCached)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    if (!isCached)
        ::posix_fadvise(file.handle(), 0, 0, POSIX_FADV_DONTNEED);
    QByteArray buffer(1 << 20, '\0');
    while (isCached && file.read(buffer.data(), buffer.size()) > 0) { }
}

bool flush(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && ::fsync(file.handle()) == 0;
}

void copyPlainly(const QString &from, const QString &to)
{
    QFile source(from);
    QFile target(to);
    if (!source.open(QIODevice::ReadOnly) || !target.open(QIODevice::WriteOnly))
        qFatal("cannot open");
    QByteArray buffer(4 << 20, '\0');
    for (;;) {
        const auto count =
            ::read(source.handle(), buffer.data(), static_cast<std::size_t>(buffer.size()));
        if (count <= 0)
            break;
        if (::write(target.handle(), buffer.data(), static_cast<std::size_t>(count)) != count)
            qFatal("cannot write");
    }
}

/// Prints the seconds that loading, renaming and saving take.
const QString byReference = uR"(
import sys, time
import ml_dtypes
from safetensors.numpy import load_file, save_file
source, target, stage = sys.argv[1:]
gen = ("time_embedder.", "vae2llm.", "llm2vae.", "latent_pos_embed.")
start = time.perf_counter()
tensors = {"model." + key: tensor for key, tensor in load_file(source).items()
           if stage == "2" or not ("_moe_gen" in key or key.startswith(gen))}
save_file(tensors, target)
print(time.perf_counter() - start)
)"_s;

class Bench final {
public:
    Bench(const QString &folder, Stage stage, int rounds)
        : m_rounds(rounds), m_source(folder + u"/source"_s), m_same(folder + u"/same"_s),
          m_target(folder + u"/target"_s)
    {
        Progress progress;
        m_inventory = makeInventory(Rules::bundled(), *openCheckpoint(m_source, progress));
        ConversionOptions options;
        options.stage = stage;
        m_plan = makePlan(*m_inventory, options);
        NoFlush system;
        if (!exportCheckpoint(*m_inventory, m_plan, {m_same}, progress, system))
            qFatal("cannot export");
    }
    ~Bench() { QFile::remove(m_same); }

    void run()
    {
        m_out << (m_plan.options.stage == Stage::One ? "Stage 1, " : "Stage 2, ")
              << double(m_plan.keptBytes) / 1e9 << " GB, seconds, median (least) of " << m_rounds
              << Qt::endl;
        for (const bool isCached : {true, false}) {
            for (const bool isFlushed : {false, true})
                runOne(isCached, isFlushed);
        }
    }

private:
    struct Way {
        const char *name;
        std::function<double(bool isFlushed)> seconds;
        std::vector<double> all;
    };

    void runOne(bool isCached, bool isFlushed)
    {
        std::vector<Way> ways{{"convert", [this](bool f) { return convert(f); }, {}},
            {"cp",
                [this](bool f) {
                    return timed(f, [&] {
                        return QProcess::execute(u"cp"_s, {m_same, m_target}) == 0;
                    });
                },
                {}},
            {"plain loop",
                [this](bool f) {
                    return timed(f, [&] {
                        copyPlainly(m_same, m_target);
                        return true;
                    });
                },
                {}}};
        if (qEnvironmentVariableIsSet("BAGEL_EXPLORER_PYTHON"))
            ways.push_back({"reference", [this](bool f) { return reference(f); }, {}});

        // Round after round, so that whatever else the machine does meets all of them, and each of
        // them first once, since memory that was used just before costs less than other.
        for (int round = 0; round < m_rounds; ++round) {
            for (std::size_t i = 0; i < ways.size(); ++i) {
                Way &way = ways[(static_cast<std::size_t>(round) + i) % ways.size()];
                QFile::remove(m_target);
                setCached(m_source, isCached);
                setCached(m_same, isCached);
                ::sync();
                way.all.push_back(way.seconds(isFlushed));
            }
        }
        m_out << (isCached ? "  warm" : "  cold") << (isFlushed ? ", flushed:" : ":");
        const double ours = median(ways.front());
        for (const Way &way : ways) {
            m_out << "  " << way.name << ' ' << median(way) << " (" << std::ranges::min(way.all)
                  << "): " << median(way) / ours << " x convert;";
        }
        m_out << Qt::endl;
        QFile::remove(m_target);
    }

    double convert(bool isFlushed)
    {
        NoFlush noFlush;
        Progress progress;
        QElapsedTimer timer;
        timer.start();
        if (!exportCheckpoint(
                *m_inventory, m_plan, {m_target}, progress, isFlushed ? System::real() : noFlush))
            qFatal("cannot export");
        return double(timer.nsecsElapsed()) / 1e9;
    }

    double timed(bool isFlushed, const std::function<bool()> &function) const
    {
        QElapsedTimer timer;
        timer.start();
        if (!function() || (isFlushed && !flush(m_target)))
            qFatal("cannot copy");
        return double(timer.nsecsElapsed()) / 1e9;
    }

    double reference(bool isFlushed) const
    {
        QProcess python;
        python.start(qEnvironmentVariable("BAGEL_EXPLORER_PYTHON"),
            {u"-c"_s, byReference, m_source, m_target, QString::number(int(m_plan.options.stage))});
        python.waitForFinished(-1);
        bool isNumber = false;
        const double seconds = python.readAllStandardOutput().trimmed().toDouble(&isNumber);
        if (!isNumber)
            qFatal("%s", python.readAllStandardError().constData());
        return seconds + timed(isFlushed, [] { return true; });
    }

    static double median(const Way &way)
    {
        std::vector<double> sorted = way.all;
        std::ranges::sort(sorted);
        return sorted[sorted.size() / 2];
    }

    int m_rounds;
    QString m_source;
    QString m_same; ///< what the conversion writes, for those who only copy
    QString m_target;
    std::shared_ptr<const Inventory> m_inventory;
    ConversionPlan m_plan;
    QTextStream m_out{stdout};
};

/// The most memory this process ever had, from /proc.
QByteArray peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                return line.mid(6).trimmed();
        }
    }
    return "unknown";
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString place = argc > 1 ? QFile::decodeName(argv[1]) : QDir::tempPath();
    const QTemporaryDir folder(place + u"/bench-convert-XXXXXX"_s);
    if (!folder.isValid() || !writeSource(folder.filePath(u"source"_s)))
        qFatal("cannot write");
    QFile memory(u"/proc/self/clear_refs"_s);
    if (memory.open(QIODevice::WriteOnly))
        memory.write("5"); // forget what making the source took
    memory.close();
    for (const Stage stage : {Stage::Two, Stage::One})
        Bench(folder.path(), stage, argc > 2 ? QByteArray(argv[2]).toInt() : 8).run();
    QTextStream(stdout) << "peak memory of this process while converting: " << peakMemory()
                        << Qt::endl;
}
