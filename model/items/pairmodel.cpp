// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/pairmodel.h"

#include "model/base/text.h"
#include "model/items/roles.h"
#include "model/items/tensortree.h"

#include <algorithm>
#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace {

bool isMetric(int column)
{
    return column >= PairModel::FirstMetric && column < PairModel::stateColumn;
}

Metric metricOf(int column)
{
    return allMetrics[static_cast<std::size_t>(column - PairModel::FirstMetric)];
}

QVariant alignment(int column)
{
    const bool isNumber = column == PairModel::Layer || isMetric(column);
    return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

PairModel::PairModel(const PairDiff *diff, QObject *parent)
    : QAbstractTableModel(parent), m_diff(diff)
{
    connect(diff, &PairDiff::reset, this, [this] {
        beginResetModel();
        select();
        endResetModel();
    });
    connect(diff, &PairDiff::compared, this, &PairModel::update);
}

void PairModel::update(const QList<qsizetype> &pairs)
{
    if (isMetric(m_sortColumn) || m_sortColumn == stateColumn) {
        // New numbers may move rows; selections follow their pairs.
        emit layoutAboutToBeChanged();
        const QModelIndexList old = persistentIndexList();
        std::vector<qsizetype> moved;
        for (const QModelIndex &index : old)
            moved.push_back(pairAt(index.row()));
        select();
        QModelIndexList renewed;
        for (qsizetype i = 0; i < old.size(); ++i)
            renewed += index(rowOf(moved[static_cast<std::size_t>(i)]), old[i].column());
        changePersistentIndexList(old, renewed);
        emit layoutChanged();
        return;
    }
    int first = rowCount();
    int last = -1;
    for (const qsizetype pair : pairs) {
        if (rowOf(pair) < 0)
            continue;
        first = qMin(first, rowOf(pair));
        last = qMax(last, rowOf(pair));
    }
    if (first <= last)
        emit dataChanged(index(first, 0), index(last, columns - 1));
}

void PairModel::select()
{
    m_pairs.resize(m_diff->siblings() ? m_diff->siblings()->pairs.size() : 0);
    std::iota(m_pairs.begin(), m_pairs.end(), 0);
    m_rows.assign(m_pairs.size(), -1);
    if (m_diff->siblings()) {
        std::erase_if(m_pairs, [this](qsizetype pair) {
            return !isAccepted(m_diff->siblings()->pairs[static_cast<std::size_t>(pair)]);
        });
    }
    const bool isAscending = m_sortOrder == Qt::AscendingOrder;
    if (m_sortColumn == Layer || isMetric(m_sortColumn)) {
        const auto key = [&](qsizetype pair) {
            const auto known = number(pair, m_sortColumn);
            if (!known)
                return std::numeric_limits<double>::infinity();
            return isAscending ? *known : -*known;
        };
        std::ranges::stable_sort(m_pairs, {}, key);
    } else if (m_sortColumn >= 0) {
        std::ranges::stable_sort(m_pairs, [&](qsizetype a, qsizetype b) {
            return isAscending ? naturallyLess(text(a, m_sortColumn), text(b, m_sortColumn))
                               : naturallyLess(text(b, m_sortColumn), text(a, m_sortColumn));
        });
    }
    for (std::size_t row = 0; row < m_pairs.size(); ++row)
        m_rows[static_cast<std::size_t>(m_pairs[row])] = static_cast<int>(row);
}

bool PairModel::isAccepted(const SiblingPair &pair) const
{
    const auto passes = [this](qsizetype tensor) {
        return tensor >= std::ssize(m_accepted) || m_accepted[static_cast<std::size_t>(tensor)];
    };
    // The filter knows the open checkpoint, which of two is the first.
    if (m_diff->siblings()->areCounterparts)
        return passes(pair.und);
    // What was accepted of another checkpoint says nothing about this one.
    return m_accepted.size() != m_diff->inventory()->checkpoint->tensors.size() || passes(pair.und)
        || passes(pair.gen);
}

void PairModel::setAccepted(const std::vector<bool> &accepted)
{
    beginResetModel();
    m_accepted = accepted;
    select();
    endResetModel();
}

void PairModel::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_sortColumn = column;
    m_sortOrder = order;
    select();
    endResetModel();
}

qsizetype PairModel::pairAt(int row) const
{
    return m_pairs[static_cast<std::size_t>(row)];
}

int PairModel::rowOf(qsizetype pair) const
{
    return m_rows[static_cast<std::size_t>(pair)];
}

int PairModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pairs.size());
}

int PairModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

std::optional<double> PairModel::number(qsizetype pair, int column) const
{
    const auto at = static_cast<std::size_t>(pair);
    if (column == Layer) {
        const int layer = m_diff->siblings()->pairs[at].layer;
        return layer < 0 ? std::nullopt : std::optional<double>(layer);
    }
    const std::optional<Comparison> &result = m_diff->results()[at];
    return result && isMetric(column) ? value(*result, metricOf(column)) : std::nullopt;
}

QString PairModel::state(qsizetype pair) const
{
    const auto at = static_cast<std::size_t>(pair);
    const std::optional<Comparison> &result = m_diff->results()[at];
    if (!m_diff->siblings()->pairs[at].isComparable)
        return tr("shape or dtype differs");
    if (!result)
        return tr("not compared yet");
    if (result->isSample)
        return tr("estimate");
    if (result->isIdentical)
        return tr("identical");
    const quint64 nonFinite = result->nonFiniteA + result->nonFiniteB;
    return nonFinite == 0 ? tr("exact") : tr("exact, %1 NaN or Inf").arg(text::count(nonFinite));
}

QString PairModel::text(qsizetype pair, int column) const
{
    const SiblingPair &siblings = m_diff->siblings()->pairs[static_cast<std::size_t>(pair)];
    const TensorInfo &und =
        m_diff->inventory()->checkpoint->tensors[static_cast<std::size_t>(siblings.und)];
    if (isMetric(column))
        return shown(number(pair, column), metricOf(column));
    switch (column) {
    case Layer:
        return siblings.layer < 0 ? u"–"_s : QString::number(siblings.layer);
    case Module:
        return text::visible(siblings.module);
    case ShapeColumn:
        return shapeText(und.shape);
    case Dtype:
        return und.dtypeName();
    case stateColumn:
        return state(pair);
    default:
        return {};
    }
}

QVariant PairModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qsizetype pair = pairAt(index.row());
    const SiblingPair &siblings = m_diff->siblings()->pairs[static_cast<std::size_t>(pair)];
    switch (role) {
    case Qt::DisplayRole:
        return text(pair, index.column());
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case Roles::ExactRole: {
        const auto exact = isMetric(index.column()) ? number(pair, index.column()) : std::nullopt;
        return exact ? QVariant(*exact) : QVariant();
    }
    case Roles::KeyRole:
        return m_diff->inventory()
            ->checkpoint->tensors[static_cast<std::size_t>(siblings.gen)]
            .key.toString();
    case Roles::PairRole:
        return QVariant::fromValue(pair);
    case Roles::TensorRole:
        return QVariant::fromValue(siblings.gen);
    default:
        return {};
    }
}

QVariant PairModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (isMetric(section)) {
        if (role == Qt::DisplayRole)
            return title(metricOf(section));
        if (role == Qt::ToolTipRole)
            return explanation(metricOf(section));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Layer:
        return tr("Layer");
    case Module:
        return tr("Module");
    case ShapeColumn:
        return tr("Shape");
    case Dtype:
        return tr("Dtype");
    case stateColumn:
        return tr("State");
    default:
        return {};
    }
}
