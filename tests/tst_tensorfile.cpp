// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/checkpoint.h"
#include "model/tensor/decode.h"
#include "model/transfer/tensorfile.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QProcess>
#include <QTemporaryDir>

#include <unistd.h>

class TensorFileTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Progress m_unwatched;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// A tensor of a checkpoint of its own.
    TensorView view(const char *dtype, const QList<quint64> &shape, const QByteArray &data = {})
    {
        const QString file = path(u"source.safetensors"_s);
        if (!CheckpointBuilder().tensor(u"t"_s, dtype, shape, data).write(file))
            return {};
        const auto checkpoint = openCheckpoint(file, m_unwatched);
        return checkpoint ? viewOf(**checkpoint, 0) : TensorView();
    }

    /// A line a file: dtype, shape and bytes as NumPy reads them.
    static QByteArray asNumpyReads(const QStringList &files)
    {
        QProcess python;
        python.start(qEnvironmentVariable("BAGEL_EXPLORER_PYTHON"),
            QStringList{u"-c"_s,
                u"import numpy, sys\n"
                "for path in sys.argv[1:]:\n"
                "    a = numpy.load(path)\n"
                "    print(a.dtype.str, a.shape, a.tobytes().hex())"_s}
                + files);
        python.waitForFinished();
        return python.readAllStandardOutput();
    }

    /// What a `.npy` file of these bytes holds.
    static QByteArray expectedBytes(Dtype dtype, const QByteArray &stored)
    {
        if (npyDescription(dtype) != "<f4"_L1 || dtype == Dtype::F32)
            return stored;
        std::vector<double> numbers(static_cast<std::size_t>(stored.size() * 8 / bits(dtype)));
        decode(dtype, 0, std::as_bytes(std::span(stored.constData(), std::size_t(stored.size()))),
            numbers);
        QByteArray bytes;
        for (const double number : numbers) {
            const auto single = static_cast<float>(number);
            bytes.append(reinterpret_cast<const char *>(&single), sizeof single);
        }
        return bytes;
    }

