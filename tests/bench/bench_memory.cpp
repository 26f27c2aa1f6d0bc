// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the most memory that the program takes for conversions of a checkpoint of so many tensors
// (600,000, or the first argument) of which each has a long key and 2 bytes.

#include "model/safetensors/writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <deque>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

void writeCheckpoint(const QString &path, int count)
{
    std::deque<TensorInfo> infos;
    std::vector<OutputTensor> tensors;
    for (int i = 0; i < count; ++i) {
        // Not in the order of the keys.
        const auto key =
            u"vit_model.encoder.layers.%1.self_attn.q_proj.weight_of_part_number_%2"_s.arg(i % 28)
                .arg(i, 9, 10, QChar(u'0'));
        tensors.push_back({&infos.emplace_back(
            TensorInfo{.key = key, .shape = {1}, .end = 2, .dtype = Dtype::BF16})});
    }
    QFile file(path);
    const auto header = composeHeader(tensors, {});
    if (!header || !file.open(QIODevice::WriteOnly) || file.write(*header) != header->size()
        || !file.resize(file.size() + 2 * qint64(count)))
        qFatal("cannot write");
}

/// Runs the program with its output thrown away; the peak of its memory in megabytes.
double peakOf(const QStringList &arguments)
{
    std::vector<QByteArray> words{BAGEL_EXPLORER};
    for (const QString &argument : arguments)
        words.push_back(argument.toUtf8());
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
    pid_t process = 0;
    int status = -1;
    rusage usage{};
    if (posix_spawn(&process, pointers[0], &actions, nullptr, pointers.data(), environ) != 0
        || wait4(process, &status, 0, &usage) != process || status != 0)
        qFatal("%s failed", qPrintable(arguments.join(u' ')));
    posix_spawn_file_actions_destroy(&actions);
    return double(usage.ru_maxrss) * 1024 / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"--write") {
        writeCheckpoint(arguments.value(2), arguments.value(3).toInt());
        return 0;
    }
    const QString count = arguments.value(1, u"600000"_s);
    const QTemporaryDir folder;
    const QString source = folder.filePath(u"source.safetensors"_s);
    const QString target = folder.filePath(u"target"_s);
    // By another process, since the peak of a child counts from that of its parent.
    if (QProcess::execute(arguments[0], {u"--write"_s, source, count}) != 0)
        return 1;

    QTextStream out(stdout);
    out << count << " tensors, megabytes at most:" << Qt::endl;
    const QStringList convert{u"convert"_s, source, u"-o"_s, target, u"--stage"_s, u"2"_s};
    for (const QStringList &options : {QStringList{u"--force"_s}, QStringList{u"--json"_s},
             QStringList{u"--dtype"_s, u"F32"_s}, QStringList{u"--to"_s, u"hf"_s},
             QStringList{u"--verify"_s, u"--receipt"_s, folder.filePath(u"receipt.json"_s)},
             QStringList{u"--max-shard-size"_s, u"100KB"_s}}) {
        out << "  convert " << options.first() << ": " << peakOf(convert + options) << Qt::endl;
        QFile::remove(target);
        QDir(target).removeRecursively();
    }
}
