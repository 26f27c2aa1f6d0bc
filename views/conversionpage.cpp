// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/conversionpage.h"

#include "model/base/text.h"
#include "model/items/decisiontext.h"
#include "model/items/roles.h"
#include "model/items/rowtext.h"
#include "views/copyactions.h"
#include "views/fixespanel.h"
#include "views/tensordelegate.h"
#include "views/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ConversionPage::ConversionPage(std::shared_ptr<const Rules> rules, QWidget *parent)
    : QWidget(parent), m_model(new ConversionModel(this)),
      m_delegate(new TensorDelegate(std::move(rules), -1, this)), m_action(new QComboBox),
      m_summary(new QLabel), m_fixesButton(new QToolButton), m_fixes(new FixesPanel),
      m_table(new QTableView),
      m_empty(new QLabel(tr("No key has this action and passes the key filter.")))
{
    m_action->setAccessibleName(tr("Action filter"));
    using Action = Decision::Action;
    m_action->addItem(tr("All actions"));
    for (const Action action : {Action::Keep, Action::Drop, Action::Refuse})
        m_action->addItem(actionText(action), static_cast<int>(action));
    connect(m_action, &QComboBox::currentIndexChanged, this, [this](int row) {
        m_model->setAction(row == 0
                ? std::nullopt
                : std::optional(static_cast<Action>(m_action->currentData().toInt())));
        updateCounts();
    });

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Conversion plan"));
    m_table->setObjectName(u"Conversion plan"_s);
    m_table->setItemDelegate(m_delegate);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setTabKeyNavigation(false);
    const int em = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(ConversionModel::Source, em * 42);
    m_table->setColumnWidth(ConversionModel::Output, em * 42);
    m_table->setColumnWidth(ConversionModel::Action, em * 11);
    m_table->setColumnWidth(ConversionModel::Reason, em * 36);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        emit tensorActivated(index.data(Roles::TensorRole).value<qsizetype>());
    });
    auto *copy = new QShortcut(QKeySequence::Copy, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this,
        [this] { QApplication::clipboard()->setText(rowtext::asText(selectedRows(*m_table))); });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ConversionPage::showContextMenu);

    m_fixesButton->setText(tr("Fixes"));
    m_fixesButton->setCheckable(true);
    m_fixesButton->setToolTip(
        tr("What the conversion may change beyond keys and stage, all off unless chosen"));
    m_fixes->hide();
    connect(m_fixesButton, &QToolButton::toggled, m_fixes, &QWidget::setVisible);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(10);
    row->addWidget(m_action);
    row->addWidget(m_summary, 1);
    row->addWidget(m_fixesButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_fixes);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    m_empty->hide();
}

void ConversionPage::setPlan(std::shared_ptr<const Inventory> inventory,
    std::shared_ptr<const ConversionPlan> plan, const QString &graftRemark)
{
    m_fixes->showFixes(*inventory, plan->options, graftRemark);
    const int chosen = m_fixes->chosen();
    m_fixesButton->setText(chosen == 0 ? tr("Fixes") : tr("Fixes (%1)").arg(chosen));
    m_inventory = inventory;
    m_plan = plan;
    m_model->setPlan(std::move(inventory), std::move(plan));
    updateCounts();
}

void ConversionPage::setAccepted(const std::vector<bool> &accepted, const KeySearch &search)
{
    m_delegate->setSearch(search, {ConversionModel::Source, ConversionModel::Output});
    m_model->setAccepted(accepted);
    updateCounts();
}

void ConversionPage::showOffending()
{
    m_action->setCurrentIndex(m_plan && m_plan->isRefused()
            ? m_action->findData(static_cast<int>(Decision::Action::Refuse))
            : 0);
}

void ConversionPage::showContextMenu(const QPoint &position)
{
    QMenu menu;
    if (m_table->indexAt(position).isValid())
        addCopyActions(menu, selectedRows(*m_table), *m_inventory->checkpoint);
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

void ConversionPage::updateCounts()
{
    const int rows = m_model->rowCount();
    m_table->setVisible(rows > 0);
    m_empty->setVisible(rows == 0);
    if (!m_plan)
        return;
    m_summary->setText(
        tr("%1 of %2 keys · %3 kept, %4")
            .arg(text::count(static_cast<quint64>(rows)), text::count(m_plan->decisions.size()),
                text::count(m_plan->kept.size()), text::bytes(m_plan->keptBytes)));
}
