// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plotstyle.h"

#include <qcustomplot.h>

using namespace Qt::StringLiterals;

void stylePlot(QCustomPlot &plot)
{
    const QPalette palette = plot.palette();
    const QColor dimmed = palette.color(QPalette::PlaceholderText);
    const QColor line = palette.color(QPalette::Mid);
    QFont small = plot.font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    plot.setBackground(palette.color(QPalette::Base));
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
        axis->setNumberFormat(axis->scaleType() == QCPAxis::stLogarithmic ? u"gb"_s : u"g"_s);
    }
    plot.legend->setFont(small);
    plot.legend->setTextColor(palette.color(QPalette::Text));
    plot.legend->setBrush(palette.color(QPalette::Base));
    plot.legend->setBorderPen(Qt::NoPen);
}
