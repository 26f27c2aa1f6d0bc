// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/text.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TextTest final : public QObject {
    Q_OBJECT

private slots:
    void writesBytesWithThreeDigits_data()
    {
        QTest::addColumn<quint64>("bytes");
        QTest::addColumn<QString>("shown");
        QTest::newRow("none") << quint64(0) << "0 B";
        QTest::newRow("exact below 1000") << quint64(999) << "999 B";
        QTest::newRow("kilo") << quint64(1000) << "1.00 kB";
        QTest::newRow("carries into the next unit") << quint64(999'950) << "1.00 MB";
        QTest::newRow("the UND half") << quint64(16'105'438'016) << "16.1 GB";
        QTest::newRow("largest") << ~quint64(0) << "18.4 EB";
    }
    void writesBytesWithThreeDigits()
    {
        QFETCH(quint64, bytes);
        QTEST(text::bytes(bytes), "shown");
    }

    void writesParametersInBillions()
    {
        QCOMPARE(text::parameters(8'052'719'008), u"8.05 B"_s);
        QCOMPARE(text::parameters(83'819'683), u"83.8 M"_s);
        QCOMPARE(text::parameters(128), u"128"_s);
    }

    void separatesThousands()
    {
        QCOMPARE(text::count(0), u"0"_s);
        QCOMPARE(text::count(999), u"999"_s);
        QCOMPARE(text::count(1223), u"1,223"_s);
        QCOMPARE(text::count(14'607'260'128), u"14,607,260,128"_s);
    }

    void keepsTheDigitsBeforeThePoint()
    {
        QCOMPARE(text::number(1e6), u"1,000,000"_s);
        QCOMPARE(text::number(-288'675.3), u"-288,675"_s);
        QCOMPARE(text::number(999.54), u"999.5"_s);
        QCOMPARE(text::number(999.6, 3), u"1,000"_s);
        QCOMPARE(text::number(1234.5, 6), u"1234.5"_s);
        QCOMPARE(text::number(1.5e7), u"1.5e+07"_s);
        QCOMPARE(text::number(-1.5e-7), u"-1.5e-07"_s);
    }

    void makesHiddenCharactersVisible()
    {
        QCOMPARE(text::visible(u"a\nb\tc\rd"_s), u"a\\nb\\tc\\rd"_s);
        QCOMPARE(text::visible(QString(QChar(0))), u"\\u{0}"_s);
        QCOMPARE(text::visible(u"x\u202Ey"_s), u"x\\u{202e}y"_s);
        QCOMPARE(text::visible(u"größe.重み"_s), u"größe.重み"_s);
    }

    void cutsLongKeys()
    {
        QCOMPARE(text::brief(u"a\n"_s), u"a\\n"_s);
        QCOMPARE(text::brief(QString(200, u'k')), QString(200, u'k'));
        QCOMPARE(text::brief(QString(1'000'000, u'k')), QString(200, u'k') + u'…');
        QCOMPARE(text::sample({QString(201, u'k'), u"b"_s}), QString(200, u'k') + u"…, b"_s);
    }

    void namesTheFirstKeysOnly()
    {
        const QStringList keys{u"a"_s, u"b"_s, u"c"_s};
        QCOMPARE(text::sample(keys, 2), u"a, b, …"_s);
        QCOMPARE(text::sample(keys, 3), u"a, b, c"_s);
        QCOMPARE(text::sample({}), QString());
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "tst_text.moc"
