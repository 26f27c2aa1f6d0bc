// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/heatmapgeometry.h"

#include <cmath>

namespace {

/// One axis of a view.
struct Span {
    quint64 first;
    quint64 length;
};

/// The nearest whole number from 0 to `most`.
quint64 whole(double number, quint64 most)
{
    if (!(number > 0))
        return 0;
    return number < double(most) ? qMin(static_cast<quint64>(std::llround(number)), most) : most;
}

Span zoomed(const Span &view, const Span &all, double factor, double anchor)
{
    const double wanted = double(view.length) * factor;
    Span result{0, whole(factor < 1 ? std::floor(wanted) : std::ceil(wanted), all.length)};
    result.length = qMax(result.length, qMin<quint64>(1, all.length));
    const double fixed = double(view.first - all.first) + anchor * double(view.length);
    result.first =
        all.first + whole(fixed - anchor * double(result.length), all.length - result.length);
    return result;
}

Span panned(const Span &view, const Span &all, double by)
{
    return {all.first + whole(double(view.first - all.first) + by, all.length - view.length),
        view.length};
}

Span cutOff(const Span &view, const Span &all)
{
    const quint64 end = all.first + all.length;
    const quint64 most = all.length == 0 ? all.first : end - 1;
    const quint64 first = qBound(all.first, view.first, most);
    return {first, qMin(qMax<quint64>(1, view.length), end - first)};
}

Region joined(const Span &rows, const Span &columns)
{
    return {rows.first, columns.first, rows.length, columns.length};
}

} // namespace

QRectF HeatmapGeometry::rectOf(const Region &region) const
{
    if (view.rows == 0 || view.columns == 0)
        return {};
    const double height = area.height() / double(view.rows);
    const double width = area.width() / double(view.columns);
    return {area.left() + (double(region.column) - double(view.column)) * width,
        area.top() + (double(region.row) - double(view.row)) * height,
        double(region.columns) * width, double(region.rows) * height};
}

QPointF HeatmapGeometry::shareAt(const QPointF &pixel) const
{
    return {qBound(0.0, (pixel.x() - area.left()) / qMax(1.0, area.width()), 1.0),
        qBound(0.0, (pixel.y() - area.top()) / qMax(1.0, area.height()), 1.0)};
}

std::optional<Place> HeatmapGeometry::placeAt(const QPointF &pixel) const
{
    if (view.rows == 0 || view.columns == 0 || pixel.x() < area.left() || pixel.y() < area.top()
        || pixel.x() >= area.right() || pixel.y() >= area.bottom())
        return {};
    const QPointF share = shareAt(pixel);
    const auto at = [](double part, quint64 length) {
        return qMin(static_cast<quint64>(part * double(length)), length - 1);
    };
    return Place{view.row + at(share.y(), view.rows), view.column + at(share.x(), view.columns)};
}

Region zoomed(const Region &view, const Region &all, double factor, const QPointF &anchor)
{
    return joined(zoomed({view.row, view.rows}, {all.row, all.rows}, factor, anchor.y()),
        zoomed({view.column, view.columns}, {all.column, all.columns}, factor, anchor.x()));
}

Region panned(const Region &view, const Region &all, double rows, double columns)
{
    return joined(panned({view.row, view.rows}, {all.row, all.rows}, rows),
        panned({view.column, view.columns}, {all.column, all.columns}, columns));
}

Region inside(const Region &view, const Region &all)
{
    return joined(cutOff({view.row, view.rows}, {all.row, all.rows}),
        cutOff({view.column, view.columns}, {all.column, all.columns}));
}
