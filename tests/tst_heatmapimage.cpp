// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testutil.h"
#include "views/colormap.h"
#include "views/heatmapgeometry.h"
#include "views/heatmapimage.h"
#include "views/heatmaptext.h"

#include <cmath>

namespace {

/// A grid whose cells cover `region` and hold these values; NaN: no number.
Grid gridOf(const Region &region, int rows, int columns, const std::vector<float> &values)
{
    Grid grid;
    grid.region = region;
    grid.rows = rows;
    grid.columns = columns;
    for (const float value : values) {
        const bool isMissing = std::isnan(value);
        grid.values.push_back(isMissing ? 0 : value);
        grid.flags.push_back(isMissing ? Grid::NoNumber : 0);
    }
    return grid;
}

QRgb colorOf(double value, double limit)
{
    return colormap::signedColor(colormap::diverging(false), value, limit);
}

} // namespace

class HeatmapImageTest final : public QObject {
    Q_OBJECT

private slots:
    void paintsAPixelACell()
    {
        Grid grid = gridOf({0, 0, 2, 3}, 2, 3, {-1, 0, 1, 2, NAN, 0.5});
        grid.flags[3] = Grid::HasNan;
        grid.flags[5] = Grid::HasInf | Grid::NoNumber;
        const QImage image = heatmapImage(grid, 1, false);
        QCOMPARE(image.size(), QSize(3, 2));
        QCOMPARE(image.pixel(0, 0), colorOf(-1, 1));
        QCOMPARE(image.pixel(1, 0), 0xffffffff);
        QCOMPARE(image.pixel(2, 0), colorOf(1, 1));
        QCOMPARE(image.pixel(0, 1), colormap::special(false).nan);
        QCOMPARE(image.pixel(1, 1), colormap::special(false).missing);
        QCOMPARE(image.pixel(2, 1), colormap::special(false).inf);
        QCOMPARE(heatmapImage(grid, 1, true).pixel(1, 0), 0xff26272d);
    }

    void aFewOutliersDoNotSetTheColours()
    {
        std::vector<float> values(1000, 0.5F);
        values[17] = -100;
        QCOMPARE(colorLimit(gridOf({0, 0, 10, 100}, 10, 100, values)), 0.5);
        // Where nearly all is zero, what is left does.
        std::fill(values.begin(), values.end(), 0);
        values[17] = -100;
        QCOMPARE(colorLimit(gridOf({0, 0, 10, 100}, 10, 100, values)), 100);
        QCOMPARE(colorLimit(gridOf({0, 0, 1, 2}, 1, 2, {0, 0})), 0);
        QCOMPARE(colorLimit(gridOf({0, 0, 1, 2}, 1, 2, {NAN, NAN})), 0);
        QCOMPARE(colorLimit(Grid()), 0);
    }

    void pixelsAndPlacesAreInverse()
    {
        const HeatmapGeometry geometry{{100, 7, 50, 4}, {20, 10, 400, 500}};
        QCOMPARE(geometry.rectOf({100, 7, 50, 4}), geometry.area);
        QCOMPARE(geometry.rectOf({101, 8, 1, 1}), QRectF(120, 20, 100, 10));
        for (quint64 row = 100; row < 150; ++row) {
            for (quint64 column = 7; column < 11; ++column) {
                const QRectF cell = geometry.rectOf({row, column, 1, 1});
                QCOMPARE(
                    geometry.placeAt(cell.topLeft() + QPointF(0.1, 0.1)), (Place{row, column}));
                QCOMPARE(
                    geometry.placeAt(cell.bottomRight() - QPointF(0.1, 0.1)), (Place{row, column}));
            }
        }
        QVERIFY(!geometry.placeAt({19, 100}));
        QVERIFY(!geometry.placeAt({420, 100}));
        QVERIFY(!geometry.placeAt({100, 510}));
        QVERIFY(!HeatmapGeometry().placeAt({0, 0}));
    }

    void rectsOfRegionsOutsideTheViewReachOutside()
    {
        const HeatmapGeometry geometry{{10, 10, 10, 10}, {0, 0, 100, 100}};
        QCOMPARE(geometry.rectOf({0, 0, 40, 40}), QRectF(-100, -100, 400, 400));
    }

    void zoomingKeepsWhatIsUnderThePointer()
    {
        const Region all{0, 0, 1000, 100};
        QCOMPARE(zoomed(all, all, 0.5, {0, 0}), (Region{0, 0, 500, 50}));
        QCOMPARE(zoomed(all, all, 0.5, {1, 1}), (Region{500, 50, 500, 50}));
        QCOMPARE(zoomed({400, 40, 200, 20}, all, 0.5, {0.5, 0.5}), (Region{450, 45, 100, 10}));
        // Out again, but not beyond the matrix.
        QCOMPARE(zoomed({450, 45, 100, 10}, all, 2, {0.5, 0.5}), (Region{400, 40, 200, 20}));
        QCOMPARE(zoomed({0, 90, 100, 10}, all, 2, {0.5, 0.5}), (Region{0, 80, 200, 20}));
        QCOMPARE(zoomed({0, 0, 900, 90}, all, 2, {0.5, 0.5}), all);
    }

