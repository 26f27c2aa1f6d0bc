// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/undgenpage.h"

#include "model/base/text.h"
#include "model/diff/diffreport.h"
#include "model/diff/diffsummary.h"
#include "model/items/commandtext.h"
#include "model/items/pairmodel.h"
#include "views/copyactions.h"
#include "views/pairmap.h"
#include "views/pairview.h"
#include "views/pictureactions.h"
#include "views/profileplot.h"
#include "views/scrolling.h"
#include "views/segmentedcontrol.h"
#include "views/unpairedlist.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int tableForm = 1; // of the forms, as the control names them

} // namespace

UndGenPage::UndGenPage(PairDiff *diff, QWidget *parent)
    : QWidget(parent), m_diff(diff), m_metric(new QComboBox),
      m_form(new SegmentedControl(
          tr("Form"), {tr("Map"), tr("Table"), tr("Profile"), tr("Unpaired")})),
      m_state(new QLabel), m_run(new QPushButton), m_other(new QPushButton), m_sides(new QLabel),
      m_stack(new QStackedWidget), m_map(new PairMap(diff)), m_model(new PairModel(diff, this)),
      m_table(new QTableView), m_profile(new ProfilePlot(diff)), m_unpaired(new UnpairedList),
      m_pair(new PairView)
{
    buildTable();
    for (QWidget *form : QList<QWidget *>{m_map, m_table, m_profile, m_unpaired})
        m_stack->addWidget(form);
    auto *card = new QFrame;
    card->setProperty("card", true);
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(1, 1, 1, 1);
    cardLayout->addWidget(m_stack);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(u"pairs"_s);
    splitter->addWidget(card);
    splitter->addWidget(m_pair);
    splitter->setHandleWidth(10);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({280, 350});
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setStyleSheet(u"QSplitter::handle { background: transparent; }"_s);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(10);
    layout->addLayout(buildBar());
    layout->addWidget(splitter, 1);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scrolling(page));

    connect(m_form, &SegmentedControl::chosen, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_map, &PairMap::currentChanged, this, &UndGenPage::setCurrent);
    connect(m_unpaired, &UnpairedList::tensorActivated, this, &UndGenPage::tensorActivated);
    connect(m_diff, &PairDiff::reset, this, &UndGenPage::showPairs);
    connect(m_diff, &PairDiff::stopped, this, [this] {
        showState();
        chooseFirst();
    });
    connect(m_diff, &PairDiff::compared, this, [this](const QList<qsizetype> &pairs) {
        showState();
        if (pairs.contains(m_current))
            m_pair->setComparison(m_diff->results()[static_cast<std::size_t>(m_current)]);
    });
    for (const auto &[key, direction] : {std::pair(Qt::Key_Down, 1), std::pair(Qt::Key_Up, -1)}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::ALT | key), this);
        connect(shortcut, &QShortcut::activated, this, [this, by = direction] { step(by); });
    }
    showState();
}

