// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/rules.h"
#include "tests/tensorsource.h"
#include "tests/testutil.h"
#include "views/histogramplot.h"
#include "views/segmentedcontrol.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <qcustomplot.h>

#include <limits>
#include <numeric>

namespace {

HistogramPlot::Series seriesOf(const std::vector<float> &numbers, qsizetype bucket = 0)
{
    Progress progress;
    const Result<Summary> summary = summarize(viewOf(numbers, Dtype::F32), Coverage::All, progress);
    return {Rules::bundled()->buckets()[static_cast<std::size_t>(bucket)],
        std::make_shared<const Summary>(*summary)};
}

quint64 counted(const Histogram &histogram)
{
    return std::accumulate(histogram.counts.begin(), histogram.counts.end(), quint64(0));
}

/// 2,000 numbers from -1 to 1, and one far away.
std::vector<float> withOutlier()
{
    std::vector<float> numbers{1000};
    for (int i = -1000; i < 1000; ++i)
        numbers.push_back(float(i) / 1000);
    return numbers;
}

} // namespace

class HistogramPlotTest final : public QObject {
    Q_OBJECT

private slots:
    void isEmptyBeforeThereAreNumbers()
    {
        HistogramPlot plot;
        QCOMPARE(plot.accessibleName(), u"Histogram"_s);
        QVERIFY(plot.histograms().empty());
        QVERIFY(plot.caption().isEmpty());
    }

    void drawsTwoTensorsOnOneAxis()
    {
        HistogramPlot plot;
        plot.setSeries({seriesOf({0, 1, 2, 3}), seriesOf({2, 9}, 1)});
        QCOMPARE(plot.histograms().size(), std::size_t(2));
        QCOMPARE(plot.histograms()[0].axis, plot.histograms()[1].axis);
        QCOMPARE(plot.histograms()[0].axis.low, 0.0);
        QCOMPARE(plot.histograms()[0].axis.high, 9.0);
        QCOMPARE(plot.findChild<QCustomPlot *>()->graphCount(), 2);
        QCOMPARE(plot.caption(), u"UND: 1 zero\nGEN: 0 zeros"_s);
    }

    void tellsWhatHasNoPlaceInTheBins()
    {
        const float infinity = std::numeric_limits<float>::infinity();
        HistogramPlot plot;
        plot.setSeries({seriesOf({0, NAN, infinity, -infinity, 1})});
        QCOMPARE(plot.caption(), u"1 zero · 1 NaN · 2 Inf"_s);
        QCOMPARE(counted(plot.histograms()[0]), 2ULL);
    }

    void outliersAreOutsideUntilAllIsShown()
    {
        HistogramPlot plot;
        plot.resize(400, 300);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.setSeries({seriesOf(withOutlier())});
        QVERIFY(plot.histograms()[0].axis.high < 10);
        QVERIFY(plot.caption().contains(u"0.05 % outside"_s));
        auto *area = plot.findChild<QCustomPlot *>();
        QTest::mouseDClick(area, Qt::LeftButton, {}, area->rect().center());
        QCOMPARE(plot.histograms()[0].axis.high, 1000.0);
        QVERIFY(!plot.caption().contains(u"outside"_s));
    }

    void zoomingMakesTheBinsAnew()
    {
        HistogramPlot plot;
        plot.setSeries({seriesOf(withOutlier())});
        auto *area = plot.findChild<QCustomPlot *>();
        area->xAxis->setRange(-0.5, 0.5);
        const Histogram &histogram = plot.histograms()[0];
        QCOMPARE(histogram.axis.low, -0.5);
        QCOMPARE(histogram.axis.high, 0.5);
        // F32 is counted in groups, so that the edges are not exact.
        QVERIFY(qAbs(double(counted(histogram)) - 1001) <= 4);
        QCOMPARE(counted(histogram) + histogram.above + histogram.below, 2001ULL);
    }

    void exactNumbersKeepWhatIsSeen()
    {
        HistogramPlot plot;
        plot.setSeries({seriesOf({0, 1, 2, 3})});
        plot.findChild<QCustomPlot *>()->xAxis->setRange(0.9, 2.1);
        plot.setSeries({seriesOf({0, 1, 1.5, 2, 3})}, true);
        QCOMPARE(plot.histograms()[0].axis.low, 0.9);
        QCOMPARE(counted(plot.histograms()[0]), 3ULL);
        plot.setSeries({seriesOf({0, 1, 1.5, 2, 3})});
        QCOMPARE(plot.histograms()[0].axis.low, 0.0);
    }

    void oneNumberHasRoomAroundIt()
    {
        HistogramPlot plot;
        plot.setSeries({seriesOf({7.25, 7.25})});
        QCOMPARE(plot.histograms()[0].axis.low, 6.75);
        QCOMPARE(plot.histograms()[0].axis.high, 7.75);
    }

    void numbersOfTheAxisStandClearAndDiffer_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("plain") << -0.75 << 0.75;
        QTest::newRow("far from zero") << 1e6 << 1e6 + 0.004;
        QTest::newRow("large") << 0.0 << 999'999.0;
        QTest::newRow("huge") << -1e18 << 1e18;
    }
    void numbersOfTheAxisStandClearAndDiffer()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        HistogramPlot plot;
        plot.resize(220, 240);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.setSeries({seriesOf({0, 1})});
        auto *area = plot.findChild<QCustomPlot *>();
        const QCPAxis &axis = *area->xAxis;
        area->xAxis->setRange(low, high);
        area->replot();
        const QStringList labels = axis.tickVectorLabels();
        QCOMPARE(QSet<QString>(labels.begin(), labels.end()).size(), labels.size());
        QVERIFY(high < 1e6 || high > 1e7 || labels.join(u' ').contains(u','));
        QVERIFY(!labels.join(u' ').contains(u'E'));
        const QFontMetrics metrics(axis.tickLabelFont());
        for (qsizetype i = 1; i < labels.size(); ++i) {
            const double room = axis.coordToPixel(axis.tickVector()[i])
                - axis.coordToPixel(axis.tickVector()[i - 1]);
            const double width =
                metrics.horizontalAdvance(labels[i - 1]) + metrics.horizontalAdvance(labels[i]);
            QVERIFY2(width / 2 < room, qPrintable(labels.join(u' ')));
        }
    }

    void showsSizesOnALogarithmicAxis()
    {
        HistogramPlot plot;
        plot.setSeries({seriesOf({-100, 0, 0.01F, 1})});
        const auto buttons =
            plot.findChild<SegmentedControl *>()->findChildren<QAbstractButton *>();
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        const Histogram &histogram = plot.histograms()[0];
        QCOMPARE(histogram.axis.scale, Scale::Logarithmic);
        QCOMPARE(histogram.axis.high, 100.0);
        QCOMPARE(histogram.zeros, 1ULL);
        QCOMPARE(counted(histogram), 3ULL);
        QCOMPARE(plot.findChild<QCustomPlot *>()->xAxis->scaleType(), QCPAxis::stLogarithmic);
    }
};

QTEST_MAIN(HistogramPlotTest)
#include "tst_histogramplot.moc"
