// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/decode.h"
#include "model/tensor/grid.h"
#include "tests/tensorsource.h"
#include "tests/testutil.h"

#include <cmath>
#include <limits>

namespace {

const float infinity = std::numeric_limits<float>::infinity();
const float notANumber = std::numeric_limits<float>::quiet_NaN();

Result<Grid> gridOf(const TensorView &view, const GridRequest &request)
{
    Progress progress;
    return makeGrid(view, request, progress);
}

/// The whole tensor in at most `rows` × `columns` cells.
GridRequest whole(const TensorView &view, int rows, int columns, Reduction reduction)
{
    return {matrixOf(view.dtype, view.shape).all(), rows, columns, reduction};
}

/// 0, 1, 2, … as F32.
TensorView counting(const Shape &shape)
{
    std::vector<float> numbers;
    quint64 count = 1;
    for (const quint64 size : shape)
        count *= size;
    for (quint64 i = 0; i < count; ++i)
        numbers.push_back(float(i));
    return viewOf(numbers, Dtype::F32, shape);
}

QByteArray bytesOf(const TensorView &view)
{
    QByteArray bytes(static_cast<qsizetype>(view.bytes), '\0');
    const Result<void> read = view.source->readAt(
        view.position, std::as_writable_bytes(std::span(bytes.data(), view.bytes)));
    return read ? bytes : QByteArray();
}

/// Number by number, as slow and plain as can be.
Grid expectedGrid(const TensorView &view, const GridRequest &request)
{
    const Matrix matrix = matrixOf(view.dtype, view.shape);
    const QByteArray bytes = bytesOf(view);
    Grid grid;
    grid.region = request.region;
    grid.rows = int(qMin<quint64>(quint64(request.maxRows), request.region.rows));
    grid.columns = int(qMin<quint64>(quint64(request.maxColumns), request.region.columns));
    for (int row = 0; row < grid.rows; ++row) {
        for (int column = 0; column < grid.columns; ++column) {
            const Region under = grid.under(row, column);
            double sum = 0;
            double extreme = 0;
            int finite = 0;
            int flags = 0;
            for (quint64 r = under.row; r < under.row + under.rows; ++r) {
                for (quint64 c = under.column; c < under.column + under.columns; ++c) {
                    if (!matrix.contains(r, c))
                        continue;
                    const quint64 place = r * matrix.columns + c;
                    const ByteRange range = byteRange(view.dtype, place, 1);
                    const double number = numberOf(view.dtype,
                        patternAt(view.dtype, place,
                            std::as_bytes(
                                std::span(bytes.constData() + range.begin, range.size()))));
                    if (!std::isfinite(number)) {
                        flags |= std::isnan(number) ? Grid::HasNan : Grid::HasInf;
                        continue;
                    }
                    ++finite;
                    sum += number;
                    if (std::abs(number) > std::abs(extreme) || number == -extreme)
                        extreme = std::abs(number) > std::abs(extreme) ? number : std::abs(number);
                }
            }
            const double value = request.reduction == Reduction::Mean ? sum / finite : extreme;
            grid.flags.push_back(quint8(finite > 0 ? flags : flags | Grid::NoNumber));
            grid.values.push_back(finite > 0 ? float(value) : 0);
        }
    }
    return grid;
}

} // namespace

Q_DECLARE_METATYPE(Shape)

