// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/target.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QDir>
#include <QTemporaryDir>

class TargetTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void initTestCase()
    {
        QVERIFY(writeFile(m_folder.filePath(u"a b.safetensors"_s), "x"));
        QVERIFY(writeFile(m_folder.filePath(u"odd::name"_s), "x"));
    }

    void readsWhatPeopleTypeAndPaste_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("key");
        const QString root = m_folder.path() + u'/';
        const QString file = u"a b.safetensors"_s;
        QTest::newRow("path") << root + file << file << QString();
        QTest::newRow("line") << u' ' + root + file + u'\n' << file << QString();
        QTest::newRow("quotes") << u'\'' + root + file + u'\'' << file << QString();
        QTest::newRow("URL") << QUrl::fromLocalFile(root + file).toString(QUrl::FullyEncoded)
                             << file << QString();
        QTest::newRow("key") << root + file + u"::x.y"_s << file << u"x.y"_s;
        QTest::newRow("key with colons") << root + file + u"::x::y"_s << file << u"x::y"_s;
        QTest::newRow("file with colons") << root + u"odd::name"_s << u"odd::name"_s << QString();
        QTest::newRow("both") << root + u"odd::name::x"_s << u"odd::name"_s << u"x"_s;
        QTest::newRow("missing") << root + u"no::x::y"_s << u"no"_s << u"x::y"_s;
    }
    void readsWhatPeopleTypeAndPaste()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        QFETCH(QString, key);
        QCOMPARE(targetOf(text), (Target{m_folder.filePath(name), key}));
    }

    void knowsTheHomeFolder()
    {
        QCOMPARE(targetOf(u"~/no.safetensors"_s).path, QDir::homePath() + u"/no.safetensors"_s);
    }
};

QTEST_GUILESS_MAIN(TargetTest)
#include "tst_target.moc"
