// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/heatmapdrawing.h"

#include "model/base/text.h"
#include "views/colormap.h"

#include <QPainter>

#include <utility>

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

/// A narrow widget has its scale below the picture, on a line of its own.
bool isScaleBelow(const QSize &size, const QFontMetrics &metrics)
{
    return size.width() < metrics.horizontalAdvance(u'0') * 28;
}

/// The colours from the lowest to the highest number, upwards or to the right.
void drawBar(QPainter &painter, const QRectF &bar, bool isUpright, const ColorScale &scale,
    const QPalette &palette)
{
    const colormap::Table &table = colormap::diverging(scale.isDark);
    const double length = isUpright ? bar.height() : bar.width();
    for (int at = 0; at < int(length); ++at) {
        const QRectF line = isUpright ? QRectF(bar.left(), bar.bottom() - at - 1, bar.width(), 1)
                                      : QRectF(bar.left() + at, bar.top(), 1, bar.height());
        painter.fillRect(line, QColor::fromRgb(colormap::colorAt(table, (at + 0.5) / length)));
    }
    painter.setPen(palette.color(QPalette::Mid));
    painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5));
}

/// What the ends of the scale stand for; empty where all numbers are zero.
std::pair<QString, QString> endTexts(const ColorScale &scale, int digits)
{
    if (scale.limit == 0)
        return {};
    const QString limit = QString::number(scale.limit, 'g', digits);
    return scale.isClipped ? std::pair(u"≤ -"_s + limit, u"≥ "_s + limit)
                           : std::pair(u'-' + limit, limit);
}

/// What NaN and Inf look like, where there are any.
QList<std::pair<QRgb, QString>> swatches(const ColorScale &scale)
{
    const colormap::Special &special = colormap::special(scale.isDark);
    QList<std::pair<QRgb, QString>> found;
    if (scale.hasNan)
        found += {special.nan, u"NaN"_s};
    if (scale.hasInf)
        found += {special.inf, u"Inf"_s};
    return found;
}

/// A box and its text from `corner` on; returns their width.
double drawSwatch(QPainter &painter, const QPointF &corner, const std::pair<QRgb, QString> &swatch,
    const QPalette &palette)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QRectF box(
        corner.x(), corner.y() + (metrics.height() - barWidth) / 2.0, barWidth, barWidth);
    painter.fillRect(box, QColor::fromRgb(swatch.first));
    painter.setPen(palette.color(QPalette::Mid));
    painter.drawRect(box);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(QPointF(box.right() + gap, corner.y() + metrics.ascent()), swatch.second);
    return barWidth + gap + metrics.horizontalAdvance(swatch.second);
}

void drawUpright(
    QPainter &painter, const QRectF &area, const ColorScale &scale, const QPalette &palette)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const auto special = swatches(scale);
    const double line = metrics.height() + gap;
    const QRectF bar(area.right() + 2 * gap, area.top(), barWidth,
        qMax(0.0, area.height() - double(special.size()) * line));
    drawBar(painter, bar, true, scale, palette);
    painter.setPen(palette.color(QPalette::PlaceholderText));
    const auto label = [&](double top, const QString &text) {
        painter.drawText(QPointF(bar.right() + gap, top + metrics.ascent()), text);
    };
    const auto [lowest, highest] = endTexts(scale, 3);
    label(bar.top() - 1, highest);
    if (bar.height() > 3 * metrics.height())
        label(bar.center().y() - metrics.height() / 2.0, u"0"_s);
    if (bar.height() > 2 * metrics.height())
        label(bar.bottom() - metrics.height(), lowest);
    QPointF corner(bar.left(), bar.bottom() + gap);
    for (const auto &swatch : special) {
        drawSwatch(painter, corner, swatch, palette);
        corner.ry() += line;
    }
}

void drawBelow(
    QPainter &painter, const QRectF &area, const ColorScale &scale, const QPalette &palette)
{
    const int height = painter.fontMetrics().height();
    const QRectF bar(area.left(), area.bottom() + height + 2 * gap, area.width(), barWidth / 2.0);
    drawBar(painter, bar, false, scale, palette);
    const QRectF line(bar.left(), bar.bottom() + 1, bar.width(), height);
    const auto [lowest, highest] = endTexts({scale.limit}, 2);
    painter.setPen(palette.color(QPalette::PlaceholderText));
    painter.drawText(line, Qt::AlignLeft, lowest);
    painter.drawText(line, Qt::AlignRight, highest);
    const auto special = swatches(scale);
    QPointF corner = line.topLeft();
    corner.rx() += painter.fontMetrics().horizontalAdvance(lowest) + 2 * gap;
    for (const auto &swatch : special)
        corner.rx() += drawSwatch(painter, corner, swatch, palette) + gap;
    if (special.isEmpty() && corner.x() < line.center().x())
        painter.drawText(line, Qt::AlignHCenter, u"0"_s);
}

} // namespace

QRectF pictureArea(const QSize &size, const QFontMetrics &metrics)
{
    const double line = metrics.height() + gap;
    if (isScaleBelow(size, metrics)) {
        const double scale = barWidth / 2.0 + metrics.height() + 2 * gap;
        return {line, 1, qMax(0.0, size.width() - line - 1),
            qMax(0.0, size.height() - 2 * line - 1 - scale)};
    }
    const double scale = 2 * gap + barWidth + metrics.horizontalAdvance(u"≤ -8.88e+08"_s);
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
    QPainter &painter, const QSize &size, const ColorScale &scale, const QPalette &palette)
{
    const QRectF area = pictureArea(size, painter.fontMetrics());
    if (isScaleBelow(size, painter.fontMetrics()))
        drawBelow(painter, area, scale, palette);
    else
        drawUpright(painter, area, scale, palette);
}

} // namespace heatmapdrawing
