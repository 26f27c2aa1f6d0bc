// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pairview.h"

#include "model/base/text.h"
#include "model/diff/metric.h"
#include "views/heatmapview.h"
#include "views/histogramplot.h"
#include "views/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QFrame *card(QWidget *contents)
{
    auto *frame = new QFrame;
    frame->setProperty("card", true);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    layout->addWidget(contents, 1);
    return frame;
}

QFrame *titledCard(QLabel *title, QWidget *contents)
{
    QFrame *frame = card(contents);
    static_cast<QVBoxLayout *>(frame->layout())->insertWidget(0, title);
    return frame;
}

QString numberText(const std::optional<double> &number)
{
    return number ? QString::number(*number, 'g', 4) : u"–"_s;
}

/// One row of the table of numbers.
QString row(const QString &title, const Summary &summary)
{
    const Statistics &statistics = summary.statistics;
    QStringList cells{title, numberText(statistics.min), numberText(statistics.max),
        numberText(statistics.mean), numberText(statistics.deviation),
        text::count(statistics.zeros), text::count(statistics.nan), text::count(statistics.inf)};
    return u"<tr><td>"_s + cells.join(u"</td><td align=right>&nbsp;&nbsp;"_s) + u"</td></tr>"_s;
}

} // namespace

PairView::PairView(QWidget *parent)
    : QWidget(parent), m_title(new QLabel), m_undTitle(new QLabel), m_genTitle(new QLabel),
      m_differenceTitle(new QLabel), m_comparison(new QLabel),
      m_und(new HeatmapView(tr("UND heat map"))), m_gen(new HeatmapView(tr("GEN heat map"))),
      m_difference(new HeatmapView(tr("Difference heat map"))), m_histogram(new HistogramPlot),
      m_statistics(new QLabel)
{
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_comparison->setForegroundRole(QPalette::PlaceholderText);
    m_comparison->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_comparison->setWordWrap(true);
    auto *keys = new QLabel(tr("Alt+↑ ↓  previous / next differing pair"));
    keys->setForegroundRole(QPalette::PlaceholderText);
    m_statistics->setTextFormat(Qt::RichText);
    m_statistics->setAccessibleName(tr("Statistics"));
    m_statistics->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_statistics->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_title, 1);
    head->addWidget(keys);
    auto *maps = new QGridLayout;
    maps->setSpacing(10);
    maps->addWidget(titledCard(m_undTitle, m_und), 0, 0);
    maps->addWidget(titledCard(m_genTitle, m_gen), 0, 1);
    maps->addWidget(titledCard(m_differenceTitle, m_difference), 0, 2);
    maps->addWidget(card(m_histogram), 0, 3);
    for (int column = 0; column < 3; ++column)
        maps->setColumnStretch(column, 4);
    maps->setColumnStretch(3, 5);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_comparison);
    layout->addLayout(maps, 1);
    layout->addWidget(m_statistics);
    link();
    clear();
}

void PairView::nameSides()
{
    const QString first = m_areCounterparts ? tr("A") : tr("UND");
    const QString second = m_areCounterparts ? tr("B") : tr("GEN");
    m_undTitle->setText(first);
    m_genTitle->setText(second);
    m_differenceTitle->setText(tr("%1 − %2").arg(second, first));
    m_und->setAccessibleName(tr("%1 heat map").arg(first));
    m_gen->setAccessibleName(tr("%1 heat map").arg(second));
}

void PairView::link()
{
    const QList<HeatmapView *> maps{m_und, m_gen, m_difference};
    for (HeatmapView *from : maps) {
        for (HeatmapView *to : maps) {
            if (from == to)
                continue;
            connect(from, &HeatmapView::viewChanged, to, &HeatmapView::setView);
            connect(from, &HeatmapView::hovered, to, &HeatmapView::setMarker);
        }
    }
    // UND and GEN are coloured by one range, so that they can be compared by eye.
    connect(m_und, &HeatmapView::ownRangeChanged, this, [this](double limit) {
        m_undLimit = limit;
        shareRange();
    });
    connect(m_gen, &HeatmapView::ownRangeChanged, this, [this](double limit) {
        m_genLimit = limit;
        shareRange();
    });
}

void PairView::shareRange()
{
    const double limit = qMax(m_undLimit, m_genLimit);
    m_und->setRange(limit);
    m_gen->setRange(limit);
}

void PairView::clear(bool areCounterparts)
{
    m_areCounterparts = areCounterparts;
    nameSides();
    m_job.cancel();
    m_inventory.reset();
    m_title->setText(tr("No pair is chosen"));
    m_comparison->setText(tr("Click a cell of the map or a row of the table."));
    m_statistics->clear();
    m_histogram->setSeries({});
    for (HeatmapView *map : {m_und, m_gen, m_difference})
        map->clear();
}

