// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/splitbar.h"

#include "model/base/text.h"
#include "views/theme.h"

#include <QPainter>
#include <QPainterPath>

SplitBar::SplitBar(std::shared_ptr<const Inventory> inventory, QWidget *parent)
    : QWidget(parent), m_inventory(std::move(inventory))
{
    QStringList parts;
    for (std::size_t i = 0; i < m_inventory->totals.size(); ++i) {
        if (m_inventory->totals[i].bytes > 0) {
            parts += tr("%1 %2").arg(
                m_inventory->rules->buckets()[i].name, text::bytes(m_inventory->totals[i].bytes));
        }
    }
    setAccessibleName(tr("Bytes by bucket"));
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
    setToolTip(parts.join(QStringLiteral(" · ")));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize SplitBar::sizeHint() const
{
    return {200, fontMetrics().height() + 6};
}

void SplitBar::paintEvent(QPaintEvent *)
{
    double total = 0;
    for (const Totals &totals : m_inventory->totals)
        total += static_cast<double>(totals.bytes);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(rect(), 5, 5);
    painter.setClipPath(outline);
    painter.fillRect(rect(), palette().color(QPalette::Midlight));
    if (total == 0)
        return;
    QRectF part(rect());
    for (std::size_t i = 0; i < m_inventory->totals.size(); ++i) {
        const Totals &totals = m_inventory->totals[i];
        if (totals.bytes == 0)
            continue;
        const Bucket &bucket = m_inventory->rules->buckets()[i];
        part.setWidth(width() * static_cast<double>(totals.bytes) / total);
        const QColor color = theme::bucketColor(bucket);
        painter.fillRect(part, color);
        const QString text = bucket.name + u' ' + text::bytes(totals.bytes);
        if (painter.fontMetrics().horizontalAdvance(text) + 12 < part.width()) {
            painter.setPen(theme::textOn(color));
            painter.drawText(part.adjusted(8, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
        }
        part.moveLeft(part.right());
    }
}
