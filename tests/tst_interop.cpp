// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/header.h"
#include "model/safetensors/writer.h"
#include "tests/checkpointbuilder.h"
#include "tests/headergenerator.h"
#include "tests/memorysource.h"
#include "tests/testutil.h"

#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QtEndian>

#include <algorithm>
#include <deque>
#include <random>

namespace {

/// Several byte strings as one file: each with its length before it.
QByteArray packed(const QList<QByteArray> &parts)
{
    QByteArray all;
    for (const QByteArray &part : parts)
        all += CheckpointBuilder::raw(part);
    return all;
}

QList<QByteArray> unpacked(const QByteArray &all)
{
    QList<QByteArray> parts;
    for (qsizetype at = 0; at + 8 <= all.size();) {
        const auto length = qFromLittleEndian<qint64>(all.constData() + at);
        parts += all.mid(at + 8, length);
        at += 8 + length;
    }
    return parts;
}

/// What both sides say of a file: "refused", or for each tensor key (hexadecimal), dtype, shape,
/// bytes and first byte, sorted, then the metadata.
QByteArray describe(const QByteArray &file)
{
    const auto header = readHeader(MemorySource(file));
    const auto isError = [](const Problem &problem) { return problem.severity == Severity::Error; };
    if (!header || std::ranges::any_of(header->problems, isError))
        return "refused";
    QList<QByteArray> tensors;
    for (const TensorInfo &tensor : header->tensors) {
        QList<QByteArray> words{
            tensor.key.utf8().toByteArray().toHex(), tensor.dtypeName().toUtf8()};
        for (const quint64 dimension : tensor.shape)
            words += QByteArray::number(dimension);
        words += QByteArray::number(tensor.bytes());
        words += tensor.bytes() == 0 ? "-" : QByteArray::number(tensor.begin % 256);
        tensors += words.join(' ');
    }
    std::ranges::sort(tensors);
    QList<QByteArray> metadata;
    for (const auto &[name, value] : header->metadata)
        metadata += name.toUtf8().toHex() + '=' + value.toUtf8().toHex();
    std::ranges::sort(metadata);
    return tensors.join(';') + '|'
        + (header->hasMetadata ? '{' + metadata.join(';') + '}' : QByteArray("none"));
}

} // namespace

/// Compares with the reference library from Python, where it is at hand.
class InteropTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_python = qEnvironmentVariable("BAGEL_EXPLORER_PYTHON");
        if (m_python.isEmpty())
            QSKIP("BAGEL_EXPLORER_PYTHON names no Python interpreter with safetensors");
    }

    void acceptsAndRefusesTheSameFiles()
    {
        HeaderGenerator generator(qEnvironmentVariableIntValue("BAGEL_EXPLORER_SEED"));
        QList<QByteArray> files;
        for (int i = 0; i < 5'000; ++i)
            files += generator.next();
        const QList<QByteArray> answers = run(u"describe"_s, files).split('\n');
        QCOMPARE(answers.size(), files.size() + 1);
        int accepted = 0;
        for (qsizetype i = 0; i < files.size(); ++i) {
            const QByteArray ours = describe(files[i]);
            accepted += ours != "refused";
            if (ours != answers[i])
                qWarning() << files[i];
            QCOMPARE(ours, answers[i]);
        }
        // Otherwise the test would say nothing about files that are read.
        QVERIFY2(accepted > files.size() / 5, qPrintable(QString::number(accepted)));
    }

    void writesTheSameBytes()
    {
        std::mt19937 random(1);
        const auto below = [&random](
                               quint32 limit) { return static_cast<quint32>(random() % limit); };
        const QStringList pieces{u"layers."_s, u"0"_s, u"\""_s, u"\\"_s, u"/"_s, u"\n"_s,
            u"\u0001"_s, u"\b\f\r\t"_s, u"\u001f"_s, u"\u007f"_s, u"é"_s, u"\uffff"_s,
            u"\U0001f95f"_s, u"\ufeff"_s, u"\u2028"_s, QString(QChar(0))};
        const auto text = [&] {
            QString key;
            for (quint32 i = below(5); i > 0; --i)
                key += pieces[below(static_cast<quint32>(pieces.size()))];
            return key;
        };

        QList<QByteArray> cases;
        QList<QByteArray> ours;
        for (int i = 0; i < 500; ++i) {
            std::deque<TensorInfo> infos;
            std::vector<OutputTensor> tensors;
            QByteArray lines;
            quint64 dataBytes = 0;
            QSet<QString> keys;
            for (quint32 count = below(30); count > 0; --count) {
                const QString key = text();
                const auto dtype = static_cast<Dtype>(below(dtypeCount));
                // The library cannot write F6, though it reads it.
                if (keys.contains(key) || dtype == Dtype::F6_E2M3 || dtype == Dtype::F6_E3M2)
                    continue;
                keys.insert(key);
                QList<quint64> dimensions;
                for (quint32 rank = below(4); rank > 0; --rank)
                    dimensions += below(4);
                // The last one makes whole bytes of F4.
                dimensions += 2;
                const QByteArray dtypeName(name(dtype).data());
                const auto bytes = static_cast<quint64>(
                    CheckpointBuilder::byteCount(dtypeName.constData(), dimensions));
                dataBytes += bytes;
                infos.push_back({.key = key, .shape = dimensions, .end = bytes, .dtype = dtype});
                tensors.push_back({&infos.back()});
                QList<QByteArray> words;
                for (const quint64 dimension : std::as_const(dimensions))
                    words += QByteArray::number(dimension);
                lines += "tensor " + dtypeName + ' ' + words.join(',') + ' '
                    + QByteArray::number(bytes) + ' ' + key.toUtf8().toHex() + '\n';
            }
            // The reference writes several entries in any order.
            Metadata metadata;
            if (below(2) == 0) {
                metadata.append({text(), text()});
                lines += "metadata " + metadata[0].first.toUtf8().toHex() + ' '
                    + metadata[0].second.toUtf8().toHex() + '\n';
            }
            sortForWriting(tensors);
            const auto header = composeHeader(tensors, metadata);
            VERIFY_OK(header);
            ours += *header + QByteArray(static_cast<qsizetype>(dataBytes), '\0');
            cases += lines;
        }
        const QList<QByteArray> theirs = unpacked(run(u"serialize"_s, cases));
        QCOMPARE(theirs.size(), ours.size());
        for (qsizetype i = 0; i < ours.size(); ++i)
            QCOMPARE(ours[i], theirs[i]);
    }

private:
    /// What reference.py prints about `parts`.
    QByteArray run(const QString &command, const QList<QByteArray> &parts) const
    {
        const QString input = m_folder.filePath(u"input"_s);
        if (!writeFile(input, packed(parts)))
            return "cannot write";
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(m_python,
            {QFINDTESTDATA("reference.py"), command, input, m_folder.filePath(u"file"_s)});
        return process.waitForFinished(120'000) ? process.readAllStandardOutput() : "no answer";
    }

    QString m_python;
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(InteropTest)
#include "tst_interop.moc"
