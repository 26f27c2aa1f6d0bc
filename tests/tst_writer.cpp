// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/writer.h"
#include "tests/testutil.h"

#include <QtEndian>

#include <deque>

namespace {

/// Lives as long as the program.
OutputTensor tensor(
    const QString &key, Dtype dtype = Dtype::F32, const Shape &shape = {1}, quint64 bytes = 4)
{
    static std::deque<TensorInfo> infos;
    infos.push_back({.key = key, .shape = shape, .begin = 100, .end = 100 + bytes, .dtype = dtype});
    return {&infos.back()};
}

/// The header without its length word, which is checked.
QByteArray json(const Result<QByteArray> &header)
{
    if (!header)
        return header.error().detail.toUtf8();
    const quint64 length = qFromLittleEndian<quint64>(header->constData());
    return length == static_cast<quint64>(header->size()) - 8 ? header->mid(8) : "wrong length";
}

} // namespace

class WriterTest final : public QObject {
    Q_OBJECT

private slots:
    void writesTensorsOneBehindTheOther()
    {
        const std::vector tensors{tensor(u"b"_s, Dtype::F32, {2, 3}, 24),
            tensor(u"a"_s, Dtype::BF16, {}, 2), tensor(u"none"_s, Dtype::U8, {0, 5}, 0)};
        QCOMPARE(json(composeHeader(tensors, {})),
            R"({"b":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},)"
            R"("a":{"dtype":"BF16","shape":[],"data_offsets":[24,26]},)"
            R"("none":{"dtype":"U8","shape":[0,5],"data_offsets":[26,26]}}     )");
    }

