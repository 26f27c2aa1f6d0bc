// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tensorpage.h"

#include "model/base/text.h"
#include "model/items/statisticsverdict.h"
#include "model/safetensors/shape.h"
#include "views/bucketchip.h"
#include "views/elidedlabel.h"
#include "views/heatmapview.h"
#include "views/histogramplot.h"
#include "views/scrolling.h"
#include "views/segmentedcontrol.h"
#include "views/statisticstable.h"
#include "views/tonedlabel.h"
#include "views/valuesview.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int restTime = 100; // ms

constexpr std::array reductions{Reduction::Mean, Reduction::Extreme, Reduction::Sample};

QFrame *card()
{
    auto *frame = new QFrame;
    frame->setProperty("card", true);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(6);
    return frame;
}

QFrame *cardWith(QWidget *contents)
{
    QFrame *frame = card();
    frame->layout()->addWidget(contents);
    return frame;
}

} // namespace

TensorPage::TensorPage(QWidget *parent)
    : QStackedWidget(parent), m_chip(new QLabel), m_key(new ElidedLabel(Qt::ElideMiddle)),
      m_facts(new ElidedLabel(Qt::ElideRight)), m_place(new ElidedLabel(Qt::ElideRight)),
      m_output(new ElidedLabel(Qt::ElideMiddle)), m_verdictText(new TonedLabel),
      m_statistics(new StatisticsTable), m_coverage(new QLabel), m_histogram(new HistogramPlot),
      m_reduction(new SegmentedControl(tr("Reduction"), {tr("Mean"), tr("Max |x|"), tr("Sample")})),
      m_heatmap(new HeatmapView(tr("Heat map"))), m_values(new ValuesView)
{
    auto *empty = new QLabel(tr("Select a tensor in the tree."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setForegroundRole(QPalette::PlaceholderText);
    addWidget(empty);
    addWidget(scrolling(buildPage()));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window);

    m_rest.setSingleShot(true);
    m_rest.setInterval(restTime);
    connect(&m_rest, &QTimer::timeout, this, &TensorPage::read);
    connect(m_reduction, &SegmentedControl::chosen, this, [this](int segment) {
        m_heatmap->setReduction(reductions[static_cast<std::size_t>(segment)]);
    });
    connect(&m_job, &LatestJob::progressed, this, &TensorPage::showProgress);
}

QLayout *TensorPage::buildFacts()
{
    QFont bold = m_key->font();
    bold.setWeight(QFont::DemiBold);
    bold.setPointSizeF(bold.pointSizeF() * 1.1);
    m_key->setFont(bold);
    m_key->setAccessibleName(tr("Tensor key"));
    m_facts->setAccessibleName(tr("Facts"));
    m_place->setAccessibleName(tr("Place in the file"));
    m_output->setAccessibleName(tr("Output key"));
    for (QLabel *dimmed : {m_place, m_output})
        dimmed->setForegroundRole(QPalette::PlaceholderText);
    m_verdictText->setAccessibleName(tr("Tensor verdict"));
    m_verdictText->setTextFormat(Qt::PlainText);
    m_verdictText->setContentsMargins(8, 2, 8, 2);
    m_verdictText->setAutoFillBackground(true);

    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_chip);
    top->addWidget(m_key, 1);
    top->addWidget(m_verdictText);
    auto *facts = new QVBoxLayout;
    facts->setSpacing(3);
    facts->addLayout(top);
    facts->addWidget(m_facts);
    facts->addWidget(m_place);
    facts->addWidget(m_output);
    return facts;
}

