// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/roles.h"
#include "model/items/valuesmodel.h"
#include "tests/tensorsource.h"
#include "tests/testutil.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <limits>

namespace {

/// Zeros without end, counted; reading waits while `isHeld`.
class EndlessSource final : public ByteSource {
public:
    [[nodiscard]] QString name() const override { return u"endless.safetensors"_s; }
    [[nodiscard]] quint64 size() const override { return ~quint64(0); }
    [[nodiscard]] Result<void> readAt(quint64 offset, std::span<std::byte> buffer) const override
    {
        while (isHeld)
            QThread::msleep(1);
        bytesRead += buffer.size();
        lastOffset = offset;
        std::memset(buffer.data(), 0, buffer.size());
        return {};
    }

    std::atomic<bool> isHeld = false;
    mutable std::atomic<quint64> bytesRead = 0;
    mutable std::atomic<quint64> lastOffset = 0;
};

TensorView endless(const std::shared_ptr<const EndlessSource> &source, const Shape &shape)
{
    TensorView view{source, 0, 0, Dtype::BF16, shape};
    view.bytes = view.elements() * 2;
    return view;
}

/// 0, 1, 2, … as F32.
TensorView counting(const Shape &shape)
{
    quint64 count = 1;
    for (const quint64 size : shape)
        count *= size;
    std::vector<float> numbers(count);
    for (quint64 i = 0; i < count; ++i)
        numbers[i] = float(i);
    return viewOf(numbers, Dtype::F32, shape);
}

Slice sliceOf(const QString &text, const TensorView &view)
{
    return *parseSlice(text, view.shape);
}

/// All cells as text once they are read, with the headers.
QString whenRead(const ValuesModel &model)
{
    QString text;
    const bool isRead = QTest::qWaitFor([&] {
        text = dump(model);
        return !text.contains(u'…');
    });
    return isRead ? text : u"not read: "_s + text;
}

QStringList headers(const ValuesModel &model, Qt::Orientation orientation)
{
    QStringList texts;
    const int count = orientation == Qt::Vertical ? model.rowCount() : model.columnCount();
    for (int i = 0; i < count; ++i)
        texts += model.headerData(i, orientation, Qt::DisplayRole).toString();
    return texts;
}

} // namespace

