// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/conversionmodel.h"

#include "model/base/text.h"
#include "model/items/decisiontext.h"
#include "model/items/roles.h"
#include "model/items/tensortree.h"

#include <algorithm>

void ConversionModel::setPlan(
    std::shared_ptr<const Inventory> inventory, std::shared_ptr<const ConversionPlan> plan)
{
    beginResetModel();
    m_inventory = std::move(inventory);
    m_plan = std::move(plan);
    select();
    endResetModel();
}

void ConversionModel::setAccepted(const std::vector<bool> &accepted)
{
    beginResetModel();
    m_accepted = accepted;
    select();
    endResetModel();
}

void ConversionModel::setAction(std::optional<Decision::Action> action)
{
    beginResetModel();
    m_action = action;
    select();
    endResetModel();
}

void ConversionModel::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_sortColumn = column;
    m_sortOrder = order;
    select();
    endResetModel();
}

void ConversionModel::select()
{
    m_rows.clear();
    if (!m_plan)
        return;
    // What was accepted of another checkpoint says nothing about this one.
    const bool isFiltered = m_accepted.size() == m_inventory->checkpoint->tensors.size();
    for (qsizetype i = 0; i < std::ssize(m_plan->decisions); ++i) {
        if ((!isFiltered || m_accepted[static_cast<std::size_t>(i)])
            && (!m_action || decision(i).action == *m_action))
            m_rows.push_back(i);
    }
    if (m_sortColumn < 0)
        return;
    std::vector<std::pair<QString, qsizetype>> keyed;
    keyed.reserve(m_rows.size());
    for (const qsizetype tensor : m_rows)
        keyed.emplace_back(text(tensor, m_sortColumn), tensor);
    std::ranges::stable_sort(keyed, [this](const auto &a, const auto &b) {
        return m_sortOrder == Qt::AscendingOrder ? naturallyLess(a.first, b.first)
                                                 : naturallyLess(b.first, a.first);
    });
    std::ranges::transform(keyed, m_rows.begin(), [](const auto &pair) { return pair.second; });
}

int ConversionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConversionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString ConversionModel::text(qsizetype tensor, int column) const
{
    switch (column) {
    case Source:
        return text::visible(
            m_inventory->checkpoint->tensors[static_cast<std::size_t>(tensor)].key.toString());
    case Output:
        return text::visible(outputKey(*m_inventory, *m_plan, tensor));
    case Action:
        return actionText(decision(tensor).action);
    case Reason:
        return decisionText(*m_inventory, *m_plan, tensor);
    case Pattern:
        return decidingPattern(*m_inventory, tensor);
    default:
        return {};
    }
}

QVariant ConversionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qsizetype tensor = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(tensor, index.column());
    case Roles::TensorRole:
        return QVariant::fromValue(tensor);
    case Roles::KeyRole:
        return m_inventory->checkpoint->tensors[static_cast<std::size_t>(tensor)].key.toString();
    case Roles::BucketRole:
        return static_cast<int>(m_inventory->classes[static_cast<std::size_t>(tensor)].bucket);
    case Roles::ActionRole:
        return static_cast<int>(decision(tensor).action);
    default:
        return {};
    }
}

QVariant ConversionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Source:
        return tr("Source key");
    case Output:
        return tr("Output key");
    case Action:
        return tr("Action");
    case Reason:
        return tr("Reason");
    case Pattern:
        return tr("Pattern");
    default:
        return {};
    }
}
