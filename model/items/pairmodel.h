// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diff/metric.h"
#include "model/diff/pairdiff.h"

#include <QAbstractTableModel>

/// The pairs of a PairDiff as a table that sorts by any column; rows follow results as they come.
class PairModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Layer, Module, ShapeColumn, Dtype, FirstMetric };
    Q_ENUM(Column)
    static constexpr int columns = FirstMetric + static_cast<int>(allMetrics.size()) + 1;
    static constexpr int stateColumn = columns - 1;

    explicit PairModel(const PairDiff *diff, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    /// Pairs without a number come last in both directions; -1 is the order of layers.
    void sort(int column, Qt::SortOrder order) override;

    /// Shows only pairs of which the key filter lets a tensor through: one a tensor of the
    /// checkpoint, empty: all.
    void setAccepted(const std::vector<bool> &accepted);

    [[nodiscard]] qsizetype pairAt(int row) const;
    /// -1 for a pair that the filter hides.
    [[nodiscard]] int rowOf(qsizetype pair) const;

private:
    void select();
    [[nodiscard]] bool isAccepted(const SiblingPair &pair) const;
    void update(const QList<qsizetype> &pairs);
    [[nodiscard]] QString text(qsizetype pair, int column) const;
    [[nodiscard]] QString state(qsizetype pair) const;
    [[nodiscard]] std::optional<double> number(qsizetype pair, int column) const;

    const PairDiff *m_diff;
    std::vector<bool> m_accepted;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<qsizetype> m_pairs; ///< of each row
    std::vector<int> m_rows; ///< of each pair
};
