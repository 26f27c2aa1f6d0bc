// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/heatmapdrawing.h"

#include "model/base/text.h"
#include "views/colormap.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace heatmapdrawing {

namespace {

constexpr int gap = 4;
constexpr int barWidth = 10;

/// First number, title and last number along a line of `length` pixels that begins at the origin.
void drawAxis(QPainter &painter, double length, const QString &first, const QString &title,
    const QString &last, const QPalette &palette)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QRectF line(0, 0, length, metrics.height());
    const double ends = metrics.horizontalAdvance(first) + metrics.horizontalAdvance(last);
    painter.setPen(palette.color(QPalette::PlaceholderText));
    if (ends + gap > length) {
        painter.drawText(line, Qt::AlignCenter, first);
        return;
    }
    painter.drawText(line, Qt::AlignLeft, first);
    painter.drawText(line, Qt::AlignRight, last);
    if (metrics.horizontalAdvance(title) + ends + 6 * gap < length)
        painter.drawText(line, Qt::AlignCenter, title);
}

QString endText(quint64 first, quint64 length)
{
    return text::count(first + (length == 0 ? 0 : length - 1));
}

} // namespace

QRectF pictureArea(const QSize &size, const QFontMetrics &metrics)
{
    const double line = metrics.height() + gap;
    const double scale = 2 * gap + barWidth + metrics.horizontalAdvance(u"≤ -0.00123"_s);
    return {line, 1, qMax(0.0, size.width() - line - gap - scale),
        qMax(0.0, size.height() - 2 * line - 1)};
}

void drawAxes(QPainter &painter, const HeatmapGeometry &geometry, const Matrix &matrix,
    const QPalette &palette)
{
    const QRectF &area = geometry.area;
    const Region &view = geometry.view;
    painter.save();
    painter.translate(area.left(), area.bottom() + gap / 2);
    drawAxis(painter, area.width(), text::count(view.column), matrix.columnTitle(),
        endText(view.column, view.columns), palette);
    painter.restore();
    // Read from below, so that row 0 is the end of the line.
    painter.save();
    painter.translate(0, area.bottom());
    painter.rotate(-90);
    drawAxis(painter, area.height(), endText(view.row, view.rows), matrix.rowTitle(),
        text::count(view.row), palette);
    painter.restore();
}

void drawScale(
    QPainter &painter, const QRectF &area, const ColorScale &scale, const QPalette &palette)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int swatches = int(scale.hasNan) + int(scale.hasInf);
    const double line = metrics.height() + gap;
    QRectF bar(
        area.right() + 2 * gap, area.top(), barWidth, qMax(0.0, area.height() - swatches * line));
    const colormap::Table &table = colormap::diverging(scale.isDark);
    for (int y = 0; y < int(bar.height()); ++y) {
        const double position = 1 - (y + 0.5) / bar.height();
        painter.fillRect(QRectF(bar.left(), bar.top() + y, bar.width(), 1),
            QColor::fromRgb(colormap::colorAt(table, position)));
    }
    painter.setPen(palette.color(QPalette::Mid));
    painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5));

    painter.setPen(palette.color(QPalette::PlaceholderText));
    const auto label = [&](double top, const QString &text) {
        painter.drawText(QPointF(bar.right() + gap, top + metrics.ascent()), text);
    };
    const QString limit = text::number(scale.limit, 3);
    label(bar.top() - 1, (scale.isClipped ? u"≥ "_s : QString()) + limit);
    if (bar.height() > 3 * metrics.height())
        label(bar.center().y() - metrics.height() / 2.0, u"0"_s);
    if (bar.height() > 2 * metrics.height())
        label(bar.bottom() - metrics.height(), (scale.isClipped ? u"≤ -"_s : u"-"_s) + limit);

    const colormap::Special &special = colormap::special(scale.isDark);
    double top = bar.bottom() + gap;
    const auto swatch = [&](QRgb color, const QString &text) {
        const QRectF box(bar.left(), top + (metrics.height() - barWidth) / 2.0, barWidth, barWidth);
        painter.fillRect(box, QColor::fromRgb(color));
        painter.setPen(palette.color(QPalette::Mid));
        painter.drawRect(box);
        painter.setPen(palette.color(QPalette::Text));
        label(top, text);
        top += line;
    };
    if (scale.hasNan)
        swatch(special.nan, u"NaN"_s);
    if (scale.hasInf)
        swatch(special.inf, u"Inf"_s);
}

} // namespace heatmapdrawing
