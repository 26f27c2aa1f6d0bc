// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/histogramplot.h"

#include "model/base/text.h"
#include "views/pictureactions.h"
#include "views/plot.h"
#include "views/plotstyle.h"
#include "views/segmentedcontrol.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int binsDrawn = 120;
constexpr int binsToLook = 2000; // fine enough to find where most numbers are
constexpr double outermost = 0.001; // share of the numbers, on either side
constexpr double worthTrimming = 0.6; // of the whole range

double shareOf(quint64 count, const Distribution &distribution)
{
    return distribution.finite == 0 ? 0 : double(count) / double(distribution.finite);
}

/// The part of `axis` without the bins that only the outermost numbers of every histogram are in.
HistogramAxis withoutOutliers(
    const HistogramAxis &axis, const std::vector<Distribution> &distributions, int bins)
{
    const HistogramAxis whole{axis.scale, axis.low, axis.high, bins};
    // One number has no outliers, and room around it is easier to read than its last digits.
    if (std::ranges::all_of(distributions, [](const auto &one) { return one.cells.size() <= 1; }))
        return whole;
    int first = axis.bins;
    int last = 0;
    for (const Distribution &distribution : distributions) {
        const Histogram histogram = makeHistogram(distribution, axis);
        const auto few = static_cast<quint64>(outermost * double(distribution.finite));
        int left = 0;
        for (quint64 passed = 0; left < axis.bins; ++left) {
            passed += histogram.counts[static_cast<std::size_t>(left)];
            if (passed > few)
                break;
        }
        int right = axis.bins;
        for (quint64 passed = 0; right > left; --right) {
            passed += histogram.counts[static_cast<std::size_t>(right - 1)];
            if (passed > few)
                break;
        }
        first = qMin(first, left);
        last = qMax(last, right);
    }
    if (first >= last || last - first > worthTrimming * axis.bins)
        return whole;
    const int margin = (last - first) / 10 + 1;
    return {axis.scale, axis.edge(qMax(0, first - margin)),
        axis.edge(qMin(axis.bins, last + margin)), bins};
}

} // namespace

HistogramPlot::HistogramPlot(QWidget *parent)
    : QWidget(parent),
      m_scale(new SegmentedControl(tr("Horizontal axis"), {tr("Linear"), tr("Log |x|")})),
      m_logShare(new QToolButton), m_plot(new Plot(tr("Histogram plot"))), m_caption(new QLabel)
{
    setAccessibleName(tr("Histogram"));
    setObjectName(u"Histogram"_s);
    m_logShare->setText(tr("Log y"));
    m_logShare->setAccessibleName(tr("Logarithmic vertical axis"));
    m_logShare->setCheckable(true);
    m_logShare->setFocusPolicy(Qt::StrongFocus);
    m_logShare->setProperty("segment", u"single"_s);
    m_caption->setForegroundRole(QPalette::PlaceholderText);
    m_caption->setTextFormat(Qt::RichText);
    m_caption->setWordWrap(true);

    auto *top = new QHBoxLayout;
    top->setSpacing(6);
    top->addWidget(m_scale);
    top->addWidget(m_logShare);
    top->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_caption);
    buildPlot();
    connect(m_scale, &SegmentedControl::chosen, this, &HistogramPlot::showMainPart);
    connect(m_logShare, &QToolButton::toggled, this, &HistogramPlot::draw);
    setSeries({});
}

void HistogramPlot::buildPlot()
{
    m_plot->setMinimumSize(120, 60);
    m_plot->setContextMenuPolicy(Qt::CustomContextMenu);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    m_plot->axisRect()->setMinimumMargins(QMargins(4, 6, 10, 4));
    m_plot->yAxis->setLabel(tr("Share"));
    connect(m_plot, &QCustomPlot::beforeReplot, this, [this] { fitTicks(*m_plot); });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &HistogramPlot::showAll);
    connect(m_plot, &Plot::allRequested, this, &HistogramPlot::showAll);
    connect(m_plot, &QWidget::customContextMenuRequested, this, &HistogramPlot::showContextMenu);
    connect(m_plot->xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this,
        &HistogramPlot::changeRange);
}

Scale HistogramPlot::scale() const
{
    return m_scale->current() == 0 ? Scale::Linear : Scale::Logarithmic;
}

HistogramAxis HistogramPlot::wholeAxis(int bins) const
{
    return axisFor(m_distributions, scale(), bins);
}

void HistogramPlot::setSeries(const std::vector<Series> &series, bool keepsView)
{
    keepsView = keepsView && m_series.size() == series.size() && !series.empty();
    m_series = series;
    m_distributions.clear();
    for (const Series &one : series)
        m_distributions.push_back(one.summary->distribution);
    m_scale->setEnabled(!series.empty());
    m_logShare->setEnabled(!series.empty());
    if (keepsView)
        setAxis(m_histograms.front().axis);
    else
        showMainPart();
}

void HistogramPlot::showMainPart()
{
    setAxis(withoutOutliers(wholeAxis(binsToLook), m_distributions, binsDrawn));
}

void HistogramPlot::showAll()
{
    setAxis(wholeAxis(binsDrawn));
}

