// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/items/tensorfilter.h"
#include "model/items/tensortreemodel.h"

#include <QSet>
#include <QWidget>

class FilterBar;
class QTreeView;
class TensorDelegate;

/// The left side: the tree of keys with its search field, bucket chips and dtype menu.
class KeyPanel final : public QWidget {
    Q_OBJECT

public:
    KeyPanel(std::shared_ptr<const Rules> rules, QWidget *parent = nullptr);

    void setCheckpoint(std::shared_ptr<const Inventory> inventory,
        std::shared_ptr<const TensorTree> tree, std::shared_ptr<const ConversionPlan> plan);
    void setPlan(std::shared_ptr<const ConversionPlan> plan);
    void focusSearch();
    /// Selects and shows a tensor; lifts the filter where it hides it.
    void showTensor(qsizetype tensor);

    [[nodiscard]] QVariant saveFilter() const;
    void restoreFilter(const QVariant &state);

signals:
    /// Which tensors the filter lets through, one a tensor of the checkpoint, and what it looks
    /// for.
    void filtered(const std::vector<bool> &accepted, const KeySearch &search);
    /// The current tensor changed; -1 for a group or nothing.
    void tensorSelected(qsizetype tensor);
    /// The user pressed Enter or clicked twice on a tensor.
    void tensorActivated();
    /// The user wants this tensor in a file of its own.
    void saveRequested(qsizetype tensor);

private:
    void buildTree();
    void applyFilter();
    [[nodiscard]] QModelIndex largestChild(const QModelIndex &parent) const;
    void expandForFilter(qsizetype matches);
    void restoreExpansion();
    void step(int direction);
    void showContextMenu(const QPoint &position);

    std::shared_ptr<const Inventory> m_inventory;
    TensorTreeModel *m_model;
    QSet<int> m_expanded; ///< nodes that are open while no text is searched
    bool m_isRestoring = false;
    FilterBar *m_bar;
    TensorDelegate *m_delegate;
    QTreeView *m_tree;
};