QWidget *TensorPage::buildPage()
{
    m_coverage->setForegroundRole(QPalette::PlaceholderText);
    m_coverage->setAccessibleName(tr("Coverage"));
    m_coverage->setObjectName(u"Coverage"_s);
    m_coverage->setWordWrap(true);
    m_coverage->setTextFormat(Qt::PlainText);
    auto *numbers = card();
    auto *numbersLayout = static_cast<QVBoxLayout *>(numbers->layout());
    numbersLayout->addWidget(new QLabel(tr("Statistics")));
    numbersLayout->addWidget(m_statistics);
    numbersLayout->addStretch(1);
    numbersLayout->addWidget(m_coverage);
    numbers->setFixedWidth(
        fontMetrics().horizontalAdvance(u"1 – 99 %  -1.12e-05 … 1.12e-05"_s) + 50);
    auto *above = new QWidget;
    auto *aboveLayout = new QHBoxLayout(above);
    aboveLayout->setContentsMargins(0, 0, 0, 0);
    aboveLayout->setSpacing(10);
    aboveLayout->addWidget(numbers);
    aboveLayout->addWidget(cardWith(m_histogram), 1);

    auto *mapTop = new QHBoxLayout;
    mapTop->addWidget(new QLabel(tr("Heat map")));
    mapTop->addStretch(1);
    mapTop->addWidget(m_reduction);
    auto *map = card();
    auto *mapLayout = static_cast<QVBoxLayout *>(map->layout());
    mapLayout->addLayout(mapTop);
    mapLayout->addWidget(m_heatmap, 1);

    const auto split = [](const QString &name, Qt::Orientation orientation, QWidget *first,
                           QWidget *second) {
        auto *splitter = new QSplitter(orientation);
        splitter->setObjectName(name);
        splitter->addWidget(first);
        splitter->addWidget(second);
        splitter->setHandleWidth(10);
        splitter->setChildrenCollapsible(false);
        splitter->setStyleSheet(u"QSplitter::handle { background: transparent; }"_s);
        return splitter;
    };
    QSplitter *below = split(u"map and values"_s, Qt::Horizontal, map, cardWith(m_values));
    below->setSizes({380, 330});
    QSplitter *parts = split(u"tensor"_s, Qt::Vertical, above, below);
    parts->setSizes({220, 340});
    parts->setStretchFactor(1, 1);

    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(10);
    layout->addLayout(buildFacts());
    layout->addWidget(parts, 1);
    return page;
}

void TensorPage::setTensor(
    std::shared_ptr<const Inventory> inventory, qsizetype tensor, const QString &outputKey)
{
    const bool isSame = inventory == m_inventory && tensor == m_tensor;
    m_inventory = std::move(inventory);
    m_tensor = tensor;
    m_outputKey = outputKey;
    const bool isShown = m_inventory && m_tensor >= 0;
    setCurrentIndex(isShown ? 1 : 0);
    if (isShown)
        showFacts();
    if (isSame)
        return;
    forget();
    if (isShown)
        m_rest.start();
}

void TensorPage::showFacts()
{
    const Checkpoint &checkpoint = *m_inventory->checkpoint;
    const TensorInfo &info = checkpoint.tensors[static_cast<std::size_t>(m_tensor)];
    const CheckpointFile &file = checkpoint.fileOf(info);
    const Bucket &bucket = m_inventory->bucketOf(m_tensor);
    showBucket(*m_chip, bucket);
    const QString key = text::visible(info.key.toString());
    m_key->setText(key);
    m_key->setToolTip(key);
    // Below 1,000 the short form says the same once more.
    const QString size = info.bytes() < 1000
        ? text::bytes(info.bytes())
        : tr("%1 bytes (%2)").arg(text::count(info.bytes()), text::bytes(info.bytes()));
    m_facts->setText(QStringList{bucket.name, text::visible(info.dtypeName()),
        info.shape.isEmpty() ? tr("scalar") : shapeText(info.shape),
        info.parameters() == 1 ? tr("1 parameter")
                               : tr("%1 parameters").arg(text::count(info.parameters())),
        size}
                         .join(u" · "_s));
    m_place->setText(
        tr("%1 · data offsets %2 – %3 · from byte %4 of the file")
            .arg(text::visible(QFileInfo(file.path).fileName()), text::count(info.begin),
                text::count(info.end), text::count(file.position(info))));
    m_place->setToolTip(text::visible(file.path));
    m_output->setText(file.isSidecar ? tr("Shown only, never converted")
            : m_outputKey.isNull()   ? tr("Left out by the conversion")
                                     : tr("Becomes %1").arg(text::visible(m_outputKey)));
    m_output->setToolTip(m_output->text());
}