    void zoomingEndsAtOneElementAndComesBack()
    {
        const Region all{0, 0, 152064, 3584};
        Region view = all;
        for (int i = 0; i < 60; ++i)
            view = zoomed(view, all, 0.75, {0.3, 0.7});
        QCOMPARE(view.rows, quint64(1));
        QCOMPARE(view.columns, quint64(1));
        for (int i = 0; i < 60; ++i)
            view = zoomed(view, all, 1 / 0.75, {0.3, 0.7});
        QCOMPARE(view, all);
        QCOMPARE(zoomed({}, {}, 0.5, {0.5, 0.5}), Region());
    }

    void movingEndsAtTheEdges()
    {
        const Region all{0, 0, 1000, 100};
        QCOMPARE(panned({400, 40, 20, 10}, all, -15, 5), (Region{385, 45, 20, 10}));
        QCOMPARE(panned({400, 40, 20, 10}, all, -1e9, 1e9), (Region{0, 90, 20, 10}));
        QCOMPARE(panned(all, all, 5, 5), all);
    }

    void foreignRegionsAreCutOff()
    {
        const Region all{0, 0, 10, 10};
        QCOMPARE(inside({5, 5, 100, 2}, all), (Region{5, 5, 5, 2}));
        QCOMPARE(inside({50, 50, 2, 2}, all), (Region{9, 9, 1, 1}));
        QCOMPARE(inside({3, 3, 0, 0}, all), (Region{3, 3, 1, 1}));
        QCOMPARE(inside({3, 3, 5, 5}, {}), Region());
    }

    void saysWhatIsUnderThePointer_data()
    {
        QTest::addColumn<Reduction>("reduction");
        QTest::addColumn<QString>("expected");
        QTest::newRow("sample") << Reduction::Sample << u"[3, 1] and around (2 × 2): one is 4"_s;
        QTest::newRow("mean") << Reduction::Mean << u"[3, 1] and around (2 × 2): mean 4"_s;
        QTest::newRow("extreme") << Reduction::Extreme
                                 << u"[3, 1] and around (2 × 2): farthest from 0 is 4"_s;
    }
    void saysWhatIsUnderThePointer()
    {
        QFETCH(Reduction, reduction);
        QFETCH(QString, expected);
        const Matrix matrix = matrixOf(Dtype::F32, {4, 4});
        const Grid grid = gridOf({0, 0, 4, 4}, 2, 2, {1, 2, 4, 8});
        QCOMPARE(HeatmapText::at(grid, reduction, matrix, {3, 1}), expected);
    }

    void singleElementsHaveTheirValue()
    {
        const Matrix matrix = matrixOf(Dtype::F32, {4, 2, 2});
        Grid grid = gridOf({1, 1, 2, 2}, 2, 2, {1, 2, -0.25F, NAN});
        grid.flags[3] = Grid::HasNan | Grid::NoNumber;
        QCOMPARE(HeatmapText::at(grid, Reduction::Mean, matrix, {2, 1}), u"[2, 0, 1] = -0.25"_s);
        QCOMPARE(HeatmapText::at(grid, Reduction::Mean, matrix, {2, 2}), u"[2, 1, 0] = NaN"_s);
        // Not read yet, and not there at all.
        QCOMPARE(HeatmapText::at(grid, Reduction::Mean, matrix, {0, 0}), u"[0, 0, 0]"_s);
        QCOMPARE(HeatmapText::at(grid, Reduction::Mean, matrix, {4, 0}), QString());
        QCOMPARE(HeatmapText::cells(grid, Reduction::Mean), u"One element a cell."_s);
    }

    void tellsOfNanBesideNumbers()
    {
        const Matrix matrix = matrixOf(Dtype::F32, {2, 2});
        Grid grid = gridOf({0, 0, 2, 2}, 1, 1, {7});
        grid.flags[0] = Grid::HasNan;
        QCOMPARE(HeatmapText::at(grid, Reduction::Mean, matrix, {0, 0}),
            u"[0, 0] and around (2 × 2): mean 7, and NaN"_s);
        grid.flags[0] = Grid::HasInf | Grid::NoNumber;
        QCOMPARE(HeatmapText::at(grid, Reduction::Mean, matrix, {0, 0}),
            u"[0, 0] and around (2 × 2): no finite number, Inf"_s);
        QCOMPARE(HeatmapText::cells(grid, Reduction::Mean), u"Mean of 2 × 2 a cell."_s);
        QCOMPARE(
            HeatmapText::cells(grid, Reduction::Extreme), u"Farthest from 0 of 2 × 2 a cell."_s);
    }
};

QTEST_GUILESS_MAIN(HeatmapImageTest)
#include "tst_heatmapimage.moc"
