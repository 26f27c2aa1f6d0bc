// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/compactstring.h"
#include "tests/testutil.h"

#include <utility>

class CompactStringTest final : public QObject {
    Q_OBJECT

private slots:
    void keepsEveryText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("ASCII") << u"model.layers.0.weight"_s;
        QTest::newRow("beyond ASCII") << u"ö重\U0001f95f\U0010ffff"_s;
        QTest::newRow("byte order mark") << u"\ufeffa\ufeff"_s;
        QTest::newRow("NUL") << u"a"_s + QChar(0) + u"b"_s;
        QTest::newRow("long") << QString(1'000'000, u'k');
    }
    void keepsEveryText()
    {
        QFETCH(QString, text);
        const CompactString compact(text);
        QCOMPARE(compact.toString(), text);
        QCOMPARE(compact.utf8().toByteArray(), text.toUtf8());
        QCOMPARE(compact.toStdString(), text.toStdString());
        QCOMPARE(compact.isEmpty(), text.isEmpty());
        QVERIFY(!compact.toString().isNull()); // which would mean that there is no key
    }

    void copiesAreEqualAndLiveAlone()
    {
        auto first = std::make_unique<CompactString>(u"a"_s);
        CompactString second = *first;
        CompactString third;
        third = *first;
        QCOMPARE(second, *first);
        first.reset();
        QCOMPARE(second.toString(), u"a"_s);
        third = third; // NOLINT: to itself
        QCOMPARE(third.toString(), u"a"_s);
        QVERIFY(!(second == CompactString(u"b"_s)));
        QVERIFY(!(second == CompactString()));
    }

    void viewsSurviveAMove()
    {
        CompactString first(u"short"_s);
        const QByteArrayView view = first;
        const CompactString second = std::move(first);
        QVERIFY(view.data() == second.utf8().data());
        QCOMPARE(view, "short");
    }

    void takesOnePointer() { QCOMPARE(sizeof(CompactString), sizeof(void *)); }
};

QTEST_GUILESS_MAIN(CompactStringTest)
#include "tst_compactstring.moc"
