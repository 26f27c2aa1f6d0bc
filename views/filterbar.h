// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/items/tensorfilter.h"

#include <QTimer>
#include <QVariant>
#include <QWidget>

class BucketChip;
class QActionGroup;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;
class TonedLabel;

/// The search field, the bucket chips and the dtype menu: together one TensorFilter.
class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(std::shared_ptr<const Rules> rules, QWidget *parent = nullptr);

    /// Offers the buckets and dtypes of this checkpoint; all its dtypes are shown.
    void setInventory(const Inventory &inventory);
    [[nodiscard]] const TensorFilter &filter() const { return m_filter; }
    /// Says how many tensors are left.
    void showMatches(qsizetype matches, qsizetype all);
    void focusSearch();
    /// Shows everything; changed() follows.
    void clear();

    /// Search line, syntax and hidden buckets.
    [[nodiscard]] QVariant saveState() const;
    void restoreState(const QVariant &state);

signals:
    void changed();
    /// The user wants the next (1) or the previous (-1) match.
    void stepRequested(int direction);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildSyntaxMenu();
    void setSyntax(KeySearch::Syntax syntax);
    void readSearch();
    void showError(const QString &error);

    std::shared_ptr<const Rules> m_rules;
    TensorFilter m_filter;
    KeySearch::Syntax m_syntax = KeySearch::Syntax::Text;
    QLineEdit *m_search;
    QToolButton *m_syntaxButton;
    QActionGroup *m_syntaxes;
    QList<BucketChip *> m_chips;
    QToolButton *m_dtype;
    QMenu *m_dtypeMenu;
    QLabel *m_count;
    TonedLabel *m_message;
    QTimer m_delay;
};
