// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plotstyle.h"

#include <qcustomplot.h>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr int most = 6;
constexpr double roomForLabels = 4; // lines, beside and below the axes

/// Whether the numbers of `axis` along `length` pixels stand clear of each other.
bool isClear(const QCPAxis &axis, double length, const QLocale &locale, QChar format)
{
    QVector<double> ticks;
    QVector<QString> labels;
    axis.ticker()->generate(
        axis.range(), locale, format, axis.numberPrecision(), ticks, nullptr, &labels);
    const QFontMetricsF metrics(axis.tickLabelFont());
    const bool isLog = axis.scaleType() == QCPAxis::stLogarithmic;
    const auto place = [&](double tick) {
        const double share = isLog ? std::log(tick / axis.range().lower)
                / std::log(axis.range().upper / axis.range().lower)
                                   : (tick - axis.range().lower) / axis.range().size();
        return share * length;
    };
    double end = -length;
    for (qsizetype i = 0; i < ticks.size(); ++i) {
        if (!axis.range().contains(ticks[i]))
            continue;
        const double half = axis.orientation() == Qt::Horizontal
            ? metrics.horizontalAdvance(labels[i]) / 2 + 4
            : metrics.height() / 2;
        if (place(ticks[i]) - half < end)
            return false;
        end = place(ticks[i]) + half;
    }
    return true;
}

} // namespace

void stylePlot(QCustomPlot &plot)
{
    const QPalette palette = plot.palette();
    const QColor dimmed = palette.color(QPalette::PlaceholderText);
    const QColor line = palette.color(QPalette::Mid);
    QFont small = plot.font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    plot.setBackground(palette.color(QPalette::Base));
    QLocale numbers = QLocale::c(); // whose "e" QCustomPlot makes a power of
    numbers.setNumberOptions(QLocale::DefaultNumberOptions); // 1,000,000
    plot.setLocale(numbers);
    for (QCPAxis *axis : {plot.xAxis, plot.yAxis}) {
        axis->setBasePen(line);
        axis->setTickPen(line);
        axis->setSubTickPen(line);
        axis->setTickLabelColor(dimmed);
        axis->setLabelColor(dimmed);
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
        axis->setSubTicks(false);
        axis->grid()->setPen(QPen(palette.color(QPalette::Midlight)));
        axis->grid()->setZeroLinePen(QPen(palette.color(QPalette::Midlight)));
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(3);
        axis->setNumberFormat(u"gb"_s);
    }
    plot.legend->setFont(small);
    plot.legend->setTextColor(palette.color(QPalette::Text));
    plot.legend->setBrush(palette.color(QPalette::Base));
    plot.legend->setBorderPen(Qt::NoPen);
}

void fitTicks(QCustomPlot &plot)
{
    for (QCPAxis *axis : {plot.xAxis, plot.yAxis}) {
        const QCPRange range = axis->range();
        const double largest = qMax(std::abs(range.lower), std::abs(range.upper));
        const double digits = std::ceil(std::log10(largest / range.size())) + 2;
        axis->setNumberPrecision(static_cast<int>(qBound(7.0, digits, 15.0)));
        const double length = (axis->orientation() == Qt::Horizontal ? plot.width() : plot.height())
            - roomForLabels * plot.fontMetrics().height();
        int count = most;
        do
            axis->ticker()->setTickCount(count);
        while (count-- > 1 && !isClear(*axis, length, plot.locale(), u'g'));
    }
}
