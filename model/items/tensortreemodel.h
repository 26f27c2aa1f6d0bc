// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"
#include "model/items/tensortree.h"

#include <QAbstractItemModel>

/// The tree of keys: groups and tensors with what the plan does to them. Filtering is part of the
/// model (a reset instead of a hundred thousand row signals), so no proxy stands above it.
class TensorTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Key, Bucket, Dtype, ShapeColumn, Parameters, Size, Output };
    Q_ENUM(Column)
    static constexpr int columns = Output + 1;

    using QAbstractItemModel::QAbstractItemModel;

    /// Shows another checkpoint, unfiltered; the plan must be of this checkpoint.
    void setCheckpoint(std::shared_ptr<const Inventory> inventory,
        std::shared_ptr<const TensorTree> tree, std::shared_ptr<const ConversionPlan> plan);
    /// Shows other decisions about the same checkpoint.
    void setPlan(std::shared_ptr<const ConversionPlan> plan);
    /// Shows only tensors for which `accepted` is true, and their groups.
    void setAccepted(const std::vector<bool> &accepted);
    void showAll();

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    /// The index of a node (Roles::NodeRole) or of a tensor; invalid when it is filtered out.
    [[nodiscard]] QModelIndex indexOfNode(int node) const;
    [[nodiscard]] QModelIndex indexOfTensor(qsizetype tensor) const;
    /// Tensors that pass the filter.
    [[nodiscard]] qsizetype acceptedTensors() const;

private:
    [[nodiscard]] const TensorTree::Node &node(const QModelIndex &index) const;
    [[nodiscard]] QString displayText(const TensorTree::Node &node, int column) const;
    [[nodiscard]] QString pathOf(int node) const;
    [[nodiscard]] QString note(const TensorTree::Node &node) const;
    [[nodiscard]] QString toolTip(const TensorTree::Node &node) const;
    [[nodiscard]] const std::vector<int> &childrenOf(std::size_t node) const;
    void countAllRows();
    void computeActions();

    std::shared_ptr<const Inventory> m_inventory;
    std::shared_ptr<const TensorTree> m_tree;
    std::shared_ptr<const ConversionPlan> m_plan;
    std::vector<std::vector<int>> m_children; ///< visible ones, a node each; empty: unfiltered
    std::vector<int> m_rows; ///< row of each node below its parent, -1 when filtered out
    std::vector<quint8> m_actions; ///< Decision::Action of each node
    std::vector<int> m_nodeOfTensor;
};
