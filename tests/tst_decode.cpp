// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/decode.h"
#include "tests/tensorsource.h"
#include "tests/testutil.h"

#include <bit>
#include <cmath>
#include <limits>

namespace {

const double infinity = std::numeric_limits<double>::infinity();
const double notANumber = std::numeric_limits<double>::quiet_NaN();

std::span<const std::byte> bytesOf(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

/// Same number and same sign, NaN being NaN.
bool isSame(double a, double b)
{
    return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

/// `patterns` as a tensor's bytes, packed from the lowest bit on.
QByteArray packed(const std::vector<quint64> &patterns, int bits)
{
    QByteArray bytes((static_cast<qsizetype>(patterns.size()) * bits + 7) / 8, '\0');
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        for (int bit = 0; bit < bits; ++bit) {
            const qsizetype at = static_cast<qsizetype>(i) * bits + bit;
            if (patterns[i] >> bit & 1)
                bytes[at / 8] = static_cast<char>(bytes[at / 8] | 1 << at % 8);
        }
    }
    return bytes;
}

std::vector<double> decoded(Dtype dtype, const QByteArray &tensor, quint64 first, quint64 count)
{
    const ByteRange range = byteRange(dtype, first, count);
    std::vector<double> numbers(count);
    decode(dtype, first, bytesOf(tensor).subspan(range.begin, range.size()), numbers);
    return numbers;
}

const QString allPatternsByMlDtypes = uR"(
import sys, numpy, ml_dtypes
dtypes = {"BOOL": numpy.bool_, "F4": ml_dtypes.float4_e2m1fn, "F6_E2M3": ml_dtypes.float6_e2m3fn,
    "F6_E3M2": ml_dtypes.float6_e3m2fn, "U8": numpy.uint8, "I8": numpy.int8,
    "F8_E5M2": ml_dtypes.float8_e5m2, "F8_E4M3": ml_dtypes.float8_e4m3fn,
    "F8_E8M0": ml_dtypes.float8_e8m0fnu, "F8_E4M3FNUZ": ml_dtypes.float8_e4m3fnuz,
    "F8_E5M2FNUZ": ml_dtypes.float8_e5m2fnuz, "I16": numpy.int16, "U16": numpy.uint16,
    "F16": numpy.float16, "BF16": ml_dtypes.bfloat16}
bits = int(sys.argv[2])
patterns = numpy.arange(2 ** bits, dtype=numpy.uint8 if bits <= 8 else numpy.uint16)
values = patterns != 0 if sys.argv[1] == "BOOL" else patterns.view(dtypes[sys.argv[1]])
sys.stdout.buffer.write(values.astype(numpy.float64).tobytes())
)"_s;

const QString elementsByNumpy = uR"(
import sys, numpy
dtypes = {"I32": "<i4", "U32": "<u4", "F32": "<f4", "F64": "<f8", "I64": "<i8", "U64": "<u8"}
values = numpy.frombuffer(sys.stdin.buffer.read(), dtypes[sys.argv[1]])
sys.stdout.buffer.write(values.astype(numpy.float64).tobytes())
)"_s;

} // namespace

