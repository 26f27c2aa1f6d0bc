// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bucketchip.h"

#include "model/base/text.h"
#include "views/theme.h"

#include <QLabel>
#include <QPainter>

void showBucket(QLabel &label, const Bucket &bucket)
{
    const QColor color = theme::bucketColor(bucket);
    const int side = QFontMetrics(label.font()).height() + 4;
    label.setAccessibleName(bucket.title); // before its text: see accessibility.cpp
    label.setText(bucket.letter);
    label.setToolTip(bucket.title);
    label.setAlignment(Qt::AlignCenter);
    label.setFixedSize(side, side);
    label.setStyleSheet(QStringLiteral(
        "QLabel { background: %1; color: %2; border-radius: 4px; font-weight: 700; }")
                            .arg(color.name(), theme::textOn(color).name()));
}

BucketChip::BucketChip(const Bucket &bucket, QWidget *parent)
    : QAbstractButton(parent), m_bucket(bucket)
{
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setCount(0);
}

void BucketChip::setCount(qsizetype tensors)
{
    const QString count = text::count(static_cast<quint64>(tensors));
    setText(m_bucket.letter + u' ' + count);
    setAccessibleName(tr("Show %1").arg(m_bucket.name));
    setAccessibleDescription(tr("%1 tensors").arg(count));
    setToolTip(tr("%1: %2 tensors. %3\nClick to show or hide them.")
                   .arg(m_bucket.title, count, m_bucket.description));
    updateGeometry();
}

QSize BucketChip::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(text()) + 18, metrics.height() + 6};
}

void BucketChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = theme::bucketColor(m_bucket);
    const QRectF pill = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(color, 1));
    painter.setBrush(isChecked() ? color : palette().color(QPalette::Base));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setPen(isChecked() ? theme::textOn(color) : theme::dimmedText());
    QFont font = painter.font();
    font.setStrikeOut(!isChecked());
    painter.setFont(font);
    painter.drawText(rect(), Qt::AlignCenter, text());
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Text), 1, Qt::DotLine));
        painter.drawRoundedRect(pill.adjusted(2, 2, -2, -2), pill.height() / 2, pill.height() / 2);
    }
}