class GridTest final : public QObject {
    Q_OBJECT

private slots:
    void laysOutTensorsOfAnyRank_data()
    {
        QTest::addColumn<Dtype>("dtype");
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<quint64>("rows");
        QTest::addColumn<quint64>("columns");
        QTest::addColumn<QString>("titles");
        const auto row = [](const char *title, Dtype dtype, const Shape &shape, quint64 rows,
                             quint64 columns, const QString &titles) {
            QTest::newRow(title) << dtype << shape << rows << columns << titles;
        };
        row("scalar", Dtype::F32, {}, 1, 1, u" | "_s);
        row("bias", Dtype::BF16, {3584}, 56, 64, u"Lines of 64 | Dimension 0 (3,584)"_s);
        row("head", Dtype::BF16, {128}, 8, 16, u"Lines of 16 | Dimension 0 (128)"_s);
        row("prime", Dtype::F32, {4099}, 64, 65, u"Lines of 65 | Dimension 0 (4,099)"_s);
        row("one", Dtype::F32, {1}, 1, 1, u"Lines of 1 | Dimension 0 (1)"_s);
        row("weight", Dtype::BF16, {512, 3584}, 512, 3584,
            u"Dimension 0 (512) | Dimension 1 (3,584)"_s);
        row("convolution", Dtype::BF16, {1152, 3, 14, 14}, 1152, 588,
            u"Dimension 0 (1,152) | Dimensions 1 to 3 (3 × 14 × 14)"_s);
        row("complex", Dtype::C64, {5}, 5, 2, u"Dimension 0 (5) | Dimension 1 (2)"_s);
        row("complex scalar", Dtype::C64, {}, 1, 2, u"Lines of 2 | Dimension 0 (2)"_s);
        row("empty", Dtype::F32, {4, 0, 3}, 0, 0, u"Dimension 0 (4) | Dimensions 1 to 2 (0 × 3)"_s);
    }
    void laysOutTensorsOfAnyRank()
    {
        QFETCH(Dtype, dtype);
        QFETCH(Shape, shape);
        QFETCH(quint64, rows);
        QFETCH(quint64, columns);
        const Matrix matrix = matrixOf(dtype, shape);
        QCOMPARE(matrix.rows, rows);
        QCOMPARE(matrix.columns, columns);
        QTEST(matrix.rowTitle() + u" | "_s + matrix.columnTitle(), "titles");
    }

    void findsTheIndexOfAPlace()
    {
        const Matrix matrix = matrixOf(Dtype::F32, {5, 3, 14, 14});
        QCOMPARE(indexText(matrix.indexAt(4, 2 * 196 + 3 * 14 + 13)), u"[4, 2, 3, 13]"_s);
        const Matrix prime = matrixOf(Dtype::F32, {4099});
        QVERIFY(prime.contains(63, 3));
        QVERIFY(!prime.contains(63, 4));
        QVERIFY(!prime.contains(0, 65));
        QCOMPARE(indexText(prime.indexAt(63, 3)), u"[4098]"_s);
        QCOMPARE(indexText(matrixOf(Dtype::F32, {}).indexAt(0, 0)), u"[]"_s);
    }

    void sharesRowsOutAmongCells()
    {
        for (const auto &[cells, length] : {std::pair<quint64, quint64>{1, 1}, {1, 7}, {7, 7},
                 {3, 10}, {600, 152064}, {599, 152063}, {1000, 1001}}) {
            QCOMPARE(cellBegin(0, cells, length), quint64(0));
            QCOMPARE(cellBegin(cells, cells, length), length);
            quint64 position = 0;
            for (quint64 cell = 0; cell < cells; ++cell) {
                const quint64 size = cellBegin(cell + 1, cells, length) - position;
                QVERIFY(size == length / cells || size == length / cells + 1);
                for (; position < cellBegin(cell + 1, cells, length); ++position)
                    QCOMPARE(cellAt(position, cells, length), cell);
            }
        }
        const quint64 huge = quint64(1) << 60;
        QCOMPARE(cellBegin(500, 1000, huge), huge / 2);
        QCOMPARE(cellAt(huge - 1, 1000, huge), quint64(999));
    }

