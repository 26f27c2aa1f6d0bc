// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/colormap.h"

#include <QTest>

#include <cmath>

namespace {

/// Relative luminance by sRGB: what is left of a colour for an eye without colours.
double luminance(QRgb color)
{
    const auto linear = [](int channel) {
        const double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(qRed(color)) + 0.7152 * linear(qGreen(color))
        + 0.0722 * linear(qBlue(color));
}

int distance(QRgb a, QRgb b)
{
    return qAbs(qRed(a) - qRed(b)) + qAbs(qGreen(a) - qGreen(b)) + qAbs(qBlue(a) - qBlue(b));
}

} // namespace

class ColormapTest final : public QObject {
    Q_OBJECT

private slots:
    void zeroIsTheBackground()
    {
        QCOMPARE(colormap::signedColor(colormap::diverging(false), 0, 5), 0xffffffff);
        QCOMPARE(colormap::signedColor(colormap::diverging(true), 0, 5), 0xff26272d);
        // Nothing but zeros has no range.
        QCOMPARE(colormap::signedColor(colormap::diverging(false), 3, 0), 0xffffffff);
    }

    void signsAreBlueAndRed_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void signsAreBlueAndRed()
    {
        QFETCH(bool, isDark);
        const colormap::Table &table = colormap::diverging(isDark);
        for (const double value : {0.1, 0.3, 0.6, 1.0}) {
            const QRgb below = colormap::signedColor(table, -value, 1);
            const QRgb above = colormap::signedColor(table, value, 1);
            QVERIFY(qBlue(below) > qRed(below) + 5);
            QVERIFY(qRed(above) > qBlue(above) + 5);
        }
    }

    void awayFromZeroTheBrightnessOnlyChangesOneWay_data() { signsAreBlueAndRed_data(); }
    void awayFromZeroTheBrightnessOnlyChangesOneWay()
    {
        QFETCH(bool, isDark);
        const colormap::Table &table = colormap::diverging(isDark);
        const std::size_t middle = table.size() / 2;
        for (std::size_t i = 1; i <= middle; ++i) {
            for (const auto &[outer, inner] :
                {std::pair(middle + i, middle + i - 1), std::pair(middle - i, middle - i + 1)}) {
                const double change = luminance(table[outer]) - luminance(table[inner]);
                QVERIFY(isDark ? change >= 0 : change <= 0);
            }
        }
    }

    void sizesGrowBrighter()
    {
        const colormap::Table &table = colormap::sequential();
        for (std::size_t i = 1; i < table.size(); ++i)
            QVERIFY(luminance(table[i]) > luminance(table[i - 1]) - 0.002); // whole channels
        QCOMPARE(table.front(), 0xff440154);
        QCOMPARE(table.back(), 0xfffde725);
    }

    void positionsOutsideAreCutOff()
    {
        const colormap::Table &table = colormap::sequential();
        QCOMPARE(colormap::colorAt(table, -3), table.front());
        QCOMPARE(colormap::colorAt(table, 7), table.back());
        QCOMPARE(colormap::colorAt(table, NAN), table.front());
        QCOMPARE(colormap::signedColor(table, -INFINITY, 1), table.front());
    }

    void specialColoursAreInNoMap_data() { signsAreBlueAndRed_data(); }
    void specialColoursAreInNoMap()
    {
        QFETCH(bool, isDark);
        const colormap::Special &special = colormap::special(isDark);
        for (const QRgb color : {special.nan, special.inf}) {
            for (const QRgb entry : colormap::diverging(isDark))
                QVERIFY2(distance(color, entry) > 80, qPrintable(QString::number(entry, 16)));
        }
        QVERIFY(distance(special.nan, special.inf) > 200);
        QVERIFY(distance(special.nan, special.missing) > 200);
    }
};

QTEST_GUILESS_MAIN(ColormapTest)
#include "tst_colormap.moc"