    void writesMetadataFirstInItsOrder()
    {
        const Metadata metadata{{u"format"_s, u"pt"_s}, {u"a"_s, u""_s}};
        QCOMPARE(json(composeHeader({}, metadata)), R"({"__metadata__":{"format":"pt","a":""}} )");
        const std::vector tensors{tensor(u"x"_s)};
        QCOMPARE(json(composeHeader(tensors, metadata)),
            R"({"__metadata__":{"format":"pt","a":""},)"
            R"("x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}    )");
    }

    void writesNoEmptyMetadata() { QCOMPARE(json(composeHeader({}, {})), "{}      "); }

    void escapesOnlyWhatJsonDemands_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("quote and backslash") << u"a\"b\\c/"_s << QByteArray(R"(a\"b\\c/)");
        QTest::newRow("short escapes") << u"\b\t\n\f\r"_s << QByteArray(R"(\b\t\n\f\r)");
        QTest::newRow("other controls")
            << u"\u0001\u001f"_s + QChar(0) << QByteArray(R"(\u0001\u001f\u0000)");
        QTest::newRow("DEL stays") << u"\u007f"_s << QByteArray("\x7f");
        QTest::newRow("non-ASCII stays")
            << u"ö重\U0001f95f\u2028\ufeff"_s << u"ö重\U0001f95f\u2028\ufeff"_s.toUtf8();
    }
    void escapesOnlyWhatJsonDemands()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, written);
        QCOMPARE(json(composeHeader({}, {{text, text}})).trimmed(),
            R"({"__metadata__":{")" + written + R"(":")" + written + R"("}})");
        const std::vector tensors{tensor(text)};
        QVERIFY(json(composeHeader(tensors, {})).startsWith("{\"" + written + "\":{"));
    }

    void padsToEightBytes()
    {
        for (int length = 0; length < 9; ++length) {
            const std::vector tensors{tensor(QString(length, u'k'))};
            const QByteArray written = json(composeHeader(tensors, {}));
            QCOMPARE(written.size() % 8, 0);
            QVERIFY(written.size() - written.trimmed().size() < 8);
        }
    }

    void padsFurtherWhenAsked()
    {
        const std::vector tensors{tensor(u"a"_s)};
        const QByteArray usual = *composeHeader(tensors, {});
        for (const quint64 more : {8ULL, 4096ULL, 1'000'000ULL}) {
            QByteArray padded;
            VERIFY_OK(writeHeader(tensors, {}, {}, quint64(usual.size()) + more, append(padded)));
            QCOMPARE(padded.size(), usual.size() + qsizetype(more));
            QCOMPARE(json(padded).trimmed(), json(usual).trimmed());
        }
    }

    void handsOnALongHeaderInPieces()
    {
        std::vector<OutputTensor> tensors;
        for (int i = 0; i < 10'000; ++i)
            tensors.push_back(tensor(u"key %1"_s.arg(i)));
        QByteArray whole;
        qsizetype largest = 0;
        const quint64 bytes = *headerBytes(tensors, {});
        VERIFY_OK(writeHeader(tensors, {}, {}, bytes, [&](QByteArrayView piece) {
            whole += piece;
            largest = qMax(largest, piece.size());
            return Result<void>();
        }));
        QVERIFY(largest < 100'000);
        QCOMPARE(quint64(whole.size()), bytes);
        QCOMPARE(whole, *composeHeader(tensors, {}));
    }

    void stopsWhereItsTakerFails()
    {
        const auto refuse = [](QByteArrayView) -> Result<void> {
            return fail(Code::NoSpace, u"full"_s);
        };
        QCOMPARE(writeHeader({}, {}, {}, *headerBytes({}, {}), refuse).error().code, Code::NoSpace);
    }

    void writesOtherKeysAndDtypesThanTheTensorsHave()
    {
        OutputTensor cast = tensor(u"module.a"_s, Dtype::F32, {2, 3}, 24);
        cast.cut = 7;
        cast.dtype = Dtype::BF16;
        QCOMPARE(cast.bytes(), quint64(12));
        const std::vector tensors{cast, tensor(u"b"_s)};
        QByteArray written;
        VERIFY_OK(
            writeHeader(tensors, {}, "r\n.", *headerBytes(tensors, {}, "r\n."), append(written)));
        QCOMPARE(json(written),
            R"({"r\n.a":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},)"
            R"("r\n.b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}       )");
    }

    void sortsByDtypeThenKey()
    {
        std::vector tensors{tensor(u"z"_s, Dtype::BOOL), tensor(u"b"_s, Dtype::F32),
            tensor(u"a"_s, Dtype::U64), tensor(u"a"_s, Dtype::F32), tensor(u""_s, Dtype::F4),
            tensor(u"B"_s, Dtype::F32)};
        sortForWriting(tensors);
        QStringList order;
        for (const OutputTensor &each : tensors)
            order += name(each.dtype) + u' ' + fromUtf8(each.key());
        QCOMPARE(order,
            (QStringList{u"U64 a"_s, u"F32 B"_s, u"F32 a"_s, u"F32 b"_s, u"F4 "_s, u"BOOL z"_s}));
    }

    void sortsKeysByTheirUtf8Bytes()
    {
        std::vector tensors{tensor(u"\U0001f95f"_s), tensor(u"\uff5e"_s), tensor(u"\ue000"_s),
            tensor(u"\ud7ff"_s), tensor(u"\U0010ffff"_s), tensor(u"a"_s), tensor(u"aa"_s)};
        sortForWriting(tensors);
        std::vector<QByteArray> keys;
        for (const OutputTensor &each : tensors)
            keys.push_back(each.key().toByteArray());
        QVERIFY(std::ranges::is_sorted(keys));
    }

    void refusesWhatNoReaderAccepts()
    {
        const std::vector twice{tensor(u"a"_s), tensor(u"b"_s), tensor(u"a"_s)};
        const auto repeated = composeHeader(twice, {});
        QVERIFY(!repeated);
        QCOMPARE(repeated.error().code, Code::InvalidHeader);

        const std::vector reserved{tensor(u"__metadata__"_s)};
        QCOMPARE(composeHeader(reserved, {}).error().code, Code::InvalidHeader);
        QVERIFY(headerBytes(reserved, {}, "model.").has_value());
        const std::vector halfReserved{tensor(u"metadata__"_s)};
        QVERIFY(composeHeader(halfReserved, {}).has_value());
        QCOMPARE(headerBytes(halfReserved, {}, "__").error().code, Code::InvalidHeader);

        const std::vector unknown{tensor(u"a"_s, Dtype::Unknown)};
        QCOMPARE(composeHeader(unknown, {}).error().code, Code::UnknownDtype);

        // The rest of the JSON is {"__metadata__":{"":""}}.
        const auto withText = [](qsizetype length) {
            return headerBytes({}, {{QString(length - 24, u'x'), QString()}});
        };
        QCOMPARE(*withText(100'000'000), quint64(8 + 100'000'000));
        QCOMPARE(withText(100'000'001).error().code, Code::InvalidHeader);
    }

private:
    static Sink append(QByteArray &to)
    {
        return [&to](QByteArrayView piece) {
            to += piece;
            return Result<void>();
        };
    }
};

QTEST_GUILESS_MAIN(WriterTest)
#include "tst_writer.moc"