    void agreesWithThePlainWay_data()
    {
        QTest::addColumn<Dtype>("dtype");
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<GridRequest>("request");
        const auto rows = [](const char *title, Dtype dtype, const Shape &shape,
                              const Region &region, int maxRows, int maxColumns) {
            for (const Reduction reduction : {Reduction::Mean, Reduction::Extreme})
                QTest::addRow("%s %s", title, reduction == Reduction::Mean ? "mean" : "extreme")
                    << dtype << shape << GridRequest{region, maxRows, maxColumns, reduction};
        };
        rows("odd cells", Dtype::I16, {101, 73}, {0, 0, 101, 73}, 13, 11);
        rows("with NaN", Dtype::BF16, {64, 96}, {0, 0, 64, 96}, 7, 9);
        rows("a part", Dtype::I8, {101, 73}, {17, 31, 53, 29}, 20, 20);
        rows("single elements", Dtype::U16, {101, 73}, {90, 60, 11, 13}, 40, 40);
        rows("four bits", Dtype::F4, {31, 18}, {3, 1, 20, 15}, 6, 4);
        rows("six bits", Dtype::F6_E3M2, {31, 20}, {3, 1, 20, 17}, 6, 4);
        rows("folded", Dtype::I8, {4099}, {0, 0, 64, 65}, 20, 20);
        rows("end of the last line", Dtype::I8, {4099}, {62, 0, 2, 65}, 20, 80);
        rows("flattened", Dtype::I8, {7, 3, 5, 2}, {0, 0, 7, 30}, 3, 10);
        rows("scalar", Dtype::F16, {}, {0, 0, 1, 1}, 100, 100);
        rows("long rows", Dtype::I8, {3, 2'500'001}, {0, 5, 3, 2'499'990}, 2, 9);
        rows("narrow part of long rows", Dtype::I8, {40, 100'000}, {5, 50'000, 30, 300}, 10, 10);
    }
    void agreesWithThePlainWay()
    {
        QFETCH(Dtype, dtype);
        QFETCH(Shape, shape);
        QFETCH(GridRequest, request);
        quint64 elements = 1;
        for (const quint64 size : shape)
            elements *= size;
        const TensorView view =
            viewOf(noise(qsizetype(byteRange(dtype, 0, elements).size())), dtype, shape);
        const Result<Grid> grid = gridOf(view, request);
        VERIFY_OK(grid);
        const Grid expected = expectedGrid(view, request);
        QCOMPARE(grid->region, expected.region);
        QCOMPARE(grid->rows, expected.rows);
        QCOMPARE(grid->columns, expected.columns);
        QCOMPARE(grid->flags, expected.flags);
        for (std::size_t i = 0; i < expected.values.size(); ++i) {
            // Sums in another order: BF16 patterns of any exponent cancel.
            const float tolerance = dtype == Dtype::BF16 ? 1e-5F : 1e-6F;
            QVERIFY(std::abs(grid->values[i] - expected.values[i])
                <= tolerance * std::abs(expected.values[i]));
        }
        QVERIFY(!grid->isSample);
    }

    void keepsTheSignOfAnExtreme()
    {
        const TensorView view = viewOf<float>({1, -3, 2, 0, -1, 0.5F, 0, 0}, Dtype::F32, {2, 4});
        const Result<Grid> grid = gridOf(view, whole(view, 1, 2, Reduction::Extreme));
        VERIFY_OK(grid);
        QCOMPARE(grid->values, (std::vector<float>{-3, 2}));
        QCOMPARE(grid->min.value(), -3.0F);
        QCOMPARE(grid->max.value(), 2.0F);
    }

    void marksWhatIsNotFinite()
    {
        const TensorView view = viewOf<float>(
            {notANumber, notANumber, infinity, 4, notANumber, -infinity, 7, 7}, Dtype::F32, {1, 8});
        const Result<Grid> grid = gridOf(view, whole(view, 1, 4, Reduction::Mean));
        VERIFY_OK(grid);
        QCOMPARE(grid->values, (std::vector<float>{0, 4, 0, 7}));
        QCOMPARE(grid->flags,
            (std::vector<quint8>{Grid::HasNan | Grid::NoNumber, Grid::HasInf,
                Grid::HasNan | Grid::HasInf | Grid::NoNumber, 0}));
        QCOMPARE(grid->min.value(), 4.0F);
        QCOMPARE(grid->max.value(), 7.0F);
    }