QLayout *UndGenPage::buildBar()
{
    m_metric->setAccessibleName(tr("Metric"));
    m_metric->setObjectName(u"Metric"_s);
    for (const Metric metric : allMetrics) {
        m_metric->addItem(title(metric));
        m_metric->setItemData(m_metric->count() - 1, explanation(metric), Qt::ToolTipRole);
    }
    connect(m_metric, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_map->setMetric(allMetrics[static_cast<std::size_t>(index)]);
        m_profile->setMetric(allMetrics[static_cast<std::size_t>(index)]);
    });
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setWordWrap(true);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_diff->isRunning())
            emit cancelRequested();
        else
            emit startRequested();
    });

    connect(m_other, &QPushButton::clicked, this, [this] {
        if (m_diff->siblings() && m_diff->siblings()->areCounterparts)
            emit siblingsRequested();
        else
            emit otherRequested();
    });
    m_sides->setTextFormat(Qt::PlainText);
    m_sides->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sides->setWordWrap(true);

    auto *menu = new QMenu(this);
    connect(menu->addAction(tr("Results as &CSV…")), &QAction::triggered, this, [this] {
        save(u"csv"_s,
            diffAsCsv(*m_diff->inventory(), *m_diff->siblings(), m_diff->results()).toUtf8());
    });
    connect(menu->addAction(tr("Results as &JSON…")), &QAction::triggered, this, [this] {
        save(u"json"_s,
            QByteArray::fromStdString(
                diffAsJson(*m_diff->inventory(), *m_diff->siblings(), m_diff->results()).dump(2))
                + '\n');
    });
    connect(menu->addAction(tr("Picture as &PNG…")), &QAction::triggered, this,
        [this] { savePicture(m_stack->currentWidget(), fileName()); });
    menu->addSeparator();
    QAction *copy = menu->addAction(tr("Copy as c&ommand"));
    connect(copy, &QAction::triggered, this, [this] {
        QApplication::clipboard()->setText(
            commandtext::diff(*m_diff->inventory(), *m_diff->siblings()));
    });
    connect(m_diff, &PairDiff::reset, copy, [this, copy] {
        copy->setEnabled(!commandtext::diff(*m_diff->inventory(), *m_diff->siblings()).isNull());
    });
    auto *exportButton = new QToolButton;
    exportButton->setText(tr("Save results"));
    exportButton->setMenu(menu);
    exportButton->setPopupMode(QToolButton::InstantPopup);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *label = new QLabel(tr("Metric"));
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setBuddy(m_metric);
    row->addWidget(label);
    row->addWidget(m_metric);
    row->addWidget(m_form);
    row->addStretch(1);
    row->addWidget(m_run);
    row->addWidget(exportButton);
    auto *bar = new QVBoxLayout;
    bar->setSpacing(6);
    bar->addLayout(row);
    bar->addWidget(m_sides);
    auto *stateRow = new QHBoxLayout;
    stateRow->addWidget(m_state, 1);
    stateRow->addWidget(m_other, 0, Qt::AlignTop);
    bar->addLayout(stateRow);
    return bar;
}

void UndGenPage::buildTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Pair table"));
    m_table->setObjectName(u"Pair table"_s);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &UndGenPage::showContextMenu);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    const int em = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(PairModel::Layer, em * 8);
    m_table->setColumnWidth(PairModel::Module, em * 28);
    m_table->setColumnWidth(PairModel::ShapeColumn, em * 17);
    m_table->setColumnWidth(PairModel::Dtype, em * 8);
    for (int column = PairModel::FirstMetric; column < PairModel::stateColumn; ++column)
        m_table->setColumnWidth(column, em * 18);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) {
            if (current.isValid())
                setCurrent(m_model->pairAt(current.row()));
        });
}

void UndGenPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Looking at the page is asking for the numbers.
    if (m_diff->siblings() && !m_diff->isRunning() && m_diff->failure().isNull()
        && summarizeDiff(*m_diff->siblings(), m_diff->results()).sampled == 0)
        emit startRequested();
    showState();
    if (!m_diff->isRunning())
        chooseFirst();
}

void UndGenPage::showPairs()
{
    const Siblings &siblings = *m_diff->siblings();
    m_current = -1;
    m_pair->clear(siblings.areCounterparts);
    m_other->setText(siblings.areCounterparts ? tr("Back to UND ↔ GEN") : tr("Compare with…"));
    m_sides->setVisible(siblings.areCounterparts);
    m_sides->setText(tr("A: %1\nB: %2")
                         .arg(text::visible(m_diff->inventory()->checkpoint->path),
                             text::visible(siblings.otherPath)));
    if (!siblings.canBeMapped()) {
        m_form->setCurrent(tableForm);
        m_stack->setCurrentIndex(tableForm);
    }
    m_unpaired->setPairs(*m_diff->inventory(), siblings);
    showState();
    if (isVisible())
        emit startRequested();
}

void UndGenPage::chooseFirst()
{
    // What has moved most is the likeliest question.
    const Metric metric = allMetrics[static_cast<std::size_t>(m_metric->currentIndex())];
    qsizetype farthest = -1;
    double most = -1;
    for (qsizetype i = 0; i < std::ssize(m_diff->results()); ++i) {
        const auto &result = m_diff->results()[static_cast<std::size_t>(i)];
        const auto number = result ? value(*result, metric) : std::nullopt;
        if (number && *number > most) {
            most = *number;
            farthest = i;
        }
    }
    if (m_current < 0 && isVisible())
        setCurrent(farthest);
}

