// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/header.h"
#include "tests/checkpointbuilder.h"
#include "tests/memorysource.h"
#include "tests/testutil.h"

#include <QElapsedTimer>
#include <QtEndian>

namespace {

/// "key dtype [shape] begin-end", a tensor a line; then "name=value" of the metadata.
QString dump(const Header &header)
{
    QStringList lines;
    for (const TensorInfo &tensor : header.tensors) {
        QStringList shape;
        for (const quint64 dimension : tensor.shape)
            shape += QString::number(dimension);
        lines +=
            u"%1 %2 [%3] %4-%5"_s.arg(tensor.key.toString(), tensor.dtypeName(), shape.join(u','))
                .arg(tensor.begin)
                .arg(tensor.end);
    }
    for (const auto &[name, value] : header.metadata)
        lines += name + u'=' + value;
    return lines.join(u'\n');
}

Result<Header> read(const QByteArray &json, quint64 dataBytes)
{
    const QByteArray file = CheckpointBuilder::raw(json);
    return readHeader(MemorySource(file, static_cast<quint64>(file.size()) + dataBytes));
}

/// A header with one tensor of one byte and `more` behind its three fields.
QByteArray entry(const QByteArray &more = {}, const QByteArray &shape = "[1]",
    const QByteArray &offsets = "[0,1]", const QByteArray &dtype = "\"U8\"")
{
    return "{\"a\":{\"dtype\":" + dtype + ",\"shape\":" + shape + ",\"data_offsets\":" + offsets
        + more + "}}";
}

/// `json` with `members` before its first member.
QByteArray with(const QByteArray &members, const QByteArray &json = entry())
{
    return '{' + members + ',' + json.mid(1);
}

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

} // namespace

class HeaderTest final : public QObject {
    Q_OBJECT

private slots:
    void readsTensorsInTheOrderOfTheirData()
    {
        const QByteArray file = CheckpointBuilder()
                                    .tensor(u"z"_s, "BF16", {2, 3})
                                    .tensor(u"a"_s, "F64", {})
                                    .tensor(u"none"_s, "F32", {4, 0})
                                    .metadata(u"format"_s, u"pt"_s)
                                    .bytes();
        const auto header = readHeader(MemorySource(file));
        VERIFY_OK(header);
        QCOMPARE(
            dump(*header), u"z BF16 [2,3] 0-12\na F64 [] 12-20\nnone F32 [4,0] 20-20\nformat=pt"_s);
        QCOMPARE(header->dataBytes, quint64(20));
        QCOMPARE(header->size + header->dataBytes, quint64(file.size()));
        QVERIFY(header->hasMetadata);
        QVERIFY(header->problems.empty());
        QCOMPARE(header->tensors[0].parameters(), quint64(6));
        QCOMPARE(header->tensors[1].parameters(), quint64(1));
        QCOMPARE(header->tensors[2].parameters(), quint64(0));

        const auto shuffled = read(R"({"b":["U8",[1],[2,3]],"e":["U8",[0],[2,2]],"d":["U8",[2],)"
                                   R"([0,2]],"c":["U8",[0],[2,2]]})",
            3);
        VERIFY_OK(shuffled);
        QCOMPARE(dump(*shuffled), u"d U8 [2] 0-2\ne U8 [0] 2-2\nc U8 [0] 2-2\nb U8 [1] 2-3"_s);
    }

    void readsEveryDtype()
    {
        for (int i = 0; i < dtypeCount; ++i) {
            const QByteArray dtype(name(static_cast<Dtype>(i)).data());
            const QByteArray size = QByteArray::number(bits(static_cast<Dtype>(i)));
            const auto header =
                read(entry({}, "[2,4]", "[0," + size + ']', '"' + dtype + '"'), size.toULongLong());
            VERIFY_OK(header);
            QCOMPARE(int(header->tensors[0].dtype), i);
            QVERIFY(header->tensors[0].unknownDtype.isEmpty());
        }
    }