    void hasNoExtremesWithoutNumbers()
    {
        for (const TensorView &view : {viewOf<float>({notANumber}, Dtype::F32, {1, 1}),
                 viewOf<float>({}, Dtype::F32, {0, 7})}) {
            const Result<Grid> grid = gridOf(view, whole(view, 9, 9, Reduction::Mean));
            VERIFY_OK(grid);
            QVERIFY(!grid->min);
            QVERIFY(!grid->max);
        }
    }

    void keepsBeyondAFloatWhatItCan()
    {
        const TensorView view = viewOf<double>({1e300, -1e300}, Dtype::F64, {1, 2});
        const Result<Grid> grid = gridOf(view, whole(view, 1, 2, Reduction::Mean));
        VERIFY_OK(grid);
        const float largest = std::numeric_limits<float>::max();
        QCOMPARE(grid->values, (std::vector<float>{largest, -largest}));
    }

    void samplesTheMiddleOfEachCell()
    {
        const TensorView view = counting({9, 12});
        const Result<Grid> grid = gridOf(view, whole(view, 3, 4, Reduction::Sample));
        VERIFY_OK(grid);
        QCOMPARE(
            grid->values, (std::vector<float>{13, 16, 19, 22, 49, 52, 55, 58, 85, 88, 91, 94}));
        QVERIFY(grid->isSample);
    }

    void callsSingleElementsNoSample()
    {
        const TensorView view = counting({9, 12});
        const GridRequest request{{2, 3, 2, 2}, 10, 10, Reduction::Sample};
        const Result<Grid> grid = gridOf(view, request);
        VERIFY_OK(grid);
        QCOMPARE(grid->values, (std::vector<float>{27, 28, 39, 40}));
        QVERIFY(!grid->isSample);
    }

    void readsOnlyTheSampledRows()
    {
        const auto source = std::make_shared<const TensorSource>(noise(4 << 20));
        const TensorView view = viewOf(source, Dtype::I8, {4096, 1024});
        VERIFY_OK(gridOf(view, whole(view, 64, 128, Reduction::Sample)));
        QVERIFY(source->bytesRead <= 64 * 1024);
    }

    void readsOnlyTheSampledNumbersOfALongRow()
    {
        const auto source = std::make_shared<const TensorSource>(QByteArray(16 << 20, '\1'));
        const TensorView view = viewOf(source, Dtype::I8, {1, 16 << 20});
        VERIFY_OK(gridOf(view, whole(view, 1, 100, Reduction::Sample)));
        QCOMPARE(source->bytesRead.load(), quint64(100));
    }

    void readsOnlyTheRegion()
    {
        const auto source = std::make_shared<const TensorSource>(QByteArray(16 << 20, '\1'));
        const TensorView view = viewOf(source, Dtype::I8, {64, 1 << 18});
        const GridRequest request{{7, 1000, 10, 500}, 5, 5, Reduction::Mean};
        VERIFY_OK(gridOf(view, request));
        QCOMPARE(source->bytesRead.load(), quint64(5000));
    }

    void cutsOffWhatReachesBeyond()
    {
        const TensorView view = counting({4, 5});
        const Result<Grid> grid = gridOf(view, {{3, 3, 10, 10}, 10, 10, Reduction::Mean});
        VERIFY_OK(grid);
        QCOMPARE(grid->region, (Region{3, 3, 1, 2}));
        QCOMPARE(grid->values, (std::vector<float>{18, 19}));
        const Result<Grid> outside = gridOf(view, {{4, 0, 1, 1}, 10, 10, Reduction::Mean});
        VERIFY_OK(outside);
        QVERIFY(outside->values.empty());
    }

    void knowsWhatIsUnderACell()
    {
        Grid grid;
        grid.region = {100, 10, 7, 20};
        grid.rows = 3;
        grid.columns = 4;
        QCOMPARE(grid.under(0, 0), (Region{100, 10, 2, 5}));
        QCOMPARE(grid.under(2, 3), (Region{104, 25, 3, 5}));
    }

