// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/checkpointbuilder.h"
#include "tests/commandrunner.h"
#include "tests/testutil.h"

#include <QTemporaryDir>

/// Exports against those of the reference library, byte for byte.
class ConvertInteropTest final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_python = qEnvironmentVariable("BAGEL_EXPLORER_PYTHON");

    QString path(const QString &name) const { return m_folder.filePath(name); }

    Finished reference(const QStringList &arguments) const
    {
        return run(m_python, QStringList{QFINDTESTDATA("reference_convert.py")} + arguments);
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QCOMPARE(bagelExplorer({u"demo"_s, m_folder.path()}).status, 0);
    }

    void equalsTheReference_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("choices");
        for (const QString &source : {u"ema.safetensors"_s, u"mixed.safetensors"_s}) {
            for (const QString &choices : {u"nemo stage1"_s, u"nemo stage2"_s, u"hf"_s}) {
                QTest::addRow("%s to %s", qPrintable(source), qPrintable(choices))
                    << source << choices.split(u' ');
            }
        }
    }
    void equalsTheReference()
    {
        if (m_python.isEmpty())
            QSKIP("BAGEL_EXPLORER_PYTHON is not set: tests/run makes an interpreter for it");
        QFETCH(QString, source);
        QFETCH(QStringList, choices);
        if (source.startsWith(u"mixed")) {
            const Finished made = reference({u"--make"_s, path(source)});
            QVERIFY2(made.status == 0, made.messages.constData());
        }
        QStringList options{u"--to"_s, choices[0]};
        if (choices.size() > 1)
            options += {u"--stage"_s, choices[1]};
        const Finished ours = bagelExplorer(QStringList{u"convert"_s, path(source), u"-o"_s,
                                                path(u"ours"_s), u"--force"_s, u"--verify"_s}
            + options);
        QVERIFY2(ours.status == 0, ours.messages.constData());
        const Finished theirs = reference(QStringList{path(source), path(u"theirs"_s)} + choices);
        QVERIFY2(theirs.status == 0, theirs.messages.constData());
        const QByteArray expected = readFile(path(u"theirs"_s));
        QVERIFY(expected.size() > 100);
        QVERIFY(readFile(path(u"ours"_s)) == expected);
    }

    void castsEveryNumberAsNumPyDoes()
    {
        if (m_python.isEmpty())
            QSKIP("BAGEL_EXPLORER_PYTHON is not set: tests/run makes an interpreter for it");
        const QString script = QFINDTESTDATA("reference_casts.py");
        const QString source = path(u"casts.safetensors"_s);
        const QString ours = path(u"cast.safetensors"_s);
        QCOMPARE(run(m_python, {script, u"--make"_s, source}).status, 0);
        for (const QString &dtype : {u"BF16"_s, u"F16"_s, u"F32"_s}) {
            QCOMPARE(bagelExplorer(
                         {u"convert"_s, source, u"-o"_s, ours, u"--force"_s, u"--dtype"_s, dtype})
                         .status,
                0);
            const Finished answer = run(m_python, {script, u"casts"_s, source, ours, dtype});
            QVERIFY2(answer.status == 0, answer.messages.constData());
        }
    }

    void laysOutPatchesAsNumPyDoes()
    {
        if (m_python.isEmpty())
            QSKIP("BAGEL_EXPLORER_PYTHON is not set: tests/run makes an interpreter for it");
        const QString script = QFINDTESTDATA("reference_casts.py");
        const QStringList files{path(u"patches.safetensors"_s), path(u"conv.safetensors"_s),
            path(u"linear.safetensors"_s)};
        QCOMPARE(run(m_python, {script, u"--make"_s, files[0]}).status, 0);
        for (int i = 0; i < 2; ++i) {
            const QString layout = i == 0 ? u"conv"_s : u"linear"_s;
            QCOMPARE(bagelExplorer(
                         {u"convert"_s, files[i], u"-o"_s, files[i + 1], u"--patch-embedding"_s,
                             layout, u"--to"_s, i == 0 ? u"nemo"_s : u"hf"_s})
                         .status,
                0);
            const Finished answer =
                run(m_python, {script, u"patches"_s, files[i], files[i + 1], layout});
            QVERIFY2(answer.status == 0, answer.messages.constData());
        }
    }

    void goesThereAndBack()
    {
        const QString original = path(u"ema.safetensors"_s);
        const QString nemo = path(u"nemo.safetensors"_s);
        const QString back = path(u"back.safetensors"_s);
        QCOMPARE(bagelExplorer({u"convert"_s, original, u"-o"_s, nemo, u"--stage=2"_s}).status, 0);
        QCOMPARE(bagelExplorer({u"convert"_s, nemo, u"-o"_s, back, u"--to=hf"_s}).status, 0);
        QVERIFY(readFile(nemo) != readFile(original));
        QVERIFY(readFile(back) == readFile(original));
    }
};

QTEST_GUILESS_MAIN(ConvertInteropTest)
#include "tst_interop_convert.moc"