    // Each row was compared with the reference library.
    void acceptsWhatTheReferenceAccepts_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("contents");
        const QString plain = u"a U8 [1] 0-1"_s;
        QTest::newRow("plain") << entry() << plain;
        QTest::newRow("white space around") << " \t\r\n" + entry() + " \n\t\r " << plain;
        QTest::newRow("white space inside")
            << QByteArray("{ \"a\" : [ \"U8\" , [ 1 ] , [ 0 , 1 ] ] }") << plain;
        QTest::newRow("entry as an array") << QByteArray(R"({"a":["U8",[1],[0,1]]})") << plain;
        QTest::newRow("dtype as an object") << entry({}, "[1]", "[0,1]", "{\"U8\":null}") << plain;
        QTest::newRow("fields in another order")
            << QByteArray(R"({"a":{"data_offsets":[0,1],"shape":[1],"dtype":"U8"}})") << plain;
        QTest::newRow("escaped field name")
            << QByteArray(R"({"a":{"dt\u0079pe":"U8","shape":[1],"data_offsets":[0,1]}})") << plain;
        QTest::newRow("unknown fields, repeated")
            << entry(R"(,"x":null,"x":{"dtype":[true,-1,1.5e3]},"y":"\ud83e\udd5f")") << plain;
        QTest::newRow("ignored: beyond 64 bits")
            << entry(R"(,"x":[18446744073709551616,-9223372036854775809,1e-400,0e400])") << plain;
        QTest::newRow("127 levels") << entry(",\"x\":" + nested(125)) << plain;
        QTest::newRow("scalar") << entry({}, "[]") << u"a U8 [] 0-1"_s;
        QTest::newRow("half bytes that fill one")
            << entry({}, "[2]", "[0,1]", "\"F4\"") << u"a F4 [2] 0-1"_s;
        QTest::newRow("zero before huge")
            << with(R"("b":["U8",[0,18446744073709551615,18446744073709551615],[0,0]])")
            << u"b U8 [0,18446744073709551615,18446744073709551615] 0-0\na U8 [1] 0-1"_s;
        QTest::newRow("null metadata") << with("\"__metadata__\":null") << plain;
        QTest::newRow("empty metadata") << with("\"__metadata__\":{}") << plain;
        QTest::newRow("escaped metadata")
            << with(R"("\u005f_metadata__":{"x":"1","":"2"})") << plain + u"\nx=1\n=2"_s;
        QTest::newRow("empty key") << with(R"("":["U8",[0],[0,0]])") << u" U8 [0] 0-0\n"_s + plain;
        QTest::newRow("NUL in a key")
            << with(R"("\u0000":["U8",[0],[0,0]])") << QChar(0) + u" U8 [0] 0-0\n"_s + plain;
        QTest::newRow("path as key")
            << with(R"("../..\/c":["U8",[0],[0,0]])") << u"../../c U8 [0] 0-0\n"_s + plain;
        QTest::newRow("byte order mark in a key")
            << with("\"\ufeffb\":[\"U8\",[0],[0,0]]") << u"\ufeffb U8 [0] 0-0\n"_s + plain;
        QTest::newRow("escaped byte order mark in a key")
            << with(R"("b\ufeffc":["U8",[0],[0,0]])") << u"b\ufeffc U8 [0] 0-0\n"_s + plain;
        QTest::newRow("escapes in a key")
            << with("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83e\\udd5f\":[\"U8\",[0],[0,0]]")
            << u"\"\\/\b\f\n\r\t\u00e9\U0001f95f U8 [0] 0-0\n"_s + plain;
        QTest::newRow("DEL and non-ASCII in a key")
            << with("\"\x7f重\U0001f95f\":[\"U8\",[0],[0,0]]")
            << u"\u007f重\U0001f95f U8 [0] 0-0\n"_s + plain;
    }
    void acceptsWhatTheReferenceAccepts()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, contents);
        const auto header = read(json, 1);
        VERIFY_OK(header);
        QCOMPARE(dump(*header), contents);
        QVERIFY(header->problems.empty());
    }

    void acceptsAnEmptyHeader()
    {
        const auto header = read("{}", 0);
        VERIFY_OK(header);
        QVERIFY(header->tensors.empty());
        QVERIFY(!header->hasMetadata);
        QCOMPARE(header->dataBytes, quint64(0));
        const auto metadata = read(R"({"__metadata__":{}})", 0);
        VERIFY_OK(metadata);
        QVERIFY(metadata->hasMetadata);
    }

    // Each row was compared with the reference library.
    void refusesWhatTheReferenceRefuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("reason");
        const QString json = u"not valid JSON"_s;
        QTest::newRow("nothing but white space") << QByteArray(" \n") << u"not a JSON object"_s;
        QTest::newRow("not closed") << entry().chopped(1) << json;
        QTest::newRow("comma at the end") << entry().chopped(1) + ",}" << json;
        QTest::newRow("text behind") << entry() + 'x' << json;
        QTest::newRow("second object behind") << entry() + "{}" << json;
        QTest::newRow("byte order mark before") << "\ufeff" + entry() << u"not a JSON object"_s;
        QTest::newRow("comment") << with("/**/\"b\":null") << json;
        QTest::newRow("not a number") << entry(",\"x\":NaN") << json;
        QTest::newRow("leading zero") << entry({}, "[01]") << json;
        QTest::newRow("no digit after the point") << entry(",\"x\":1.") << json;
        QTest::newRow("no digit in the exponent") << entry(",\"x\":1e+") << json;
        QTest::newRow("plus sign") << entry(",\"x\":+1") << json;
        QTest::newRow("broken word") << entry(",\"x\":nul") << json;
        QTest::newRow("control character") << entry(",\"x\":\"\x1f\"") << json;
        QTest::newRow("unknown escape") << entry(R"(,"x":"\x41")") << json;
        QTest::newRow("bad hex escape") << entry(R"(,"x":"\u12g4")") << json;
        QTest::newRow("lone high surrogate") << with(R"("\ud800":null)") << json;
        QTest::newRow("high surrogate twice") << entry(R"(,"x":"\ud800\ud800")") << json;
        QTest::newRow("lone low surrogate") << entry(R"(,"x":"\udc00")") << json;
        QTest::newRow("overlong UTF-8") << entry(",\"x\":\"\xc0\x80\"") << json;
        QTest::newRow("surrogate in UTF-8") << entry(",\"x\":\"\xed\xa0\x80\"") << json;
        QTest::newRow("beyond Unicode") << entry(",\"x\":\"\xf4\x90\x80\x80\"") << json;
        QTest::newRow("cut UTF-8") << entry(",\"x\":\"\xe9\x87\"") << json;
        QTest::newRow("Latin-1 outside of strings") << entry("\xe9") << json;
        QTest::newRow("NUL behind") << entry() + '\0' << json;
        QTest::newRow("NUL inside") << entry(",\"x\":\"" + QByteArray(1, '\0') + '"') << json;
        QTest::newRow("number out of range") << entry(",\"x\":1e999") << u"out of range"_s;
        QTest::newRow("negative out of range") << entry(",\"x\":-1e309") << u"out of range"_s;
        QTest::newRow("128 levels") << entry(",\"x\":" + nested(126)) << u"127 levels"_s;

        QTest::newRow("array") << QByteArray("[]") << u"not a JSON object"_s;
        QTest::newRow("null") << QByteArray("null") << u"not a JSON object"_s;
        QTest::newRow("text") << QByteArray("\"a\"") << u"not a JSON object"_s;

        const QString metadata = u"__metadata__ is not"_s;
        QTest::newRow("metadata: array") << with("\"__metadata__\":[]") << metadata;
        QTest::newRow("metadata: text") << with("\"__metadata__\":\"x\"") << metadata;
        QTest::newRow("metadata: number") << with(R"("__metadata__":{"x":1})") << metadata;
        QTest::newRow("metadata: null") << with(R"("__metadata__":{"x":null})") << metadata;
        QTest::newRow("metadata: object") << with(R"("__metadata__":{"x":{}})") << metadata;
        QTest::newRow("metadata: twice")
            << with(R"("__metadata__":null,"\u005f_metadata__":{})") << u"__metadata__ twice"_s;

        const QString fields = u"entry of tensor a does not consist of"_s;
        QTest::newRow("entry: null") << QByteArray("{\"a\":null}") << fields;
        QTest::newRow("entry: number") << QByteArray("{\"a\":1}") << fields;
        QTest::newRow("entry: two fields") << QByteArray(R"({"a":["U8",[1]]})") << fields;
        QTest::newRow("entry: four fields") << QByteArray(R"({"a":["U8",[1],[0,1],1]})") << fields;
        QTest::newRow("entry: no dtype")
            << QByteArray(R"({"a":{"shape":[1],"data_offsets":[0,1]}})") << fields;
        QTest::newRow("entry: no shape")
            << QByteArray(R"({"a":{"dtype":"U8","data_offsets":[0,1]}})") << fields;
        QTest::newRow("entry: no offsets")
            << QByteArray(R"({"a":{"dtype":"U8","shape":[1]}})") << fields;
        QTest::newRow("entry: broken, but repeated later") << with("\"a\":null") << fields;
        QTest::newRow("field twice") << entry(",\"shape\":[1]") << u"fields twice"_s;
        QTest::newRow("escaped field twice") << entry(R"(,"\u0073hape":[1])") << u"fields twice"_s;

        const QString dtype = u"dtype of tensor a"_s;
        for (const char *value : {"null", "4", "[\"U8\"]", "{}", "{\"U8\":{}}", "{\"U8\":0}",
                 R"({"U8":null,"U8":null})", "{\"X8\":null}"})
            QTest::addRow("dtype: %s", value) << entry({}, "[1]", "[0,1]", value) << dtype;

        const QString shape = u"shape of tensor a is not"_s;
        for (const char *value : {"null", "1", "{}", "[-1]", "[-0]", "[1.0]", "[1e0]", "[\"1\"]",
                 "[null]", "[true]", "[[1]]", "[18446744073709551616]"})
            QTest::addRow("shape: %s", value) << entry({}, value) << shape;

        const QString offsets = u"data_offsets of tensor a are not"_s;
        for (const char *value : {"null", "1", "{}", "[]", "[0]", "[0,1,2]", "[0,-1]", "[-0,1]",
                 "[0,1.0]", "[0,[1]]", "[\"0\",1]", "[0,18446744073709551616]"}) {
            QTest::addRow("data_offsets: %s", value) << entry({}, "[1]", value) << offsets;
        }

        QTest::newRow("ends before it begins") << entry({}, "[1]", "[1,0]") << u"ends before"_s;
        QTest::newRow("does not begin at 0") << entry({}, "[1]", "[1,2]") << u"a leaves a hole"_s;
        QTest::newRow("hole") << QByteArray(R"({"b":["U8",[1],[2,3]],"a":["U8",[1],[0,1]]})")
                              << u"b leaves a hole"_s;
        QTest::newRow("overlap") << QByteArray(R"({"a":["U8",[2],[0,2]],"b":["U8",[2],[1,3]]})")
                                 << u"b overlaps"_s;
        QTest::newRow("alias") << QByteArray(R"({"a":["U8",[1],[0,1]],"b":["U8",[1],[0,1]]})")
                               << u"b overlaps"_s;
        const QString misfit = u"a do not fit its shape"_s;
        QTest::newRow("too few bytes") << entry({}, "[2]") << misfit;
        QTest::newRow("too many bytes") << entry({}, "[0]") << misfit;
        QTest::newRow("last of two entries misfits")
            << with("\"a\":[\"U8\",[1],[0,1]]", entry({}, "[1]", "[0,5]")) << misfit;
        QTest::newRow("half a byte") << entry({}, "[3]", "[0,1]", "\"F4\"") << u"whole byte"_s;
        QTest::newRow("three quarters of a byte")
            << entry({}, "[1]", "[0,1]", "\"F6_E2M3\"") << u"whole byte"_s;
        const QString overflow = u"larger than 64 bits"_s;
        QTest::newRow("huge before zero")
            << entry({}, "[18446744073709551615,18446744073709551615,0]", "[0,0]") << overflow;
        QTest::newRow("bits overflow")
            << entry({}, "[2305843009213693952]", "[0,1]", "\"U64\"") << overflow;
    }
    void refusesWhatTheReferenceRefuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, reason);
        const auto header = read(json, 1);
        QVERIFY2(!header, json.constData());
        QCOMPARE(header.error().code, Code::InvalidHeader);
        QVERIFY2(header.error().detail.contains(reason), qPrintable(header.error().detail));
        QVERIFY(header.error().detail.contains(u"memory.safetensors"_s));
    }

    void namesTheByteThatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("at"); ///< begins at the byte that is wrong
        QTest::newRow("character") << entry(",x") << QByteArray("x");
        QTest::newRow("value") << entry(",\"shape\":[7]") << QByteArray("\"shape\":[7]");
        QTest::newRow("NUL") << entry(QByteArray(1, '\0')) << QByteArray(1, '\0');
        QTest::newRow("offsets") << QByteArray(R"({"a":["U8",[1],[0,1]], "b":["U8",[1],[2,3]]})")
                                 << QByteArray("\"b\"");
    }
    void namesTheByteThatIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, at);
        const auto header = read(json, 1);
        QVERIFY(!header);
        const QString position = u"byte %1:"_s.arg(8 + json.indexOf(at));
        QVERIFY2(header.error().detail.contains(position), qPrintable(header.error().detail));
    }

    void showsFilesWithAnUnknownDtype()
    {
        const auto header = read(R"({"a":["U8",[1],[0,1]],"b":["F99\n",[3],[1,3]],)"
                                 R"("c":["u8",[18446744073709551615,9],[3,4]]})",
            4);
        VERIFY_OK(header);
        QCOMPARE(
            dump(*header), u"a U8 [1] 0-1\nb F99\n [3] 1-3\nc u8 [18446744073709551615,9] 3-4"_s);
        QCOMPARE(header->tensors[1].dtype, Dtype::Unknown);
        QVERIFY(header->tensors[1].isDamaged);
        QVERIFY(!header->tensors[0].isDamaged);
        QCOMPARE(header->problems.size(), std::size_t(1));
        QCOMPARE(header->problems[0].severity, Severity::Error);
        QCOMPARE(header->problems[0].code, Code::UnknownDtype);
        QCOMPARE(header->problems[0].keys, (QStringList{u"b"_s, u"c"_s}));
        QVERIFY(header->problems[0].message.contains(u"F99\\n"_s));

        QVERIFY(!read(R"({"a":["U8",[1],[0,1]],"b":["F99",[3],[2,3]]})", 4));

        const auto replaced = read(R"({"a":["F99",[1],[0,1]],"a":["U8",[1],[0,1]]})", 1);
        VERIFY_OK(replaced);
        QCOMPARE(dump(*replaced), u"a U8 [1] 0-1"_s);
        QCOMPARE(replaced->problems[0].code, Code::UnknownDtype);
        QCOMPARE(replaced->problems[1].code, Code::DuplicateKey);
    }

    void showsTruncatedFiles()
    {
        const auto header = read(
            R"({"a":["U8",[1],[0,1]],"b":["U8",[3],[1,4]],"c":["U8",[0],[4,4]],"d":["U8",[1],[4,5]]})",
            3);
        VERIFY_OK(header);
        QCOMPARE(header->tensors.size(), std::size_t(4));
        QCOMPARE(header->problems.size(), std::size_t(1));
        QCOMPARE(header->problems[0].severity, Severity::Error);
        QCOMPARE(header->problems[0].code, Code::Truncated);
        QCOMPARE(header->problems[0].keys, (QStringList{u"b"_s, u"c"_s, u"d"_s}));
        QVERIFY(header->problems[0].message.contains(u"1 of its 4 tensors"_s));
        QVERIFY(!header->tensors[0].isDamaged);
        QVERIFY(header->tensors[1].isDamaged);
        QVERIFY(header->tensors[3].isDamaged);
    }

    void showsOverlongFiles()
    {
        const auto header = read(entry(), 12);
        VERIFY_OK(header);
        QCOMPARE(header->problems.size(), std::size_t(1));
        QCOMPARE(header->problems[0].severity, Severity::Error);
        QCOMPARE(header->problems[0].code, Code::InvalidHeader);
        QVERIFY(header->problems[0].message.contains(u"11 bytes"_s));
    }

    void keepsTheLastOfRepeatedKeys()
    {
        const auto header = read(R"({"a":["U8",[1],[0,9]],"b":["U8",[0],[0,0]],"\u0061":["I8",[1],)"
                                 R"([0,1]],"c":["U8",[0],[0,0]],"b":["U8",[0],[1,1]],)"
                                 R"("__metadata__":{"x":"1","y":"2","x":"3"}})",
            1);
        VERIFY_OK(header);
        QCOMPARE(dump(*header), u"c U8 [0] 0-0\na I8 [1] 0-1\nb U8 [0] 1-1\ny=2\nx=3"_s);
        QCOMPARE(header->problems.size(), std::size_t(2));
        QCOMPARE(header->problems[0].severity, Severity::Warning);
        QCOMPARE(header->problems[0].code, Code::DuplicateKey);
        QCOMPARE(header->problems[0].keys, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(header->problems[1].code, Code::DuplicateKey);
        QCOMPARE(header->problems[1].keys, QStringList());
        QVERIFY(header->problems[1].message.contains(u"x"_s));
    }

    void listsRepeatedKeysWhereTheyComeAgain()
    {
        const QByteArray entry = R"(:["U8",[0],[0,0]])";
        const auto header = read("{\"a\"" + entry + ",\"b\"" + entry + ",\"b\"" + entry + ",\"a\""
                + entry + ",\"b\"" + entry + '}',
            0);
        VERIFY_OK(header);
        QCOMPARE(header->tensors.size(), std::size_t(2));
        QCOMPARE(header->problems[0].keys, (QStringList{u"b"_s, u"a"_s}));
    }

    void readsMoreShapesThanItRemembers()
    {
        CheckpointBuilder builder;
        QStringList expected;
        for (quint64 i = 0; i < 5'000; ++i) {
            builder.tensor(u"k%1"_s.arg(i), "U8", {0, i, i});
            expected += u"k%1 U8 [0,%1,%1] 0-0"_s.arg(i);
        }
        const QList<quint64> ones(100, 1);
        for (const QString &key : {u"x"_s, u"y"_s})
            builder.tensor(key, "U8", ones + QList<quint64>{0});
        const auto header = readHeader(MemorySource(builder.bytes()));
        VERIFY_OK(header);
        for (std::size_t i = header->tensors.size() - 2; i < header->tensors.size(); ++i)
            QCOMPARE(header->tensors[i].shape, ones + QList<quint64>{0});
        QCOMPARE(dump(*header).section(u'\n', 0, -3), expected.join(u'\n'));
    }

    void tellsWhatAFileIsThatIsNoCheckpoint_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<Code>("code");
        QTest::addColumn<QString>("reason");
        const auto length = [](quint64 bytes) {
            QByteArray word(8, '\0');
            qToLittleEndian(bytes, word.data());
            return word;
        };
        QTest::newRow("empty") << QByteArray() << Code::InvalidHeader << u"only 0 of the 8"_s;
        QTest::newRow("seven bytes")
            << QByteArray("\1\0\0\0\0\0\0", 7) << Code::InvalidHeader << u"only 7 of the 8"_s;
        QTest::newRow("Git LFS pointer")
            << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9\n")
            << Code::InvalidHeader << u"Git LFS pointer"_s;
        QTest::newRow("web page") << QByteArray("\n<!DOCTYPE html><html>") << Code::InvalidHeader
                                  << u"web page"_s;
        QTest::newRow("old web page")
            << QByteArray("<HTML><BODY>404") << Code::InvalidHeader << u"web page"_s;
        QTest::newRow("zeros") << QByteArray(4096, '\0') << Code::InvalidHeader << u"zeros"_s;
        QTest::newRow("zeroed header")
            << length(100) + QByteArray(4096, '\0') << Code::InvalidHeader << u"zeros"_s;
        QTest::newRow("largest length")
            << length(~quint64(0)) + "{}" << Code::InvalidHeader << u"18,446,744,073,709,551,615"_s;
        QTest::newRow("length beyond the limit")
            << length(100'000'001) + "{}" << Code::InvalidHeader << u"100,000,001"_s;
        QTest::newRow("something else")
            << length(1000) + "\x80\2}q" << Code::InvalidHeader << u"ends before"_s;
        QTest::newRow("cut after the length")
            << length(3) << Code::InvalidHeader << u"ends before"_s;
        QTest::newRow("cut in the header")
            << length(1000) + entry() << Code::Truncated << u"incomplete"_s;
    }
    void tellsWhatAFileIsThatIsNoCheckpoint()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, reason);
        const auto header = readHeader(MemorySource(file));
        QVERIFY(!header);
        QTEST(header.error().code, "code");
        QVERIFY2(header.error().detail.contains(reason), qPrintable(header.error().detail));
        QVERIFY(header.error().detail.contains(u"memory.safetensors"_s));
    }

    void readsNothingBehindTheHeader()
    {
        const QByteArray file =
            CheckpointBuilder::raw(entry(",\"x\":\"" + QByteArray(1'000'000, 'x') + '"',
                "[1099511627776]", "[0,1099511627776]"));
        const MemorySource source(file, static_cast<quint64>(file.size()) + (1ULL << 40));
        VERIFY_OK(readHeader(source));
        QCOMPARE(source.bytesRead(), quint64(file.size()));
    }

    void readsHeadersOfManyChunks()
    {
        // A prime length, so that characters and escapes lie across every kind of border.
        const QString key = QString(u"重\U0001f95f\""_s).repeated(3) + u"k%1"_s;
        CheckpointBuilder builder;
        QStringList expected;
        for (int i = 0; i < 20'000; ++i) {
            builder.tensor(key.arg(i), "U8", {});
            expected += u"%1 U8 [] %2-%3"_s.arg(key.arg(i)).arg(i).arg(i + 1);
        }
        const QByteArray file = builder.bytes();
        QVERIFY(file.size() > 1'000'000);
        const auto header = readHeader(MemorySource(file));
        VERIFY_OK(header);
        QCOMPARE(dump(*header), expected.join(u'\n'));
    }

    void reportsThatReadingFails()
    {
        const QByteArray file =
            CheckpointBuilder::raw(entry(",\"x\":\"" + QByteArray(1'000'000, 'x') + '"'), "1");
        for (const quint64 position : {0, 8, 300'000, 1'000'000}) {
            MemorySource source(file);
            source.failFrom(position);
            const auto header = readHeader(source);
            QVERIFY(!header);
            QCOMPARE(header.error().code, Code::CannotRead);
        }
    }

    void answersHostileHeadersQuickly_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("isValid");
        QTest::newRow("a million levels") << entry(",\"x\":" + nested(1'000'000)) << false;
        QTest::newRow("a million levels at once") << nested(1'000'000) << false;
        QTest::newRow("key of 1 MB")
            << with('"' + QByteArray(1 << 20, 'k') + "\":[\"U8\",[0],[0,0]]") << true;
        QTest::newRow("key of 1 MB, refused")
            << with('"' + QByteArray(1 << 20, 'k') + "\":null") << false;
        QTest::newRow("rank 1000")
            << entry({}, '[' + QByteArray("1,").repeated(999) + "1]") << true;
        QTest::newRow("number of a million digits")
            << entry(",\"x\":0." + QByteArray(1'000'000, '1')) << true;
        QTest::newRow("integer of a million digits")
            << entry(",\"x\":" + QByteArray(1'000'000, '1')) << false;
        QTest::newRow("100,000 times the same key")
            << with((R"("b":["U8",[0],[0,0]],)" + QByteArray()).repeated(100'000).chopped(1))
            << true;
        QByteArray names;
        for (int i = 0; i < 100'000; ++i)
            names += '"' + QByteArray::number(i % 50'000) + "\":\"\",";
        QTest::newRow("100,000 names of metadata")
            << with("\"__metadata__\":{" + names.chopped(1) + '}') << true;
    }
    void answersHostileHeadersQuickly()
    {
        QFETCH(QByteArray, json);
        QElapsedTimer timer;
        timer.start();
        const auto header = read(json, 1);
        QTEST(header.has_value(), "isValid");
        // Generous, since quadratic behaviour would take minutes.
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
        if (!header)
            QVERIFY(header.error().detail.size() < 1'000);
    }
};

QTEST_GUILESS_MAIN(HeaderTest)
#include "tst_header.moc"
