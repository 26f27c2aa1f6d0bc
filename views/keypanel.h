// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/items/tensorfilter.h"
#include "model/items/tensortreemodel.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

class BucketChip;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;
class QTreeView;

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

    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

signals:
    /// Which tensors the filter lets through, one a tensor of the checkpoint.
    void filtered(const std::vector<bool> &accepted);
    /// The current tensor changed; -1 for a group or nothing.
    void tensorSelected(qsizetype tensor);
    /// The user pressed Enter or clicked twice on a tensor.
    void tensorActivated();

private:
    void buildFilterRow(QLayout *layout);
    void buildTree();
    void applyFilter();
    void rebuildDtypeMenu();
    [[nodiscard]] QModelIndex largestChild(const QModelIndex &parent) const;
    void expandForFilter(qsizetype matches);
    void restoreExpansion();
    void step(int direction);
    void showContextMenu(const QPoint &position);

    std::shared_ptr<const Rules> m_rules;
    std::shared_ptr<const Inventory> m_inventory;
    TensorTreeModel *m_model;
    TensorFilter m_filter;
    std::vector<bool> m_accepted;
    QSet<int> m_expanded; ///< nodes that are open while no text is searched
    bool m_isRestoring = false;

    QLineEdit *m_search;
    QToolButton *m_syntax;
    QList<BucketChip *> m_chips;
    QToolButton *m_dtype;
    QMenu *m_dtypeMenu;
    QLabel *m_message;
    QTreeView *m_tree;
    QTimer m_delay;
};
