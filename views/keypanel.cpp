// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/keypanel.h"

#include "model/base/text.h"
#include "model/items/roles.h"
#include "views/bucketchip.h"
#include "views/tensordelegate.h"
#include "views/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int searchDelay = 60; // ms, so that a fast typist filters once
constexpr qsizetype mostToExpand = 2000; // matches that are all opened up at once

/// How to read one tensor in Python, with the key as a literal.
QString pythonExpression(const QString &file, const QString &key)
{
    const auto quoted = [](QString text) {
        text.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s).replace(u'\n', u"\\n"_s);
        return u'\'' + text + u'\'';
    };
    return u"safe_open(%1, 'pt').get_tensor(%2)"_s.arg(quoted(file), quoted(key));
}

} // namespace

KeyPanel::KeyPanel(std::shared_ptr<const Rules> rules, QWidget *parent)
    : QWidget(parent), m_rules(std::move(rules)), m_model(new TensorTreeModel(this)),
      m_search(new QLineEdit), m_syntax(new QToolButton), m_dtype(new QToolButton),
      m_dtypeMenu(new QMenu(this)), m_message(new QLabel), m_tree(new QTreeView)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildFilterRow(layout);
    m_message->setContentsMargins(12, 0, 12, 6);
    m_message->setWordWrap(true);
    m_message->hide();
    layout->addWidget(m_message);
    buildTree();
    layout->addWidget(m_tree, 1);

    m_delay.setSingleShot(true);
    m_delay.setInterval(searchDelay);
    connect(&m_delay, &QTimer::timeout, this, &KeyPanel::applyFilter);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.text = text;
        m_delay.start();
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { step(1); });
}

void KeyPanel::buildFilterRow(QLayout *layout)
{
    m_search->setPlaceholderText(tr("Search keys  (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search keys"));
    m_search->setObjectName(u"Search keys"_s);
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(120);

    using Syntax = TensorFilter::Syntax;
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(this);
    const auto add = [&](const QString &title, const QString &mark, Syntax syntax) {
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(syntax == m_filter.syntax);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, mark, syntax] {
            m_filter.syntax = syntax;
            m_syntax->setText(mark);
            applyFilter();
        });
    };
    add(tr("&Text"), u"Aa"_s, Syntax::Text);
    add(tr("&Wildcard ( * ? )"), u"*?"_s, Syntax::Wildcard);
    add(tr("&Regular expression"), u".*"_s, Syntax::RegularExpression);
    m_syntax->setText(u"Aa"_s);
    m_syntax->setMenu(menu);
    m_syntax->setPopupMode(QToolButton::InstantPopup);
    m_syntax->setToolTip(tr("How the search text is read"));
    m_syntax->setAccessibleName(tr("Search syntax"));

    m_dtype->setText(tr("dtype"));
    m_dtype->setMenu(m_dtypeMenu);
    m_dtype->setPopupMode(QToolButton::InstantPopup);
    m_dtype->setToolTip(tr("Show only tensors of these dtypes"));

    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 8, 8, 8);
    row->setSpacing(6);
    row->addWidget(m_search, 1);
    row->addWidget(m_syntax);
    for (int i = 0; i < std::ssize(m_rules->buckets()); ++i) {
        auto *chip = new BucketChip(m_rules->buckets()[static_cast<std::size_t>(i)]);
        connect(chip, &QAbstractButton::toggled, this, [this, i](bool isShown) {
            if (isShown)
                m_filter.hiddenBuckets.remove(i);
            else
                m_filter.hiddenBuckets.insert(i);
            applyFilter();
        });
        m_chips += chip;
        row->addWidget(chip);
    }
    row->addWidget(m_dtype);
    static_cast<QVBoxLayout *>(layout)->addLayout(row);
}

void KeyPanel::buildTree()
{
    m_tree->setAccessibleName(tr("Tensor tree"));
    m_tree->setObjectName(u"Tensor tree"_s);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new TensorDelegate(m_rules, TensorTreeModel::Bucket, m_tree));
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
        if (!m_isRestoring && m_filter.text.isEmpty())
            m_expanded.insert(index.data(Roles::NodeRole).toInt());
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_isRestoring && m_filter.text.isEmpty())
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
    connect(copy, &QShortcut::activated, this, [this] {
        QApplication::clipboard()->setText(m_tree->currentIndex().data(Roles::KeyRole).toString());
    });
}