void PairView::setPair(
    std::shared_ptr<const Inventory> inventory, const SiblingPair &pair, bool areCounterparts)
{
    if (m_inventory == inventory && m_pair == pair)
        return;
    m_areCounterparts = areCounterparts;
    nameSides();
    m_inventory = std::move(inventory);
    m_pair = pair;
    const Checkpoint &checkpoint = *m_inventory->checkpoint;
    const TensorView und = viewOf(checkpoint, pair.und);
    const TensorView gen = viewOf(checkpoint, pair.gen);
    m_title->setText(pair.layer < 0
            ? text::visible(pair.module)
            : tr("layer %1 · %2").arg(pair.layer).arg(text::visible(pair.module)));
    m_undLimit = 0;
    m_genLimit = 0;
    m_und->setSource(heatmapOf(und));
    m_gen->setSource(heatmapOf(gen));
    if (pair.isComparable)
        m_difference->setSource(differenceHeatmapOf(und, gen));
    else
        m_difference->clear(tr("Shapes or dtypes differ: there is no difference to show."));
    m_statistics->clear();
    m_histogram->setSeries({});
    summarizeBoth(und, gen, Coverage::Sample);
}

void PairView::summarizeBoth(const TensorView &und, const TensorView &gen, Coverage coverage)
{
    const auto work = [und, gen, coverage](Progress &progress) -> Result<Numbers> {
        Result<Summary> a = summarize(und, coverage, progress);
        if (!a)
            return tl::unexpected(a.error());
        Result<Summary> b = summarize(gen, coverage, progress);
        if (!b)
            return tl::unexpected(b.error());
        return Numbers{std::make_shared<const Summary>(std::move(*a)),
            std::make_shared<const Summary>(std::move(*b))};
    };
    m_job.start(tr("Statistics"), work, [this, und, gen, coverage](const Result<Numbers> &numbers) {
        if (!numbers) {
            m_statistics->setText(numbers.error().detail.toHtmlEscaped());
            return;
        }
        showNumbers(*numbers, coverage == Coverage::Sample);
        if (numbers->und->statistics.isSample || numbers->gen->statistics.isSample)
            summarizeBoth(und, gen, Coverage::All);
    });
}

void PairView::showNumbers(const Numbers &numbers, bool isFirst)
{
    // Of two checkpoints both may be of one bucket; they are told apart by UND's and GEN's colours.
    Bucket first = m_inventory->rules->buckets()[0];
    Bucket second = m_inventory->rules->buckets()[1];
    first.name = m_undTitle->text();
    second.name = m_genTitle->text();
    m_histogram->setSeries({{first, numbers.und}, {second, numbers.gen}}, !isFirst);
    const QStringList heads{
        QString(), tr("min"), tr("max"), tr("mean"), tr("std"), tr("zeros"), tr("NaN"), tr("Inf")};
    const bool isSample = numbers.und->statistics.isSample;
    m_statistics->setText(u"<table cellspacing=0><tr><td>"_s
        + heads.join(u"</td><td align=right>&nbsp;&nbsp;"_s) + u"</td><td>&nbsp;&nbsp;"_s
        + (isSample ? tr("estimate from a sample") : QString()) + u"</td></tr>"_s
        + row(m_undTitle->text(), *numbers.und) + row(m_genTitle->text(), *numbers.gen)
        + u"</table>"_s);
}

void PairView::setComparison(const std::optional<Comparison> &comparison)
{
    const TensorInfo &und = m_inventory->checkpoint->tensors[static_cast<std::size_t>(m_pair.und)];
    const TensorInfo &gen = m_inventory->checkpoint->tensors[static_cast<std::size_t>(m_pair.gen)];
    QStringList parts{shapeText(und.shape), und.dtypeName()};
    if (!m_pair.isComparable) {
        parts += tr("%1 is %2 %3: not comparable")
                     .arg(m_genTitle->text(), shapeText(gen.shape), gen.dtypeName());
    } else if (!comparison) {
        parts += tr("not compared yet");
    } else if (comparison->isIdentical && !comparison->isSample) {
        parts += m_areCounterparts ? tr("identical") : tr("identical: GEN still equals UND");
    } else {
        const auto metric = [&](const QString &pattern, Metric which) {
            parts += pattern.arg(shown(value(*comparison, which), which));
        };
        metric(tr("relative L2 %1"), Metric::RelativeL2);
        metric(tr("cosine distance %1"), Metric::CosineDistance);
        metric(tr("max |Δ| %1"), Metric::MaxAbs);
        metric(tr("identical %1"), Metric::IdenticalShare);
        if (const quint64 bad = comparison->nonFiniteA + comparison->nonFiniteB)
            parts += tr("%1 NaN or Inf").arg(text::count(bad));
        if (comparison->isSample)
            parts += tr("estimate");
    }
    m_comparison->setText(parts.join(u" · "_s));
}