class ValuesModelTest final : public QObject {
    Q_OBJECT

private slots:
    void isAModel()
    {
        ValuesModel model;
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        const TensorView view = counting({3, 2});
        model.setSlice(view, wholeSlice(view.shape));
        QCOMPARE(whenRead(model), u"0 | 1\n2 | 3\n4 | 5\n"_s);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void showsSlices()
    {
        ValuesModel model;
        const QAbstractItemModelTester tester(&model);
        const TensorView view = counting({4, 3, 2});
        model.setSlice(view, sliceOf(u"1::2, -1:0:-1"_s, view));
        QCOMPARE(whenRead(model), u"10 | 11 | 8 | 9\n22 | 23 | 20 | 21\n"_s);
        QCOMPARE(headers(model, Qt::Vertical), (QStringList{u"1"_s, u"3"_s}));
        QCOMPARE(headers(model, Qt::Horizontal),
            (QStringList{u"2, 0"_s, u"2, 1"_s, u"1, 0"_s, u"1, 1"_s}));
        QCOMPARE(model.index(1, 2).data(Qt::ToolTipRole).toString(), u"[3, 1, 0] = 20"_s);
    }

    void foldsVectors()
    {
        ValuesModel model;
        const QAbstractItemModelTester tester(&model);
        const TensorView view = counting({23});
        model.setSlice(view, wholeSlice(view.shape));
        QVERIFY(model.isFolded());
        QCOMPARE(whenRead(model),
            u"0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9\n"
            "10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19\n"
            "20 | 21 | 22 |  |  |  |  |  |  | \n"_s);
        QCOMPARE(headers(model, Qt::Vertical), (QStringList{u"0"_s, u"10"_s, u"20"_s}));
        QCOMPARE(headers(model, Qt::Horizontal)[9], u"+9"_s);
        QVERIFY(!model.tensorIndex(2, 3));

        const TensorView matrix = counting({3, 12});
        model.setSlice(matrix, sliceOf(u":, 5"_s, matrix));
        QCOMPARE(whenRead(model), u"5 | 17 | 29\n"_s);
        QCOMPARE(headers(model, Qt::Vertical), QStringList{u"0, 5"_s});
    }

    void aScalarIsOneCell()
    {
        ValuesModel model;
        const TensorView view = viewOf(std::vector<float>{2.5F}, Dtype::F32, {1});
        model.setSlice({view.source, view.position, 4, Dtype::F32, {}}, wholeSlice({}));
        QCOMPARE(whenRead(model), u"2.5\n"_s);
    }

    void hasNoCellsWhereThereIsNothingToShow()
    {
        ValuesModel model;
        const QAbstractItemModelTester tester(&model);
        const TensorView view = counting({3, 2});
        model.setSlice(view, sliceOf(u"2:2"_s, view));
        QCOMPARE(model.rowCount(), 0);
        TensorView unknown = view;
        unknown.dtype = Dtype::Unknown;
        model.setSlice(unknown, wholeSlice(view.shape));
        QCOMPARE(model.rowCount(), 0);
    }

    void marksNanAndInf()
    {
        ValuesModel model;
        const float infinity = std::numeric_limits<float>::infinity();
        const TensorView view =
            viewOf(std::vector<float>{1, NAN, -infinity, 0}, Dtype::F32, {2, 2});
        model.setSlice(view, wholeSlice(view.shape));
        QVERIFY(!model.index(0, 1).data(Roles::NonFiniteRole).toBool());
        QCOMPARE(whenRead(model), u"1 | NaN\n-inf | 0\n"_s);
        QVERIFY(!model.index(0, 0).data(Roles::NonFiniteRole).toBool());
        QVERIFY(model.index(0, 1).data(Roles::NonFiniteRole).toBool());
        QVERIFY(model.index(1, 0).data(Roles::NonFiniteRole).toBool());
    }

    void readsOnlyWhatIsShownOf545MillionElements_data()
    {
        QTest::addColumn<QList<quint64>>("sizes");
        QTest::addColumn<quint64>("rows");
        QTest::addColumn<quint64>("columns");
        using Sizes = QList<quint64>;
        QTest::newRow("embedding") << Sizes{152064, 3584} << 152064ULL << 3584ULL;
        QTest::newRow("vector") << Sizes{544997376} << 544998ULL << 1000ULL;
        QTest::newRow("one row") << Sizes{1, 544997376} << 544998ULL << 1000ULL;
        QTest::newRow("tall") << Sizes{136249344, 4} << 544998ULL << 1000ULL;
        QTest::newRow("wide") << Sizes{4, 136249344} << 544998ULL << 1000ULL;
    }
    void readsOnlyWhatIsShownOf545MillionElements()
    {
        QFETCH(QList<quint64>, sizes);
        QFETCH(quint64, rows);
        QFETCH(quint64, columns);
        const auto source = std::make_shared<EndlessSource>();
        const TensorView view = endless(source, Shape(sizes.begin(), sizes.end()));
        QCOMPARE(view.elements(), 544997376ULL);
        ValuesModel model;
        model.setSlice(view, wholeSlice(view.shape));
        QCOMPARE(model.rowCount(), int(rows));
        QCOMPARE(model.columnCount(), int(columns));
        QCOMPARE(source->bytesRead, 0ULL);

        // The last element that every layout has: what one block holds is read, and no more.
        const QModelIndex last = model.index(int(rows) - 1, 375);
        QCOMPARE(last.data().toString(), u"…"_s);
        // Asked for again while it is read, as a view does that is painted again.
        QTRY_COMPARE(last.data().toString(), u"0"_s);
        QVERIFY(source->bytesRead > 0);
        QVERIFY2(source->bytesRead <= 64 * 32 * 2, qPrintable(QString::number(source->bytesRead)));
        const quint64 element = rows == 152064 ? 152063ULL * 3584 + 375 : 544997375ULL;
        const std::optional<Shape> index = model.tensorIndex(int(rows) - 1, 375);
        QVERIFY(index);
        QCOMPARE(wholeSlice(view.shape).elementAt((*index)[0], sizes.size() == 1 ? 0 : (*index)[1]),
            element);
        QCOMPARE(source->lastOffset / 2, element - 375 % 32);
    }

    void neverReadsInTheCallingThread()
    {
        const auto source = std::make_shared<EndlessSource>();
        source->isHeld = true;
        ValuesModel model;
        const TensorView view = endless(source, {152064, 3584});
        model.setSlice(view, wholeSlice(view.shape));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        // Scrolling through the whole tensor only leaves wishes, of which the newest come first.
        for (int row = 0; row < model.rowCount(); row += 64)
            QCOMPARE(model.index(row, 0).data().toString(), u"…"_s);
        QTest::qWait(20);
        QCOMPARE(changed.size(), 0);
        source->isHeld = false;
        QTRY_VERIFY(!changed.isEmpty());
        QCOMPARE(changed[0][0].toModelIndex().row(), 152064 - 64);
        QTRY_COMPARE(changed.size(), 32);
        QCOMPARE(source->bytesRead, 32ULL * 64 * 32 * 2);
    }

    void forgetsWishesOfAnotherSlice()
    {
        const auto source = std::make_shared<EndlessSource>();
        source->isHeld = true;
        ValuesModel model;
        const TensorView view = endless(source, {64, 32});
        model.setSlice(view, wholeSlice(view.shape));
        QCOMPARE(model.index(0, 0).data().toString(), u"…"_s);
        QTest::qWait(20);
        const TensorView other = counting({2, 2});
        model.setSlice(other, wholeSlice(other.shape));
        source->isHeld = false;
        QCOMPARE(whenRead(model), u"0 | 1\n2 | 3\n"_s);
    }

    void tellsWhatCannotBeRead()
    {
        const auto source = std::make_shared<TensorSource>(QByteArray(16, '\0'));
        source->failsFrom = 8;
        ValuesModel model;
        QSignalSpy failed(&model, &ValuesModel::failed);
        const TensorView view = viewOf(source, Dtype::F32, {2, 2});
        model.setSlice(view, wholeSlice(view.shape));
        QCOMPARE(whenRead(model), u"? | ?\n? | ?\n"_s);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), u"memory.safetensors"_s);
    }
};

QTEST_GUILESS_MAIN(ValuesModelTest)
#include "tst_valuesmodel.moc"