void KeyPanel::setCheckpoint(std::shared_ptr<const Inventory> inventory,
    std::shared_ptr<const TensorTree> tree, std::shared_ptr<const ConversionPlan> plan)
{
    m_inventory = inventory;
    m_accepted.clear();
    m_expanded.clear();
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        const Bucket &bucket = m_rules->buckets()[static_cast<std::size_t>(i)];
        const qsizetype count = inventory->totals[static_cast<std::size_t>(i)].tensors;
        m_chips[i]->setCount(count);
        // An empty bucket needs no filter, except "unknown": that it is empty is good news.
        m_chips[i]->setVisible(count > 0 || bucket.isUnmatched);
    }
    m_isRestoring = true;
    m_model->setCheckpoint(std::move(inventory), std::move(tree), std::move(plan));
    // Open the way to where most of the bytes are.
    QModelIndex largest;
    for (int depth = 0; depth < 3 && m_model->rowCount(largest) > 0; ++depth) {
        largest = largestChild(largest);
        m_expanded.insert(largest.data(Roles::NodeRole).toInt());
    }
    m_isRestoring = false;
    rebuildDtypeMenu();
    m_filter.dtypes.clear();
    if (m_filter.isEmpty())
        restoreExpansion();
    else
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
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void KeyPanel::showTensor(qsizetype tensor)
{
    if (!m_model->indexOfTensor(tensor).isValid()) {
        m_search->clear();
        m_filter = {};
        for (BucketChip *chip : m_chips)
            chip->setChecked(true);
        applyFilter();
    }
    const QModelIndex index = m_model->indexOfTensor(tensor);
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void KeyPanel::applyFilter()
{
    if (!m_inventory)
        return;
    m_delay.stop();
    const Result<std::vector<bool>> answer = accepted(*m_inventory, m_filter);
    m_message->setVisible(!answer.has_value());
    if (!answer) {
        m_message->setText(answer.error().detail);
        return;
    }
    m_accepted = *answer;
    const int current = m_tree->currentIndex().data(Roles::NodeRole).toInt();
    m_isRestoring = true;
    m_model->setAccepted(m_accepted);
    m_isRestoring = false;
    const qsizetype matches = m_model->acceptedTensors();
    if (m_filter.text.isEmpty())
        restoreExpansion();
    else
        expandForFilter(matches);
    if (const QModelIndex index = m_model->indexOfNode(current); index.isValid())
        m_tree->setCurrentIndex(index);
    if (matches == 0)
        m_message->setText(tr("No key matches. Clear the search or show more buckets and dtypes."));
    else
        m_message->setText(
            tr("%1 of %2 keys")
                .arg(text::count(static_cast<quint64>(matches)), text::count(m_accepted.size())));
    m_message->setVisible(!m_filter.isEmpty());
    emit filtered(m_accepted);
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

void KeyPanel::rebuildDtypeMenu()
{
    m_dtypeMenu->clear();
    QStringList dtypes;
    for (const Totals &totals : m_inventory->totals)
        dtypes += totals.dtypes;
    dtypes.removeDuplicates();
    for (const QString &dtype : std::as_const(dtypes)) {
        QAction *action = m_dtypeMenu->addAction(text::visible(dtype));
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, dtype](bool isWanted) {
            if (isWanted)
                m_filter.dtypes.insert(dtype);
            else
                m_filter.dtypes.remove(dtype);
            applyFilter();
        });
    }
    m_dtype->setEnabled(dtypes.size() > 1);
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
    const QModelIndex index = m_tree->indexAt(position);
    QMenu menu;
    if (index.isValid()) {
        const QString key = index.data(Roles::KeyRole).toString();
        const auto copy = [&](const QString &title, const QString &contents) {
            connect(menu.addAction(title), &QAction::triggered, &menu,
                [contents] { QApplication::clipboard()->setText(contents); });
        };
        const auto tensor = index.data(Roles::TensorRole).value<qsizetype>();
        copy(tensor < 0 ? tr("Copy &path") : tr("Copy &key"), key);
        if (tensor >= 0) {
            const Checkpoint &checkpoint = *m_inventory->checkpoint;
            const TensorInfo &info = checkpoint.tensors[static_cast<std::size_t>(tensor)];
            copy(tr("Copy as &Python expression"),
                pythonExpression(checkpoint.fileOf(info).path, key));
            QStringList cells{key};
            for (int column = 1; column < TensorTreeModel::columns; ++column)
                cells += index.siblingAtColumn(column).data().toString();
            copy(tr("Copy &row"), cells.join(u'\t'));
        }
        menu.addSeparator();
    }
    connect(menu.addAction(tr("&Expand all")), &QAction::triggered, m_tree, &QTreeView::expandAll);
    connect(
        menu.addAction(tr("&Collapse all")), &QAction::triggered, m_tree, &QTreeView::collapseAll);
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

QByteArray KeyPanel::saveColumns() const
{
    return m_tree->header()->saveState();
}

void KeyPanel::restoreColumns(const QByteArray &state)
{
    m_tree->header()->restoreState(state);
}