void HistogramPlot::setAxis(const HistogramAxis &axis)
{
    m_histograms.clear();
    for (const Distribution &distribution : m_distributions)
        m_histograms.push_back(makeHistogram(distribution, axis));
    m_isDrawing = true;
    const bool isLog = axis.scale == Scale::Logarithmic;
    m_plot->xAxis->setScaleType(isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->xAxis->setRange(axis.low, axis.high);
    m_isDrawing = false;
    draw();
}

void HistogramPlot::changeRange(const QCPRange &range)
{
    const bool isLog = scale() == Scale::Logarithmic;
    if (m_isDrawing || m_histograms.empty() || (isLog && range.lower <= 0))
        return;
    setAxis({scale(), range.lower, range.upper, binsDrawn});
}

void HistogramPlot::draw()
{
    m_plot->clearGraphs();
    double most = 0;
    double least = 1;
    for (std::size_t i = 0; i < m_histograms.size(); ++i) {
        const Histogram &histogram = m_histograms[i];
        QVector<double> edges;
        QVector<double> shares;
        for (int bin = 0; bin <= histogram.axis.bins; ++bin) {
            const int counted = qMin(bin, histogram.axis.bins - 1);
            const double share =
                shareOf(histogram.counts[static_cast<std::size_t>(counted)], m_distributions[i]);
            edges += histogram.axis.edge(bin);
            shares += share;
            most = qMax(most, share);
            least = share > 0 ? qMin(least, share) : least;
        }
        QCPGraph *graph = m_plot->addGraph();
        graph->setName(m_series[i].bucket.name);
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setData(edges, shares, true);
    }
    const bool isLog = m_logShare->isChecked();
    m_plot->yAxis->setScaleType(isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->yAxis->setTicker(isLog ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                                   : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    m_plot->yAxis->setRange(isLog ? least / 2 : 0, most > 0 ? most * (isLog ? 2 : 1.05) : 1);
    const bool isLogX = scale() == Scale::Logarithmic;
    m_plot->xAxis->setTicker(isLogX ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                                    : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    m_plot->xAxis->setLabel(isLogX ? tr("|Value|") : tr("Value"));
    m_caption->setVisible(!caption().isEmpty());
    setAccessibleDescription(description());
    m_plot->setAccessibleDescription(description());
    restyle();
}

QString HistogramPlot::description() const
{
    QStringList sentences;
    for (std::size_t i = 0; i < m_histograms.size(); ++i) {
        const Statistics &statistics = m_series[i].summary->statistics;
        const Histogram &histogram = m_histograms[i];
        const auto peak = std::ranges::max_element(histogram.counts);
        if (!statistics.min || peak == histogram.counts.end()) {
            sentences += tr("%1 has no finite number.").arg(m_series[i].bucket.name);
            continue;
        }
        const auto bin = static_cast<int>(peak - histogram.counts.begin());
        sentences += tr("%1: from %2 to %3, mean %4, most (%5 %) between %6 and %7.")
                         .arg(m_series[i].bucket.name, text::number(*statistics.min),
                             text::number(*statistics.max), text::number(*statistics.mean),
                             text::number(100 * shareOf(*peak, m_distributions[i]), 2),
                             text::number(histogram.axis.edge(bin)),
                             text::number(histogram.axis.edge(bin + 1)));
    }
    return sentences.join(u' ');
}

QString HistogramPlot::caption() const
{
    QStringList lines;
    for (std::size_t i = 0; i < m_histograms.size(); ++i) {
        const Statistics &statistics = m_series[i].summary->statistics;
        const Histogram &histogram = m_histograms[i];
        QStringList parts{statistics.zeros == 1
                ? tr("1 zero")
                : tr("%1 zeros").arg(text::count(statistics.zeros))};
        if (statistics.nan > 0)
            parts += tr("%1 NaN").arg(text::count(statistics.nan));
        if (statistics.inf > 0)
            parts += tr("%1 Inf").arg(text::count(statistics.inf));
        if (const quint64 outside = histogram.below + histogram.above; outside > 0) {
            parts +=
                tr("%1 % outside").arg(text::number(100 * shareOf(outside, m_distributions[i]), 2));
        }
        if (statistics.isSample)
            parts += tr("from a sample");
        const QString line = parts.join(u" · "_s);
        lines += m_series.size() > 1 ? tr("%1: %2").arg(m_series[i].bucket.name, line) : line;
    }
    return lines.join(u'\n');
}

void HistogramPlot::restyle()
{
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        QColor color = theme::bucketColor(m_series[static_cast<std::size_t>(i)].bucket);
        m_plot->graph(i)->setPen(color);
        color.setAlphaF(m_plot->graphCount() > 1 ? 0.35F : 0.55F);
        m_plot->graph(i)->setBrush(color);
    }
    // The caption's lines are the legend: a box in the plot would hide what it explains.
    QStringList lines = caption().split(u'\n', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QColor color = theme::bucketColor(m_series[static_cast<std::size_t>(i)].bucket);
        lines[i] =
            u"<span style='color:%1'>■</span> %2"_s.arg(color.name(), lines[i].toHtmlEscaped());
    }
    m_caption->setText(lines.join(u"<br>"_s));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HistogramPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

void HistogramPlot::showContextMenu(const QPoint &position)
{
    QMenu menu;
    connect(menu.addAction(tr("Show &all numbers")), &QAction::triggered, this,
        &HistogramPlot::showAll);
    connect(menu.addAction(tr("Show the &main part")), &QAction::triggered, this,
        &HistogramPlot::showMainPart);
    menu.addSeparator();
    addPictureActions(menu, m_plot, tr("histogram"));
    menu.exec(m_plot->mapToGlobal(position));
}
