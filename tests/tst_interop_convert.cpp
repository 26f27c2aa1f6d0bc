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
