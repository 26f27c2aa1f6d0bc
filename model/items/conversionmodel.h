// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"

#include <QAbstractTableModel>

/// The plan as a table: source key → output key, action, reason and the pattern that decided; one
/// row for each tensor of the model's files that passes the filters. Sorts itself.
class ConversionModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Source, Output, Action, Reason, Pattern };
    Q_ENUM(Column)
    static constexpr int columns = Pattern + 1;

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows a plan; `accepted` (one a tensor of the checkpoint, empty: all) is the key filter.
    void setPlan(
        std::shared_ptr<const Inventory> inventory, std::shared_ptr<const ConversionPlan> plan);
    void setAccepted(const std::vector<bool> &accepted);
    /// Shows only tensors with this action; none: all.
    void setAction(std::optional<Decision::Action> action);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void select();
    [[nodiscard]] QString text(qsizetype tensor, int column) const;
    [[nodiscard]] const Decision &decision(qsizetype tensor) const
    {
        return m_plan->decisions[static_cast<std::size_t>(tensor)];
    }

    std::shared_ptr<const Inventory> m_inventory;
    std::shared_ptr<const ConversionPlan> m_plan;
    std::vector<bool> m_accepted;
    std::optional<Decision::Action> m_action;
    int m_sortColumn = -1; ///< -1: the order of the file
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<qsizetype> m_rows; ///< tensor of each row
};
