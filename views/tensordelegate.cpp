// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tensordelegate.h"

#include "model/bagel/conversion.h"
#include "model/items/roles.h"
#include "views/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace {

Decision::Action actionOf(const QModelIndex &index)
{
    return static_cast<Decision::Action>(index.data(Roles::ActionRole).toInt());
}

/// Where a place of `text` stands in the same text with its middle or end cut out.
qsizetype placeInElided(qsizetype place, const QString &text, const QString &elided)
{
    const qsizetype begin = elided.indexOf(u'…');
    place = qBound<qsizetype>(0, place, text.size());
    if (begin < 0 || elided.size() > text.size())
        return qMin(place, elided.size());
    const qsizetype lost = text.size() - elided.size();
    return place <= begin ? place : qMax(begin + 1, place - lost);
}

} // namespace

TensorDelegate::TensorDelegate(
    std::shared_ptr<const Rules> rules, int bucketColumn, QObject *parent)
    : QStyledItemDelegate(parent), m_rules(std::move(rules)), m_bucketColumn(bucketColumn)
{
}

void TensorDelegate::setSearch(const KeySearch &search, const QList<int> &columns)
{
    m_search = search;
    m_marked = search.isEmpty() ? QList<int>() : columns;
}

QSize TensorDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + 8);
    if (index.column() == 0) {
        const QString note = index.data(Roles::NoteRole).toString();
        size.rwidth() += option.fontMetrics.horizontalAdvance(note) + 30;
    }
    return size;
}

void TensorDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const Decision::Action action = actionOf(index);
    if (action == Decision::Action::Drop) {
        cell.palette.setColor(QPalette::Text, theme::dimmedText());
    } else if (action == Decision::Action::Refuse) {
        for (const auto role : {QPalette::Text, QPalette::HighlightedText})
            cell.palette.setColor(role, theme::refusedTone().text);
    }
    const bool isBucketCell = index.column() == m_bucketColumn;
    if (isBucketCell)
        cell.text.clear();
    else if (index.column() == 0)
        cell.text += index.data(Roles::SharedRole).toBool() ? u" ⇄"_s : QString();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    if (m_marked.contains(index.column()))
        paintMarks(painter, cell, index);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isBucketCell) {
        paintBucket(painter, cell.rect, index);
    } else if (index.column() == 0) {
        const QString note = index.data(Roles::NoteRole).toString();
        const QRect textRect =
            style->subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget);
        const int used = cell.fontMetrics.horizontalAdvance(cell.text) + 14;
        painter->setPen(cell.state & QStyle::State_Selected
                ? cell.palette.color(QPalette::HighlightedText)
                : theme::dimmedText());
        QFont small = cell.font;
        small.setPointSizeF(small.pointSizeF() * 0.88);
        painter->setFont(small);
        const QRect room = textRect.adjusted(used, 0, 0, 0);
        if (room.width() > 20) {
            painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                QFontMetrics(small).elidedText(note, Qt::ElideRight, room.width()));
        }
    }
    painter->restore();
}

void TensorDelegate::paintMarks(
    QPainter *painter, const QStyleOptionViewItem &cell, const QModelIndex &index) const
{
    const QString shown = index.data().toString();
    const QString key = index.data(Roles::KeyRole).toString();
    // A row of the tree shows the end of its key; what was found may begin before it.
    const qsizetype hidden = key.endsWith(shown) ? key.size() - shown.size() : 0;
    const QList<KeySearch::Range> ranges = m_search.marks(hidden > 0 ? key : shown);
    if (ranges.isEmpty())
        return;
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    const QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, cell.widget) + 1;
    const QString drawn =
        cell.fontMetrics.elidedText(cell.text, cell.textElideMode, room.width() - 2 * margin);
    const auto at = [&](qsizetype place) {
        const qsizetype inDrawn = placeInElided(place - hidden, cell.text, drawn);
        return room.left() + margin + cell.fontMetrics.horizontalAdvance(drawn.first(inDrawn));
    };
    painter->save();
    // The text, which is drawn already, stays as it is: only what is behind it changes.
    painter->setCompositionMode(
        theme::isDark() ? QPainter::CompositionMode_Lighten : QPainter::CompositionMode_Darken);
    const int height = cell.fontMetrics.height();
    for (const KeySearch::Range &range : ranges) {
        const int left = at(range.begin);
        painter->fillRect(left, room.center().y() - height / 2,
            at(range.begin + range.length) - left, height, theme::markColor());
    }
    painter->restore();
}

void TensorDelegate::paintBucket(
    QPainter *painter, const QRect &cell, const QModelIndex &index) const
{
    const int bucket = index.data(Roles::BucketRole).toInt();
    const QRect inner = cell.adjusted(6, 0, -6, 0);
    if (bucket >= 0) {
        const int side = qMin(cell.height() - 6, painter->fontMetrics().height() + 2);
        const QRect chip(inner.left(), cell.center().y() - side / 2 + 1, side, side);
        paintChip(painter, chip, m_rules->buckets()[static_cast<std::size_t>(bucket)],
            actionOf(index) == Decision::Action::Drop);
        return;
    }
    const auto shares = index.data(Roles::SplitRole).value<QList<double>>();
    const double width = qMin(painter->fontMetrics().height() * 4, inner.width());
    QRectF bar(inner.left(), cell.center().y() - 3, width, 8);
    QPainterPath outline;
    outline.addRoundedRect(bar, 4, 4);
    painter->setClipPath(outline, Qt::IntersectClip);
    for (qsizetype i = 0; i < shares.size(); ++i) {
        bar.setWidth(width * shares[i]);
        painter->fillRect(bar, theme::bucketColor(m_rules->buckets()[static_cast<std::size_t>(i)]));
        bar.moveLeft(bar.right());
    }
}

void TensorDelegate::paintChip(
    QPainter *painter, const QRect &chip, const Bucket &bucket, bool isLeftOut) const
{
    const QColor color = theme::bucketColor(bucket);
    const QColor fill = isLeftOut ? QApplication::palette().color(QPalette::Base) : color;
    painter->setPen(color);
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    QFont bold = painter->font();
    bold.setBold(true);
    bold.setPixelSize(qMax(8, chip.height() * 7 / 10));
    painter->setFont(bold);
    painter->setPen(isLeftOut ? color : theme::textOn(color));
    painter->drawText(chip, Qt::AlignCenter, bucket.letter);
}