class DecodeTest final : public QObject {
    Q_OBJECT

private slots:
    void knowsTheNumberBehindAPattern_data()
    {
        QTest::addColumn<QString>("dtype");
        QTest::addColumn<quint64>("pattern");
        QTest::addColumn<double>("number");
        const auto row = [](const char *dtype, quint64 pattern, double number) {
            QTest::addRow("%s 0x%llx", dtype, static_cast<unsigned long long>(pattern))
                << QString::fromLatin1(dtype) << pattern << number;
        };
        row("BOOL", 0, 0);
        row("BOOL", 1, 1);
        row("BOOL", 0xff, 1);
        row("F4", 0x1, 0.5);
        row("F4", 0x7, 6);
        row("F4", 0x8, -0.0);
        row("F4", 0xf, -6);
        row("F6_E2M3", 0x01, 0.125);
        row("F6_E2M3", 0x1f, 7.5);
        row("F6_E3M2", 0x01, 0.0625);
        row("F6_E3M2", 0x1f, 28);
        row("F6_E3M2", 0x3f, -28);
        row("U8", 0xff, 255);
        row("I8", 0xff, -1);
        row("F8_E5M2", 0x01, std::ldexp(1.0, -16));
        row("F8_E5M2", 0x7b, 57344);
        row("F8_E5M2", 0x7c, infinity);
        row("F8_E5M2", 0xfd, notANumber);
        row("F8_E4M3", 0x01, std::ldexp(1.0, -9));
        row("F8_E4M3", 0x7e, 448);
        row("F8_E4M3", 0x7f, notANumber);
        row("F8_E4M3", 0x80, -0.0);
        row("F8_E8M0", 0x00, std::ldexp(1.0, -127));
        row("F8_E8M0", 0x7f, 1);
        row("F8_E8M0", 0xff, notANumber);
        row("F8_E4M3FNUZ", 0x01, std::ldexp(1.0, -10));
        row("F8_E4M3FNUZ", 0x7f, 240);
        row("F8_E4M3FNUZ", 0x80, notANumber);
        row("F8_E5M2FNUZ", 0x7f, 57344);
        row("F8_E5M2FNUZ", 0x80, notANumber);
        row("I16", 0x8000, -32768);
        row("U16", 0x8000, 32768);
        row("F16", 0x0001, std::ldexp(1.0, -24));
        row("F16", 0x7bff, 65504);
        row("F16", 0xfc00, -infinity);
        row("BF16", 0x3f80, 1);
        row("BF16", 0x0001, std::ldexp(1.0, -133));
        row("BF16", 0x7fc0, notANumber);
        row("I32", 0xffffffff, -1);
        row("U32", 0xffffffff, 4294967295.0);
        row("F32", 0x3e200000, 0.15625);
        row("F32", 0xff800000, -infinity);
        row("F64", 0x3ff8000000000000, 1.5);
        row("I64", 0xffffffffffffffff, -1);
        row("I64", 0x0020000000000001, 9007199254740992.0);
        row("U64", 0xffffffffffffffff, 18446744073709551616.0);
    }
    void knowsTheNumberBehindAPattern()
    {
        QFETCH(QString, dtype);
        QFETCH(quint64, pattern);
        QFETCH(double, number);
        const Dtype type = dtypeFromName(dtype.toStdString());
        QVERIFY(isSame(numberOf(type, pattern), number));
        const QByteArray tensor = packed({pattern}, bits(type));
        QVERIFY(isSame(decoded(type, tensor, 0, 1)[0], number));
        QCOMPARE(patternAt(type, 0, bytesOf(tensor)), pattern);
    }

    void agreesWithMlDtypesOnAllPatterns_data()
    {
        QTest::addColumn<Dtype>("dtype");
        for (int i = 0; i < dtypeCount; ++i) {
            if (bits(static_cast<Dtype>(i)) <= 16)
                QTest::newRow(name(static_cast<Dtype>(i)).data()) << static_cast<Dtype>(i);
        }
    }
    void agreesWithMlDtypesOnAllPatterns()
    {
        SKIP_WITHOUT_PYTHON();
        QFETCH(Dtype, dtype);
        const QByteArray output =
            runPython(allPatternsByMlDtypes, {QString(name(dtype)), QString::number(bits(dtype))});
        std::vector<double> expected(std::size_t(1) << bits(dtype));
        QVERIFY2(output.size() == static_cast<qsizetype>(expected.size() * 8), output.constData());
        std::memcpy(expected.data(), output.constData(), expected.size() * 8);

        std::vector<quint64> patterns;
        for (quint64 pattern = 0; pattern < expected.size(); ++pattern)
            patterns.push_back(pattern);
        const std::vector<double> numbers =
            decoded(dtype, packed(patterns, bits(dtype)), 0, patterns.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY2(isSame(numbers[i], expected[i]), qPrintable(QString::number(i, 16)));
            QVERIFY2(isSame(patternValues(dtype)[i], expected[i]), qPrintable(QString::number(i)));
        }
    }

    void agreesWithNumpyOnWideDtypes_data()
    {
        QTest::addColumn<Dtype>("dtype");
        for (const Dtype dtype :
            {Dtype::I32, Dtype::U32, Dtype::F32, Dtype::F64, Dtype::I64, Dtype::U64})
            QTest::newRow(name(dtype).data()) << dtype;
    }
    void agreesWithNumpyOnWideDtypes()
    {
        SKIP_WITHOUT_PYTHON();
        QFETCH(Dtype, dtype);
        const QByteArray tensor = noise(8 * 4099);
        const QByteArray output = runPython(elementsByNumpy, {QString(name(dtype))}, tensor);
        const auto count = static_cast<quint64>(tensor.size() * 8 / bits(dtype));
        std::vector<double> expected(count);
        QVERIFY2(output.size() == static_cast<qsizetype>(count * 8), output.constData());
        std::memcpy(expected.data(), output.constData(), count * 8);
        const std::vector<double> numbers = decoded(dtype, tensor, 0, count);
        for (std::size_t i = 0; i < count; ++i)
            QVERIFY2(isSame(numbers[i], expected[i]), qPrintable(QString::number(i)));
    }