void TensorPage::forget()
{
    m_job.cancel();
    m_rest.stop();
    m_isRead = false;
    m_summary.reset();
    m_statistics->setSummary(nullptr);
    m_coverage->clear();
    m_histogram->setSeries({});
    m_heatmap->clear();
    m_values->clear();
    m_verdict = {};
    showVerdict();
}

void TensorPage::read()
{
    if (m_isRead || !isVisible() || !m_inventory || m_tensor < 0)
        return;
    m_isRead = true;
    const TensorView view = viewOf(*m_inventory->checkpoint, m_tensor);
    if (view.dtype == Dtype::Unknown) {
        const QString why = tr("The dtype is not known, so its values cannot be read.");
        m_heatmap->clear(why);
        m_coverage->setText(why);
        return;
    }
    m_heatmap->setSource(heatmapOf(view));
    m_values->setTensor(view);
    summarizeTensor(view, Coverage::Sample);
}

void TensorPage::summarizeTensor(const TensorView &view, Coverage coverage)
{
    using Answer = Result<std::shared_ptr<const Summary>>;
    const auto work = [view, coverage](Progress &progress) -> Answer {
        Result<Summary> summary = summarize(view, coverage, progress);
        if (!summary)
            return tl::unexpected(summary.error());
        return std::make_shared<const Summary>(std::move(*summary));
    };
    m_job.start(tr("Statistics"), work, [this, view](const Answer &summary) {
        if (!summary) {
            m_coverage->setText(summary.error().detail);
            return;
        }
        showSummary(*summary);
        if ((*summary)->statistics.isSample)
            summarizeTensor(view, Coverage::All);
    });
}

void TensorPage::showSummary(const std::shared_ptr<const Summary> &summary)
{
    const bool isFirst = m_summary == nullptr;
    m_summary = summary;
    m_statistics->setSummary(m_summary.get());
    m_histogram->setSeries({{m_inventory->bucketOf(m_tensor), m_summary}}, !isFirst);
    m_coverage->setText(
        m_summary->statistics.isSample ? tr("Estimate from a sample; reading all…") : tr("Exact."));
    m_verdict = verdictOf(m_summary->statistics);
    showVerdict();
}

void TensorPage::showProgress(quint64 done, quint64 total)
{
    if (m_summary && m_summary->statistics.isSample && total > 0) {
        m_coverage->setText(tr("Estimate from a sample; reading all, %1 %")
                                .arg(static_cast<int>(100 * double(done) / double(total))));
    }
}

void TensorPage::showVerdict()
{
    const bool isGood = m_verdict.tone == Verdict::Tone::Good;
    m_verdictText->setTone(isGood                      ? theme::goodTone
            : m_verdict.tone == Verdict::Tone::Refused ? theme::refusedTone
                                                       : theme::warningTone);
    m_verdictText->setText((isGood ? u"✓ "_s : u"! "_s) + m_verdict.sentence);
    m_verdictText->setVisible(!m_verdict.sentence.isEmpty());
}

void TensorPage::showEvent(QShowEvent *event)
{
    QStackedWidget::showEvent(event);
    if (!m_isRead)
        m_rest.start();
}

void TensorPage::changeEvent(QEvent *event)
{
    QStackedWidget::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    QTimer::singleShot(0, this, [this] { // when the labels have changed, too
        if (m_inventory && m_tensor >= 0)
            showFacts();
    });
}
