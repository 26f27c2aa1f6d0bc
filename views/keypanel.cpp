// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/keypanel.h"

#include "model/items/roles.h"
#include "views/copyactions.h"
#include "views/filterbar.h"
#include "views/tensordelegate.h"

#include <QHeaderView>
#include <QMenu>
#include <QShortcut>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostToExpand = 2000; // matches that are all opened up at once

} // namespace

KeyPanel::KeyPanel(std::shared_ptr<const Rules> rules, QWidget *parent)
    : QWidget(parent), m_model(new TensorTreeModel(this)), m_bar(new FilterBar(rules)),
      m_delegate(new TensorDelegate(std::move(rules), TensorTreeModel::Bucket, this)),
      m_tree(new QTreeView)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    buildTree();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_tree, 1);
    connect(m_bar, &FilterBar::changed, this, &KeyPanel::applyFilter);
    connect(m_bar, &FilterBar::stepRequested, this, &KeyPanel::step);
}

void KeyPanel::buildTree()
{
    m_tree->setAccessibleName(tr("Tensor tree"));
    m_tree->setObjectName(u"Tensor tree"_s);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setIndentation(14);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setExpandsOnDoubleClick(true);
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(40);
    const int em = fontMetrics().averageCharWidth();
    m_tree->setColumnWidth(TensorTreeModel::Key, em * 34);
    m_tree->setColumnWidth(TensorTreeModel::Bucket, em * 10);
    m_tree->setColumnWidth(TensorTreeModel::Dtype, em * 8);
    m_tree->setColumnWidth(TensorTreeModel::ShapeColumn, em * 16);
    m_tree->setColumnWidth(TensorTreeModel::Parameters, em * 10);
    m_tree->setColumnWidth(TensorTreeModel::Size, em * 10);
    m_tree->setColumnWidth(TensorTreeModel::Output, em * 60);

    connect(m_tree, &QWidget::customContextMenuRequested, this, &KeyPanel::showContextMenu);
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_isRestoring && m_bar->filter().search.isEmpty())
            m_expanded.insert(index.data(Roles::NodeRole).toInt());
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_isRestoring && m_bar->filter().search.isEmpty())
            m_expanded.remove(index.data(Roles::NodeRole).toInt());
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &current) {
            emit tensorSelected(
                current.isValid() ? current.data(Roles::TensorRole).value<qsizetype>() : -1);
        });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (index.data(Roles::TensorRole).value<qsizetype>() >= 0)
            emit tensorActivated();
    });
    const auto shortcut = [this](const QKeySequence &keys, int direction) {
        auto *action = new QShortcut(keys, this);
        action->setContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QShortcut::activated, this, [this, direction] { step(direction); });
    };
    shortcut(QKeySequence::FindNext, 1);
    shortcut(QKeySequence::FindPrevious, -1);
    auto *copy = new QShortcut(QKeySequence::Copy, m_tree, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, [this] { copyKeys(selectedRows(*m_tree)); });
}

void KeyPanel::setCheckpoint(std::shared_ptr<const Inventory> inventory,
    std::shared_ptr<const TensorTree> tree, std::shared_ptr<const ConversionPlan> plan)
{
    m_inventory = inventory;
    m_expanded.clear();
    m_bar->setInventory(*inventory);
    m_isRestoring = true;
    m_model->setCheckpoint(std::move(inventory), std::move(tree), std::move(plan));
    // Open the way to where most of the bytes are.
    QModelIndex largest;
    for (int depth = 0; depth < 3 && m_model->rowCount(largest) > 0; ++depth) {
        largest = largestChild(largest);
        m_expanded.insert(largest.data(Roles::NodeRole).toInt());
    }
    m_isRestoring = false;
    applyFilter();
    m_tree->setCurrentIndex(m_model->index(0, 0));
}

QModelIndex KeyPanel::largestChild(const QModelIndex &parent) const
{
    QModelIndex largest;
    for (int row = 0; row < m_model->rowCount(parent); ++row) {
        const QModelIndex child = m_model->index(row, 0, parent);
        const auto bytes = [](const QModelIndex &index) {
            return index.data(Roles::BytesRole).toULongLong();
        };
        if (!largest.isValid() || bytes(child) > bytes(largest))
            largest = child;
    }
    return largest;
}