    void showsPartsOfComplexNumbers()
    {
        const TensorView view = viewOf<float>({1, 2, 3, 4}, Dtype::C64, {2});
        const Result<Grid> grid = gridOf(view, whole(view, 9, 9, Reduction::Mean));
        VERIFY_OK(grid);
        QCOMPARE(grid->rows, 2);
        QCOMPARE(grid->values, (std::vector<float>{1, 2, 3, 4}));
    }

    void showsADifference()
    {
        const TensorView a = viewOf<float>({1, 2, notANumber, 4}, Dtype::F32, {2, 2});
        const TensorView b = viewOf<float>({1.5F, 0, 3, infinity}, Dtype::F32, {2, 2});
        Progress progress;
        for (const Reduction reduction : {Reduction::Mean, Reduction::Extreme, Reduction::Sample}) {
            const Result<Grid> grid = makeDifferenceGrid(a, b, whole(a, 9, 9, reduction), progress);
            VERIFY_OK(grid);
            QCOMPARE(grid->values, (std::vector<float>{0.5F, -2, 0, 0}));
            QCOMPARE(grid->flags,
                (std::vector<quint8>{
                    0, 0, Grid::HasNan | Grid::NoNumber, Grid::HasInf | Grid::NoNumber}));
        }
        const TensorView other = viewOf<float>({1, 2, 3, 4}, Dtype::F32, {4});
        const Result<Grid> grid =
            makeDifferenceGrid(a, other, whole(a, 9, 9, Reduction::Mean), progress);
        QVERIFY(!grid);
        QCOMPARE(grid.error().code, Code::Usage);
    }

    void keepsMemoryBoundedAndReportsBytes()
    {
        const auto source = std::make_shared<const TensorSource>(QByteArray(24 << 20, '\1'));
        for (const Shape &shape : {Shape{3, 8 << 20}, Shape{24 << 10, 1 << 10}}) {
            const TensorView view = viewOf(source, Dtype::I8, shape);
            WatchedProgress progress;
            const Result<Grid> grid = makeGrid(view, whole(view, 4, 4, Reduction::Mean), progress);
            VERIFY_OK(grid);
            QVERIFY(source->largestRead <= 1 << 20);
            QVERIFY(!progress.hasDecreased);
            QCOMPARE(progress.lastDone, view.bytes);
            QCOMPARE(progress.lastTotal, view.bytes);
        }
    }

    void stopsWhenCancelled()
    {
        const auto source = std::make_shared<const TensorSource>(QByteArray(16 << 20, '\1'));
        const TensorView view = viewOf(source, Dtype::I8, {4096, 4096});
        WatchedProgress progress;
        progress.cancelAfter = 3;
        const Result<Grid> grid = makeGrid(view, whole(view, 64, 64, Reduction::Mean), progress);
        QVERIFY(!grid);
        QCOMPARE(grid.error().code, Code::Cancelled);
        QVERIFY(source->bytesRead <= 3 * (16 << 20) / 64);
    }

    void reportsAReadErrorInTheMiddle()
    {
        auto source = std::make_shared<TensorSource>(QByteArray(1 << 20, '\1'));
        source->failsFrom = 700'000;
        const TensorView view = viewOf(source, Dtype::I8, {1024, 1024});
        for (const Reduction reduction : {Reduction::Mean, Reduction::Sample}) {
            const Result<Grid> grid = gridOf(view, whole(view, 64, 64, reduction));
            QVERIFY(!grid);
            QCOMPARE(grid.error().code, Code::CannotRead);
        }
    }

    void refusesAnUnknownDtype()
    {
        const TensorView view = viewOf(noise(4), Dtype::Unknown, {2, 2});
        const Result<Grid> grid = gridOf(view, {{0, 0, 2, 2}, 2, 2, Reduction::Mean});
        QVERIFY(!grid);
        QCOMPARE(grid.error().code, Code::UnknownDtype);
    }
};

QTEST_GUILESS_MAIN(GridTest)
#include "tst_grid.moc"
