// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/values.h"
#include "tests/tensorsource.h"
#include "tests/testutil.h"

#include <numeric>

namespace {

/// 0, 1, 2, … of the shape 4 × 3 × 5.
TensorView counting()
{
    std::vector<qint16> numbers(60);
    std::iota(numbers.begin(), numbers.end(), qint16(0));
    return viewOf(numbers, Dtype::I16, {4, 3, 5});
}

/// What a slice of counting() holds, rows separated by " | ".
QString contents(const QString &text)
{
    const TensorView view = counting();
    const Result<Slice> slice = parseSlice(text, view.shape);
    if (!slice)
        return word(slice.error().code);
    const Region all{0, 0, slice->rows(), slice->columns()};
    const Result<Values> values = readValues(view, *slice, all);
    if (!values)
        return word(values.error().code);
    QStringList rows;
    for (quint64 row = 0; row < all.rows; ++row)
        rows += values->texts.mid(qsizetype(row * all.columns), qsizetype(all.columns)).join(u' ');
    return rows.join(u" | "_s);
}

} // namespace

class ValuesTest final : public QObject {
    Q_OBJECT

private slots:
    void slicesAsPythonDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const QString &expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << expected;
        };
        row("0, :, :", u"0 1 2 3 4 | 5 6 7 8 9 | 10 11 12 13 14"_s);
        row("[0]", u"0 1 2 3 4 | 5 6 7 8 9 | 10 11 12 13 14"_s);
        row("0,", u"0 1 2 3 4 | 5 6 7 8 9 | 10 11 12 13 14"_s);
        row("-1, -1", u"55 | 56 | 57 | 58 | 59"_s);
        row("1, 2, 3", u"28"_s);
        row(":, 1, 1", u"6 | 21 | 36 | 51"_s);
        row("..., 4", u"4 9 14 | 19 24 29 | 34 39 44 | 49 54 59"_s);
        row("…, 4", u"4 9 14 | 19 24 29 | 34 39 44 | 49 54 59"_s);
        row("3, ..., 0", u"45 | 50 | 55"_s);
        row("1:3, 0, ::2", u"15 17 19 | 30 32 34"_s);
        row("0, 0, ::-2", u"4 | 2 | 0"_s);
        row("0, 0, 3:0:-1", u"3 | 2 | 1"_s);
        row("0, 0, -2:", u"3 | 4"_s);
        row("0, 0, :100", u"0 | 1 | 2 | 3 | 4"_s);
        row("2:, 0, 0", u"30 | 45"_s);
        row("0, 0, 4:2", QString());
        row("0, 0, ::9223372036854775807", u"0"_s);
        row("0, 0, ::-9223372036854775808", u"4"_s);
        row("4", u"usage"_s);
        row("-5", u"usage"_s);
        row("0, 0, 0, 0", u"usage"_s);
        row("..., ...", u"usage"_s);
        row("a", u"usage"_s);
        row("1.5", u"usage"_s);
        row("0,,1", u"usage"_s);
        row("::0", u"usage"_s);
        row("1:2:3:4", u"usage"_s);
        row("[0", u"usage"_s);
    }
    void slicesAsPythonDoes()
    {
        QFETCH(QString, text);
        QTEST(contents(text), "expected");
    }

    void takesTheWholeTensorByDefault()
    {
        const Shape shape{4, 3, 5};
        for (const char *text : {"", "[]", ":", "...", " [ : , ... ] "})
            QCOMPARE(parseSlice(QString::fromLatin1(text), shape).value(), wholeSlice(shape));
        QCOMPARE(wholeSlice(shape).rows(), quint64(4));
        QCOMPARE(wholeSlice(shape).columns(), quint64(15));
    }

    void showsVectorsAsAColumnAndScalarsAsOneValue()
    {
        QCOMPARE(wholeSlice({7}).rows(), quint64(7));
        QCOMPARE(wholeSlice({7}).columns(), quint64(1));
        QCOMPARE(wholeSlice({}).rows(), quint64(1));
        QCOMPARE(wholeSlice({}).columns(), quint64(1));
        QCOMPARE(wholeSlice({0, 5}).rows(), quint64(0));
        QVERIFY(!parseSlice(u"0"_s, {}));
    }

    void knowsTheIndexOfAPlace()
    {
        const Slice slice = parseSlice(u"1:, -1, ::-1"_s, {4, 3, 5}).value();
        QCOMPARE(indexText(slice.indexAt(2, 1)), u"[3, 2, 3]"_s);
        QCOMPARE(slice.elementAt(2, 1), quint64(3 * 15 + 2 * 5 + 3));
    }

    void readsOnlyTheWindow()
    {
        const auto source = std::make_shared<const TensorSource>(noise(1 << 20));
        const TensorView view = viewOf(source, Dtype::U8, {1024, 1024});
        const Result<Values> values =
            readValues(view, wholeSlice(view.shape), {1000, 1020, 50, 50});
        VERIFY_OK(values);
        QCOMPARE(values->window, (Region{1000, 1020, 24, 4}));
        QCOMPARE(values->texts.size(), 24 * 4);
        QCOMPARE(source->bytesRead.load(), quint64(24 * 4));
        const QByteArray bytes = noise(1 << 20);
        QCOMPARE(values->numbers[5], double(quint8(bytes[1001 * 1024 + 1021])));
    }

    void readsNothingOutside()
    {
        const Result<Values> values = readValues(counting(), wholeSlice({4, 3, 5}), {4, 0, 10, 10});
        VERIFY_OK(values);
        QVERIFY(values->texts.isEmpty());
    }

    void readsElementsBelowAByte()
    {
        const TensorView view = viewOf(QByteArray::fromHex("215f"), Dtype::F4, {4});
        const Result<Values> values = readValues(view, wholeSlice({4}), {1, 0, 2, 1});
        VERIFY_OK(values);
        QCOMPARE(values->texts, (QStringList{u"1"_s, u"-6"_s}));
        QCOMPARE(values->numbers, (std::vector<double>{1, -6}));
    }

    void showsComplexElementsAsOneText()
    {
        const TensorView view = viewOf<float>({1, 2, 3, -4}, Dtype::C64, {2});
        const Result<Values> values = readValues(view, wholeSlice({2}), {0, 0, 2, 1});
        VERIFY_OK(values);
        QCOMPARE(values->texts, (QStringList{u"1+2i"_s, u"3-4i"_s}));
        QCOMPARE(values->numbers, (std::vector<double>{1, 3}));
    }

    void reportsReadErrors()
    {
        auto source = std::make_shared<TensorSource>(noise(64));
        source->failsFrom = 32;
        const TensorView view = viewOf(source, Dtype::U8, {8, 8});
        QVERIFY(readValues(view, wholeSlice(view.shape), {0, 0, 4, 8}));
        const Result<Values> values = readValues(view, wholeSlice(view.shape), {0, 0, 5, 8});
        QVERIFY(!values);
        QCOMPARE(values.error().code, Code::CannotRead);
        const TensorView unknown = viewOf(noise(4), Dtype::Unknown, {4});
        QCOMPARE(
            readValues(unknown, wholeSlice({4}), {0, 0, 1, 1}).error().code, Code::UnknownDtype);
    }
};

QTEST_GUILESS_MAIN(ValuesTest)
#include "tst_values.moc"
