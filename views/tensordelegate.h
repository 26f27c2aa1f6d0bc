// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/items/keysearch.h"

#include <QStyledItemDelegate>

/// Paints rows of tensors: bucket chips and split bars in one column, left-out rows dimmed,
/// refused ones red, notes behind keys. Reads roles only.
class TensorDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `bucketColumn` shows the chip; -1: the chip stands before the text of column 0.
    TensorDelegate(std::shared_ptr<const Rules> rules, int bucketColumn, QObject *parent);

    /// Marks what `search` finds in these columns.
    void setSearch(const KeySearch &search, const QList<int> &columns);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintMarks(
        QPainter *painter, const QStyleOptionViewItem &cell, const QModelIndex &index) const;
    void paintBucket(QPainter *painter, const QRect &cell, const QModelIndex &index) const;
    void paintChip(
        QPainter *painter, const QRect &chip, const Bucket &bucket, bool isLeftOut) const;

    std::shared_ptr<const Rules> m_rules;
    int m_bucketColumn;
    KeySearch m_search;
    QList<int> m_marked; ///< columns
};