void KeyPanel::setPlan(std::shared_ptr<const ConversionPlan> plan)
{
    m_model->setPlan(std::move(plan));
}

void KeyPanel::focusSearch()
{
    m_bar->focusSearch();
}

void KeyPanel::showTensor(qsizetype tensor)
{
    if (!m_model->indexOfTensor(tensor).isValid())
        m_bar->clear();
    const QModelIndex index = m_model->indexOfTensor(tensor);
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void KeyPanel::applyFilter()
{
    if (!m_inventory)
        return;
    const TensorFilter &filter = m_bar->filter();
    const std::vector<bool> answer = filter.isEmpty()
        ? std::vector<bool>(m_inventory->checkpoint->tensors.size(), true)
        : accepted(*m_inventory, filter);
    const int current = m_tree->currentIndex().data(Roles::NodeRole).toInt();
    m_isRestoring = true;
    if (filter.isEmpty())
        m_model->showAll();
    else
        m_model->setAccepted(answer);
    m_isRestoring = false;
    m_delegate->setSearch(filter.search, {TensorTreeModel::Key, TensorTreeModel::Output});
    const qsizetype matches = m_model->acceptedTensors();
    if (filter.search.isEmpty())
        restoreExpansion();
    else
        expandForFilter(matches);
    if (const QModelIndex index = m_model->indexOfNode(current); index.isValid())
        m_tree->setCurrentIndex(index);
    m_bar->showMatches(matches, std::ssize(answer));
    emit filtered(answer, filter.search);
}

void KeyPanel::expandForFilter(qsizetype matches)
{
    m_isRestoring = true;
    if (matches <= mostToExpand)
        m_tree->expandAll();
    else
        m_tree->expandToDepth(1);
    m_isRestoring = false;
}

void KeyPanel::restoreExpansion()
{
    m_isRestoring = true;
    for (const int node : std::as_const(m_expanded))
        m_tree->expand(m_model->indexOfNode(node));
    m_isRestoring = false;
}

void KeyPanel::step(int direction)
{
    // Through the tensors in the order of the screen, around its ends, opening groups on the way.
    QModelIndex index = m_tree->currentIndex();
    const auto next = [&](const QModelIndex &from) {
        return direction > 0 ? m_tree->indexBelow(from) : m_tree->indexAbove(from);
    };
    QModelIndex candidate = index.isValid() ? next(index) : m_model->index(0, 0);
    while (candidate.isValid() && candidate.data(Roles::TensorRole).value<qsizetype>() < 0) {
        if (!m_tree->isExpanded(candidate))
            m_tree->expand(candidate);
        candidate = next(candidate);
    }
    if (!candidate.isValid()) {
        candidate = m_model->index(direction > 0 ? 0 : m_model->rowCount() - 1, 0);
        while (direction < 0 && m_model->hasChildren(candidate) && m_tree->isExpanded(candidate))
            candidate = m_model->index(m_model->rowCount(candidate) - 1, 0, candidate);
    }
    if (candidate.isValid())
        m_tree->setCurrentIndex(candidate.siblingAtColumn(0));
}

void KeyPanel::showContextMenu(const QPoint &position)
{
    QMenu menu;
    if (m_tree->indexAt(position).isValid()) {
        addCopyActions(menu, selectedRows(*m_tree), *m_inventory->checkpoint);
        const auto tensor = m_tree->currentIndex().data(Roles::TensorRole).value<qsizetype>();
        if (tensor >= 0) {
            connect(menu.addAction(tr("&Save tensor as…")), &QAction::triggered, this,
                [this, tensor] { emit saveRequested(tensor); });
        }
        menu.addSeparator();
    }
    connect(menu.addAction(tr("&Expand all")), &QAction::triggered, m_tree, &QTreeView::expandAll);
    connect(
        menu.addAction(tr("&Collapse all")), &QAction::triggered, m_tree, &QTreeView::collapseAll);
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

QVariant KeyPanel::saveFilter() const
{
    return m_bar->saveState();
}

void KeyPanel::restoreFilter(const QVariant &state)
{
    m_bar->restoreState(state);
}