    void takesTheLowNibbleOfF4First()
    {
        const QByteArray tensor = QByteArray::fromHex("215f");
        QCOMPARE(decoded(Dtype::F4, tensor, 0, 4), (std::vector<double>{0.5, 1, -6, 3}));
        QCOMPARE(byteRange(Dtype::F4, 1, 2), (ByteRange{0, 2}));
        QCOMPARE(decoded(Dtype::F4, tensor, 1, 2), (std::vector<double>{1, -6}));
        QCOMPARE(patternAt(Dtype::F4, 3, bytesOf(tensor).subspan(1)), quint64(5));
    }

    void takesF6BitsFromTheLowestOn()
    {
        // 0x01, 0x1f, 0x20, 0x3f, each six bits: 0b111111'100000'011111'000001.
        const QByteArray tensor = QByteArray::fromHex("c107fe");
        QCOMPARE(
            decoded(Dtype::F6_E2M3, tensor, 0, 4), (std::vector<double>{0.125, 7.5, -0.0, -7.5}));
        QCOMPARE(byteRange(Dtype::F6_E2M3, 1, 1), (ByteRange{0, 2}));
        QCOMPARE(decoded(Dtype::F6_E2M3, tensor, 1, 1), (std::vector<double>{7.5}));
        QCOMPARE(byteRange(Dtype::F6_E2M3, 3, 1), (ByteRange{2, 3}));
        QCOMPARE(decoded(Dtype::F6_E2M3, tensor, 3, 1), (std::vector<double>{-7.5}));
    }

    void writesElementsAsText_data()
    {
        QTest::addColumn<QString>("dtype");
        QTest::addColumn<quint64>("pattern");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *dtype, quint64 pattern, const QString &text) {
            QTest::addRow("%s %s", dtype, qPrintable(text))
                << QString::fromLatin1(dtype) << pattern << text;
        };
        row("BOOL", 0, u"false"_s);
        row("BOOL", 2, u"true"_s);
        row("U8", 200, u"200"_s);
        row("I8", 0x80, u"-128"_s);
        row("I64", 0x8000000000000000, u"-9223372036854775808"_s);
        row("U64", ~quint64(0), u"18446744073709551615"_s);
        row("I32", 0xffffffff, u"-1"_s);
        row("U16", 0xffff, u"65535"_s);
        row("BF16", 0x3dcd, u"0.100097656"_s);
        row("BF16", 0x8000, u"-0"_s);
        row("F16", 0x7e00, u"NaN"_s);
        row("F8_E5M2", 0xfc, u"-inf"_s);
        row("F4", 0x3, u"1.5"_s);
        row("F32", std::bit_cast<quint32>(0.1F), u"0.1"_s);
        row("F32", std::bit_cast<quint32>(1e-20F), u"1e-20"_s);
        row("F32", 0x7f800000, u"inf"_s);
        row("F64", std::bit_cast<quint64>(0.1), u"0.1"_s);
        row("C64", 0x400000003fc00000, u"1.5+2i"_s);
        row("C64", 0xff8000007fc00000, u"NaN-infi"_s);
        row("C64", 0x7fc0000080000000, u"-0+NaNi"_s);
    }
    void writesElementsAsText()
    {
        QFETCH(QString, dtype);
        QFETCH(quint64, pattern);
        QTEST(elementText(dtypeFromName(dtype.toStdString()), pattern), "text");
    }

    void readsBackEveryTextAsTheSameNumber()
    {
        for (const Dtype dtype : {Dtype::F16, Dtype::BF16, Dtype::F8_E8M0, Dtype::F6_E3M2}) {
            for (quint64 pattern = 0; pattern < patternValues(dtype).size(); ++pattern) {
                const double number = patternValues(dtype)[pattern];
                if (!std::isfinite(number))
                    continue;
                const QString text = elementText(dtype, pattern);
                QVERIFY2(isSame(double(text.toFloat()), number), qPrintable(text));
            }
        }
    }
};

QTEST_GUILESS_MAIN(DecodeTest)
#include "tst_decode.moc"