void UndGenPage::setCurrent(qsizetype pair)
{
    if (pair < 0 || pair == m_current)
        return;
    m_current = pair;
    const auto at = static_cast<std::size_t>(pair);
    m_map->setCurrent(pair);
    m_table->setCurrentIndex(m_model->index(m_model->rowOf(pair), 0));
    m_pair->setPair(
        m_diff->inventory(), m_diff->siblings()->pairs[at], m_diff->siblings()->areCounterparts);
    m_pair->setComparison(m_diff->results()[at]);
}

void UndGenPage::setAccepted(const std::vector<bool> &accepted)
{
    m_model->setAccepted(accepted);
    if (m_current >= 0)
        m_table->setCurrentIndex(m_model->index(m_model->rowOf(m_current), 0));
}

void UndGenPage::showContextMenu(const QPoint &position)
{
    QMenu menu;
    if (m_table->indexAt(position).isValid())
        addCopyActions(menu, selectedRows(*m_table), *m_diff->inventory()->checkpoint);
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

void UndGenPage::showState()
{
    const bool isRunning = m_diff->isRunning();
    const qsizetype comparable = m_diff->comparablePairs();
    const qsizetype exact = m_diff->exactPairs();
    m_run->setText(isRunning ? tr("Cancel") : exact > 0 ? tr("Resume") : tr("Compare"));
    m_run->setVisible(isRunning || exact < comparable);
    if (!m_diff->siblings())
        return;
    const DiffSummary summary = summarizeDiff(*m_diff->siblings(), m_diff->results());
    QStringList sentences;
    if (!m_diff->failure().isNull())
        sentences += m_diff->failure();
    if (exact < comparable) {
        sentences += summary.sampled == 0 && exact == 0
            ? tr("%1 pairs to compare.").arg(text::count(static_cast<quint64>(comparable)))
            : tr("Exact for %1 of %2 pairs, the rest estimated.")
                  .arg(text::count(static_cast<quint64>(exact)),
                      text::count(static_cast<quint64>(comparable)));
    }
    const QString verdict = diffVerdict(summary);
    if (!verdict.isEmpty())
        sentences += verdict;
    if (m_diff->siblings()->areCounterparts && exact > 0)
        sentences += bucketVerdicts(*m_diff->inventory(), *m_diff->siblings(), m_diff->results());
    if (!m_diff->siblings()->canBeMapped()) {
        sentences +=
            tr("%1 modules are too many for a map and a profile; the table shows all pairs.")
                .arg(text::count(static_cast<quint64>(m_diff->siblings()->modules.size())));
    }
    if (m_diff->siblings()->areCounterparts) {
        sentences += tr("Only in A: %1, only in B: %2.")
                         .arg(text::count(m_diff->siblings()->unpairedUnd.size()),
                             text::count(m_diff->siblings()->unpairedGen.size()));
    }
    m_state->setText(sentences.join(u' '));
}

bool UndGenPage::isDifferent(qsizetype pair) const
{
    const std::optional<Comparison> &result = m_diff->results()[static_cast<std::size_t>(pair)];
    return !result || !result->isIdentical;
}

void UndGenPage::step(int direction)
{
    // In the order of the table, which the user may have sorted.
    const int rows = m_model->rowCount();
    const bool isShown = m_current >= 0 && m_model->rowOf(m_current) >= 0;
    int row = !isShown ? (direction > 0 ? -1 : rows) : m_model->rowOf(m_current);
    for (row += direction; row >= 0 && row < rows; row += direction) {
        if (isDifferent(m_model->pairAt(row))) {
            setCurrent(m_model->pairAt(row));
            return;
        }
    }
}

QString UndGenPage::fileName() const
{
    return m_diff->siblings()->areCounterparts ? u"diff"_s : u"und-gen"_s;
}

void UndGenPage::save(const QString &suffix, const QByteArray &contents)
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the results"),
        fileName() + u'.' + suffix, tr("%1 file (*.%2)").arg(suffix.toUpper(), suffix));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) < 0 || !file.commit()) {
        QMessageBox::warning(
            this, tr("Save the results"), tr("Cannot write %1: %2.").arg(path, file.errorString()));
    }
}
