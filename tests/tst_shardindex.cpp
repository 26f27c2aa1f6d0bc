// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/shardindex.h"
#include "tests/checkpointbuilder.h"
#include "tests/memorysource.h"
#include "tests/testutil.h"

class ShardIndexTest final : public QObject {
    Q_OBJECT

private slots:
    void readsWhichFileHoldsWhichKey()
    {
        const auto index = read(R"({"metadata":{"total_size":12},"weight_map":)"
                                R"({"b":"model-2.safetensors","a.\u00e9":"model-1.safetensors"}})");
        VERIFY_OK(index);
        QCOMPARE(weightMap(*index),
            (WeightMap{{"a.é", u"model-1.safetensors"_s}, {"b", u"model-2.safetensors"_s}}));
        QCOMPARE(index->keysOf(1), QStringList{u"b"_s});
        QVERIFY(index->problems.empty());
    }

    void ignoresWhatElseIsThere()
    {
        const auto index = read(R"({"x":[{"weight_map":{"c":"d"}}],"weight_map":{"a":"b"},"y":1})");
        VERIFY_OK(index);
        QCOMPARE(weightMap(*index), (WeightMap{{"a", u"b"_s}}));
    }

    void warnsOfRepeatedKeys()
    {
        const auto index = read(R"({"weight_map":{"a":"1","b":"2","\u0061":"3","a":"4"}})");
        VERIFY_OK(index);
        QCOMPARE(weightMap(*index), (WeightMap{{"a", u"4"_s}, {"b", u"2"_s}}));
        QCOMPARE(index->files, (QStringList{u"2"_s, u"4"_s}));
        QCOMPARE(index->problems.size(), std::size_t(1));
        QCOMPARE(index->problems[0].severity, Severity::Warning);
        QCOMPARE(index->problems[0].code, Code::DuplicateKey);
        QCOMPARE(index->problems[0].keys, QStringList{u"a"_s});
    }

    void listsRepeatedKeysWhereTheyComeAgain()
    {
        const auto index = read(R"({"weight_map":{"b":"1","b":"1","a":"1","a":"1"}})");
        VERIFY_OK(index);
        QCOMPARE(index->problems[0].keys, (QStringList{u"b"_s, u"a"_s}));
    }

    void refusesNamesThatLeaveTheFolder_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"", ".", "..", "../x", "a/b", "/etc/passwd", "a\\\\b", "..\\\\x",
                 "C:x", "https://x", "file:x", "a\\u002fb", "\\u002e.", "a\\u0000b", "a..b"})
            QTest::newRow(name) << QByteArray(name);
    }
    void refusesNamesThatLeaveTheFolder()
    {
        QFETCH(QByteArray, name);
        const auto index = read("{\"weight_map\":{\"good\":\"x\",\"some.key\":\"" + name + "\"}}");
        QVERIFY(!index);
        QCOMPARE(index.error().code, Code::InvalidHeader);
        QVERIFY(index.error().detail.contains(u"some.key"_s));
        QVERIFY(index.error().detail.contains(u"memory.safetensors"_s));
    }

    void refusesWhatIsNoIndex_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("reason");
        QTest::newRow("nothing") << QByteArray() << u"not a JSON object"_s;
        QTest::newRow("array") << QByteArray("[]") << u"not a JSON object"_s;
        QTest::newRow("a config") << QByteArray(R"({"hidden_size":3584})") << u"no weight_map"_s;
        QTest::newRow("invalid config of early releases")
            << QByteArray(R"({"name": ["BAGEL-7B-MoT"],})") << u"not valid JSON"_s;
        QTest::newRow("map is a list") << QByteArray(R"({"weight_map":[]})") << u"not an object"_s;
        QTest::newRow("file is a number")
            << QByteArray(R"({"weight_map":{"a":1}})") << u"not given as a string"_s;
        QTest::newRow("text behind") << QByteArray(R"({"weight_map":{}}x)") << u"not valid JSON"_s;
        QTest::newRow("NUL behind")
            << QByteArray("{\"weight_map\":{}}\0", 18) << u"not valid JSON"_s;
        QTest::newRow("a million levels")
            << "{\"x\":" + QByteArray(1'000'000, '[') << u"127 levels"_s;
    }
    void refusesWhatIsNoIndex()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, reason);
        const auto index = read(json);
        QVERIFY(!index);
        QCOMPARE(index.error().code, Code::InvalidHeader);
        QVERIFY2(index.error().detail.contains(reason), qPrintable(index.error().detail));
        QVERIFY(index.error().detail.contains(u"memory.safetensors"_s));
    }

    void refusesAHugeFileUnread()
    {
        const MemorySource source("{\"weight_map\":{}}", 30'000'000'000);
        const auto index = readShardIndex(source);
        QVERIFY(!index);
        QCOMPARE(index.error().code, Code::InvalidHeader);
        QCOMPARE(source.bytesRead(), quint64(0));
    }

    void reportsThatReadingFails()
    {
        MemorySource source("{\"weight_map\":{}}");
        source.failFrom(0);
        QCOMPARE(readShardIndex(source).error().code, Code::CannotRead);
    }

    void writesAsTheReferenceDoes()
    {
        QCOMPARE(shardIndex({{"b\"\x7f", u"2.safetensors"_s}, {"é\U0001f95f", u"1.safetensors"_s}},
                     29'214'520'256),
            QByteArray("{\n"
                       "  \"metadata\": {\n"
                       "    \"total_size\": 29214520256\n"
                       "  },\n"
                       "  \"weight_map\": {\n"
                       "    \"b\\\"\\u007f\": \"2.safetensors\",\n"
                       "    \"\\u00e9\\ud83e\\udd5f\": \"1.safetensors\"\n"
                       "  }\n"
                       "}\n"));
    }

    void readsWhatItWrites()
    {
        const WeightMap written{
            {"a\nb", u"1.safetensors"_s}, {"\U0001f95f\uffff", u"2.safetensors"_s}};
        const auto index = read(shardIndex(written));
        VERIFY_OK(index);
        QCOMPARE(weightMap(*index), written);
    }

private:
    static Result<ShardIndex> read(const QByteArray &json)
    {
        return readShardIndex(MemorySource(json));
    }
};

QTEST_GUILESS_MAIN(ShardIndexTest)
#include "tst_shardindex.moc"
