// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profileplot.h"

#include "model/base/text.h"
#include "views/pictureactions.h"
#include "views/plot.h"
#include "views/plotstyle.h"
#include "views/scrolling.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

#include <limits>

using namespace Qt::StringLiterals;

namespace {

/// Hues that can be told apart, alternating solid and dashed so that colour is not the only sign.
QPen penOf(qsizetype line, qsizetype lines, bool isDark)
{
    const auto hue = static_cast<float>(line) / static_cast<float>(qMax<qsizetype>(1, lines));
    QPen pen(QColor::fromHsvF(hue, isDark ? 0.5F : 0.8F, isDark ? 0.95F : 0.7F), 1.6);
    pen.setStyle(line % 2 == 0 ? Qt::SolidLine : Qt::DashLine);
    return pen;
}

} // namespace

ProfilePlot::ProfilePlot(const PairDiff *diff, QWidget *parent)
    : QWidget(parent), m_diff(diff), m_plot(new Plot(tr("Profile plot")))
{
    setAccessibleName(tr("Profile"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(scrolling(m_plot)); // its legend of fourteen lines may be higher
    m_plot->setContextMenuPolicy(Qt::NoContextMenu);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    // The legend stands beside the plot: fourteen lines leave no free corner.
    auto *legendPlace = new QCPLayoutGrid;
    m_plot->plotLayout()->addElement(0, 1, legendPlace);
    legendPlace->addElement(0, 0, m_plot->legend);
    legendPlace->addElement(1, 0, new QCPLayoutElement);
    m_plot->plotLayout()->setColumnStretchFactor(1, 0.001);
    m_plot->legend->setVisible(true);
    connect(m_plot, &QCustomPlot::beforeReplot, this, [this] { fitTicks(*m_plot); });
    connect(m_plot, &Plot::allRequested, this, &ProfilePlot::draw);
    const auto redraw = [this] {
        if (isVisible())
            draw();
    };
    connect(diff, &PairDiff::reset, this, redraw);
    connect(diff, &PairDiff::compared, this, redraw);
}

void ProfilePlot::setMetric(Metric metric)
{
    m_metric = metric;
    draw();
}

void ProfilePlot::draw()
{
    m_plot->clearGraphs();
    if (!m_diff->siblings() || !m_diff->siblings()->canBeMapped())
        return;
    const Siblings &siblings = *m_diff->siblings();
    const bool isDark = palette().color(QPalette::Base).lightness() < 128;
    for (qsizetype line = 0; line < siblings.modules.size(); ++line) {
        QCPGraph *graph = m_plot->addGraph();
        graph->setName(siblings.modules[line]);
        graph->setPen(penOf(line, siblings.modules.size(), isDark));
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 4));
    }
    for (std::size_t i = 0; i < siblings.pairs.size(); ++i) {
        const SiblingPair &pair = siblings.pairs[i];
        const auto &result = m_diff->results()[i];
        const auto number = result ? value(*result, m_metric) : std::nullopt;
        if (pair.layer >= 0) {
            m_plot->graph(static_cast<int>(siblings.modules.indexOf(pair.module)))
                ->addData(pair.layer, number.value_or(std::numeric_limits<double>::quiet_NaN()));
        }
    }
    m_plot->xAxis->setLabel(tr("Layer"));
    m_plot->yAxis->setLabel(title(m_metric));
    m_plot->rescaleAxes();
    m_plot->xAxis->scaleRange(1.04);
    m_plot->yAxis->setRangeLower(0);
    m_plot->setAccessibleDescription(description());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString ProfilePlot::description() const
{
    const SiblingPair *farthest = nullptr;
    double most = -1;
    qsizetype compared = 0;
    for (std::size_t i = 0; i < m_diff->results().size(); ++i) {
        const auto &result = m_diff->results()[i];
        const auto number = result ? value(*result, m_metric) : std::nullopt;
        if (!number || m_diff->siblings()->pairs[i].layer < 0)
            continue;
        ++compared;
        if (*number > most) {
            most = *number;
            farthest = &m_diff->siblings()->pairs[i];
        }
    }
    if (!farthest)
        return tr("Nothing is compared yet.");
    return tr("%1 of %2 pairs along the layers; the highest is %3 in layer %4, %5.")
        .arg(title(m_metric), text::count(static_cast<quint64>(compared)), shown(most, m_metric))
        .arg(farthest->layer)
        .arg(text::visible(farthest->module));
}

void ProfilePlot::showEvent(QShowEvent *)
{
    draw(); // what was compared meanwhile
}

void ProfilePlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

void ProfilePlot::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    addPictureActions(menu, m_plot, u"pair-profile"_s);
    menu.exec(event->globalPos());
}
