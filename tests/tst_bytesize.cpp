// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/bytesize.h"
#include "tests/testutil.h"

class ByteSizeTest final : public QObject {
    Q_OBJECT

private slots:
    void readsDecimalSizes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<quint64>("bytes");
        QTest::newRow("bytes") << u"17"_s << quint64(17);
        QTest::newRow("bytes, said so") << u"17B"_s << quint64(17);
        QTest::newRow("unit") << u"5GB"_s << quint64(5'000'000'000);
        QTest::newRow("any case") << u"5gb"_s << quint64(5'000'000'000);
        QTest::newRow("fraction") << u"1.5GB"_s << quint64(1'500'000'000);
        QTest::newRow("fraction that no double holds") << u"0.1TB"_s << quint64(100'000'000'000);
        QTest::newRow("less than a byte") << u"1.2345KB"_s << quint64(1234);
        QTest::newRow("largest") << u"18446744073709.551615MB"_s << ~quint64(0);
    }
    void readsDecimalSizes()
    {
        QFETCH(QString, text);
        QFETCH(quint64, bytes);
        const auto size = parseByteSize(text);
        VERIFY_OK(size);
        QCOMPARE(*size, bytes);
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
            {"", "GB", "x", "5GiB", "5 GB", "-5GB", "+5", "1.5", "1.5B", ".5GB", "1.GB", "1,5GB",
                "1e3", "0", "0.0GB", "0.0001KB", "18446744073709551616", "18446744073709.551616MB"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesEverythingElse()
    {
        QFETCH(QString, text);
        const auto size = parseByteSize(text);
        QVERIFY(!size);
        QCOMPARE(size.error().code, Code::Usage);
        QVERIFY(size.error().detail.contains(u'“' + text + u'”'));
    }
};

QTEST_GUILESS_MAIN(ByteSizeTest)
#include "tst_bytesize.moc"
