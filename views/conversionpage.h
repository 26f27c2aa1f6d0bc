// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/items/conversionmodel.h"
#include "model/items/keysearch.h"

#include <QWidget>

class QComboBox;
class FixesPanel;
class QLabel;
class QTableView;
class QToolButton;
class TensorDelegate;

/// What the current choices do to every key, and why.
class ConversionPage final : public QWidget {
    Q_OBJECT

public:
    ConversionPage(std::shared_ptr<const Rules> rules, QWidget *parent = nullptr);

    /// `graftRemark` is what a donor gave; null without one.
    void setPlan(std::shared_ptr<const Inventory> inventory,
        std::shared_ptr<const ConversionPlan> plan, const QString &graftRemark);
    /// Narrows the table to the tensors that the key filter lets through, and marks what it looks
    /// for.
    void setAccepted(const std::vector<bool> &accepted, const KeySearch &search);
    /// Shows the refused rows only, or all where none is refused.
    void showOffending();
    /// Where fixes are chosen.
    [[nodiscard]] FixesPanel *fixes() const { return m_fixes; }

signals:
    void tensorActivated(qsizetype tensor);

private:
    void updateCounts();
    void showContextMenu(const QPoint &position);

    std::shared_ptr<const ConversionPlan> m_plan;
    std::shared_ptr<const Inventory> m_inventory;
    ConversionModel *m_model;
    TensorDelegate *m_delegate;
    QComboBox *m_action;
    QLabel *m_summary;
    QToolButton *m_fixesButton;
    FixesPanel *m_fixes;
    QTableView *m_table;
    QLabel *m_empty;
};
