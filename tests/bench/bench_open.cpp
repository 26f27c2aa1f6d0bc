// SPDX-License-Identifier: GPL-3.0-or-later

// How much processor time and memory reading a header takes, against the reference library in the
// same run: bench_open [KEYS…]. The reference runs where BAGEL_EXPLORER_PYTHON names an interpreter
// that has safetensors.

#include "model/safetensors/localfile.h"
#include "model/safetensors/writer.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <ctime>
#include <deque>
#include <random>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;

/// A file with `keys` tensors whose names are as long as those of a real checkpoint; its data is a
/// hole. With `isShuffled` the header's order is not that of the data.
void writeCheckpoint(const QString &path, int keys, bool isShuffled)
{
    constexpr quint64 each = 128 * 3584 * 2;
    std::deque<TensorInfo> infos;
    std::vector<OutputTensor> tensors;
    for (int i = 0; i < keys; ++i) {
        const QString key = u"language_model.model.layers.%1.self_attn.q_proj_moe_gen.weight"_s;
        tensors.push_back({&infos.emplace_back(TensorInfo{
            .key = key.arg(i), .shape = {128, 3584}, .end = each, .dtype = Dtype::BF16})});
    }
    const quint64 bytes = each * static_cast<quint64>(keys);
    QByteArray header = composeHeader(tensors, {{u"format"_s, u"pt"_s}}).value_or(QByteArray());
    if (isShuffled) {
        QList<QByteArray> entries = header.mid(9).trimmed().chopped(1).split('}');
        entries.removeLast();
        for (QByteArray &entry : entries)
            entry = (entry.startsWith(',') ? entry.mid(1) : entry) + '}';
        std::shuffle(entries.begin() + 1, entries.end(), std::minstd_rand(1));
        header = header.first(9) + entries.join(',') + '}';
        while (header.size() % 8 != 0)
            header += ' ';
    }
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(header) != header.size()
        || !file.resize(file.size() + static_cast<qint64>(bytes)))
        qFatal("cannot write %s", qPrintable(path));
}

/// What a program prints: seconds of processor time, then the peak of its memory in kilobytes.
struct Measurement {
    double seconds = 0;
    double megabytes = 0;
};

Measurement best(const QString &program, const QStringList &arguments)
{
    Measurement result{1e9, 0};
    for (int round = 0; round < rounds; ++round) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, arguments);
        process.waitForFinished(-1);
        const QList<QByteArray> words = process.readAllStandardOutput().simplified().split(' ');
        if (words.size() != 2)
            qFatal("%s printed no measurement", qPrintable(program));
        result.seconds = std::min(result.seconds, words[0].toDouble());
        result.megabytes = std::max(result.megabytes, words[1].toDouble() * 1024 / 1e6);
    }
    return result;
}

double peakKilobytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("VmHWM:") + 6, 16).simplified().split(' ').first().toDouble();
}

int openOnce(const QString &path)
{
    const std::clock_t start = std::clock();
    const auto file = LocalFile::open(path);
    const auto header = file ? readHeader(**file) : tl::unexpected(file.error());
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    if (!header)
        qFatal("%s", qPrintable(header.error().detail));
    QTextStream(stdout) << seconds << ' ' << QString::number(peakKilobytes(), 'f', 0) << '\n';
    return 0;
}

const QString reference = uR"(
import sys, time, resource, numpy
from safetensors import safe_open
start = time.process_time()
file = safe_open(sys.argv[1], framework="numpy")
seconds = time.process_time() - start
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
)"_s;

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QStringList arguments = app.arguments().mid(1);
    if (arguments.value(0) == u"--open")
        return openOnce(arguments.value(1));
    if (arguments.isEmpty())
        arguments = {u"1223"_s, u"600000"_s};

    const QTemporaryDir folder;
    const QString python = qEnvironmentVariable("BAGEL_EXPLORER_PYTHON");
    QTextStream out(stdout);
    for (const QString &keys : std::as_const(arguments)) {
        for (const bool isShuffled : {false, true}) {
            const QString path = folder.filePath(u"bench.safetensors"_s);
            writeCheckpoint(path, keys.toInt(), isShuffled);
            const Measurement ours = best(app.applicationFilePath(), {u"--open"_s, path});
            out << keys << " keys" << (isShuffled ? ", shuffled" : "") << ": " << ours.seconds * 1e3
                << " ms, " << ours.megabytes << " MB";
            if (!python.isEmpty()) {
                const Measurement theirs = best(python, {u"-c"_s, reference, path});
                out << "; reference " << theirs.seconds * 1e3 << " ms, " << theirs.megabytes
                    << " MB: " << theirs.seconds / ours.seconds << " times faster";
            }
            out << Qt::endl;
        }
    }
    return 0;
}