private slots:
    void init()
    {
        QVERIFY(QDir(m_folder.path()).removeRecursively() && QDir().mkpath(m_folder.path()));
    }

    void numpyReadsEveryDtypeAndShape()
    {
        if (!qEnvironmentVariableIsSet("BAGEL_EXPLORER_PYTHON"))
            QSKIP("BAGEL_EXPLORER_PYTHON names no Python with numpy");
        const QList<std::pair<QList<quint64>, QByteArray>> shapes{{{3, 8}, "(3, 8)"}, {{}, "()"},
            {{5}, "(5,)"}, {{2, 0, 3}, "(2, 0, 3)"}, {{2, 3, 2, 2}, "(2, 3, 2, 2)"}};
        QStringList files;
        QByteArray expected;
        for (int i = 0; i < dtypeCount; ++i) {
            const auto dtype = static_cast<Dtype>(i);
            const QByteArray described(npyDescription(dtype).data());
            for (const auto &[shape, tuple] : shapes) {
                const qsizetype size = CheckpointBuilder::byteCount(name(dtype).data(), shape);
                if (bits(dtype) < 8 && (shape.isEmpty() || shape == QList<quint64>{5}))
                    continue; // no whole bytes
                const TensorView source = view(name(dtype).data(), shape);
                files += path(u"%1.npy"_s.arg(files.size()));
                VERIFY_OK(writeNpy(source, {files.last()}, m_unwatched));
                const QByteArray stored = CheckpointBuilder::filling(u"t"_s, size);
                expected +=
                    described + ' ' + tuple + ' ' + expectedBytes(dtype, stored).toHex() + '\n';
            }
        }
        QCOMPARE(asNumpyReads(files), expected);
    }

    void writesMoreThanOneChunk()
    {
        const QByteArray data = CheckpointBuilder::filling(u"t"_s, 700'000);
        VERIFY_OK(writeRaw(view("U8", {700, 1000}, data), {path(u"t.bin"_s)}, m_unwatched));
        QCOMPARE(readFile(path(u"t.bin"_s)), data);
    }

    void writesASliceAsCsv()
    {
        const TensorView source = view("U8", {2, 3}, "\x01\x02\x03\x04\x05\x06");
        const auto slice = parseSlice(u":, 1:"_s, source.shape);
        VERIFY_OK(slice);
        VERIFY_OK(writeCsv(source, *slice, {path(u"t.csv"_s)}, m_unwatched));
        QCOMPARE(readFile(path(u"t.csv"_s)), QByteArray("2,3\n5,6\n"));
        VERIFY_OK(
            writeCsv(source, wholeSlice(source.shape), {path(u"t.csv"_s), true}, m_unwatched));
        QCOMPARE(readFile(path(u"t.csv"_s)), QByteArray("1,2,3\n4,5,6\n"));
    }

    void writesLongRowsAndManyRowsAsCsv_data()
    {
        QTest::addColumn<QList<quint64>>("shape");
        QTest::newRow("long rows") << QList<quint64>{2, 100'000};
        QTest::newRow("many rows") << QList<quint64>{100'000, 2};
    }
    void writesLongRowsAndManyRowsAsCsv()
    {
        QFETCH(const QList<quint64>, shape);
        const QByteArray data = CheckpointBuilder::filling(u"t"_s, 200'000);
        const TensorView source = view("U8", shape, data);
        VERIFY_OK(writeCsv(source, wholeSlice(source.shape), {path(u"t.csv"_s)}, m_unwatched));
        QByteArray expected;
        for (quint64 i = 0; i < 200'000; ++i) {
            expected += QByteArray::number(static_cast<quint8>(data[qsizetype(i)]))
                + ((i + 1) % shape[1] == 0 ? '\n' : ',');
        }
        QCOMPARE(readFile(path(u"t.csv"_s)), expected);
    }

    void leavesAnExistingFileUnlessTold()
    {
        QVERIFY(writeFile(path(u"t.bin"_s), "precious"));
        const TensorView source = view("U8", {2}, "ab");
        const auto refused = writeRaw(source, {path(u"t.bin"_s)}, m_unwatched);
        QVERIFY(!refused && refused.error().code == Code::Exists);
        QCOMPARE(readFile(path(u"t.bin"_s)), QByteArray("precious"));
        VERIFY_OK(writeRaw(source, {path(u"t.bin"_s), true}, m_unwatched));
        QCOMPARE(readFile(path(u"t.bin"_s)), QByteArray("ab"));
    }

    void neverReplacesTheCheckpoint_data()
    {
        QTest::addColumn<bool>("isHardLink");
        QTest::newRow("symbolic link") << false;
        QTest::newRow("hard link") << true;
    }
    void neverReplacesTheCheckpoint()
    {
        QFETCH(const bool, isHardLink);
        const TensorView source = view("U8", {2}, "ab");
        const QByteArray target = path(u"source.safetensors"_s).toUtf8();
        const QByteArray before = readFile(QString::fromUtf8(target));
        const QByteArray link = path(u"link"_s).toUtf8();
        QCOMPARE((isHardLink ? ::link : ::symlink)(target.constData(), link.constData()), 0);
        for (const QString &name : {u"link"_s, u"source.safetensors"_s}) {
            const auto refused = writeRaw(source, {path(name), true}, m_unwatched);
            QVERIFY(!refused && refused.error().code == Code::SameFile);
        }
        QCOMPARE(readFile(QString::fromUtf8(target)), before);
    }

    void neverReplacesAnotherFileOfTheCheckpoint()
    {
        for (const QString &name : {u"ema.safetensors"_s, u"ae.safetensors"_s})
            QVERIFY(CheckpointBuilder().tensor(name, "U8", {3}, "abc").write(path(name)));
        const auto checkpoint = openCheckpoint(m_folder.path(), m_unwatched);
        VERIFY_OK(checkpoint);
        QCOMPARE((*checkpoint)->files.size(), 2U);
        for (const CheckpointFile &file : (*checkpoint)->files) {
            const auto refused =
                writeRaw(viewOf(**checkpoint, 1), {file.path, true, *checkpoint}, m_unwatched);
            QVERIFY(!refused && refused.error().code == Code::SameFile);
        }
    }

    void leavesNothingWhenCancelled()
    {
        struct : Progress {
            bool isCancelled() const override { return true; }
        } cancelled;
        const TensorView source = view("U8", {2}, "ab");
        for (const auto &done : {writeRaw(source, {path(u"t"_s)}, cancelled),
                 writeNpy(source, {path(u"t"_s)}, cancelled),
                 writeCsv(source, wholeSlice(source.shape), {path(u"t"_s)}, cancelled)})
            QVERIFY(!done && done.error().code == Code::Cancelled);
        QCOMPARE(
            QDir(m_folder.path()).entryList(QDir::Files), QStringList{u"source.safetensors"_s});
    }

    void saysWhereItCannotWrite()
    {
        const auto failed = writeRaw(view("U8", {2}, "ab"), {path(u"missing/t"_s)}, m_unwatched);
        QVERIFY(!failed && failed.error().code == Code::CannotWrite);
        QVERIFY(failed.error().detail.contains(u"missing/t"_s));
    }
};

QTEST_GUILESS_MAIN(TensorFileTest)
#include "tst_tensorfile.moc"
