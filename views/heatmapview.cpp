// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/heatmapview.h"

#include "views/heatmapdrawing.h"
#include "views/heatmapimage.h"
#include "views/heatmaptext.h"
#include "views/pictureactions.h"
#include "views/theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr double nearer = 0.75; // of the rows and columns, a step
constexpr double panStep = 0.1; // of the view
constexpr int settlingTime = 80; // ms without another change of size
/// Up to so many numbers the exact picture is there at once and needs no sample before it.
constexpr double numbersAtOnce = 4e6;

bool isLarge(const Region &region)
{
    return double(region.rows) * double(region.columns) > numbersAtOnce;
}

} // namespace

HeatmapSource heatmapOf(const TensorView &view)
{
    return {
        matrixOf(view.dtype, view.shape), [view](const GridRequest &request, Progress &progress) {
            return makeGrid(view, request, progress);
        }};
}

HeatmapSource differenceHeatmapOf(const TensorView &a, const TensorView &b)
{
    return {matrixOf(a.dtype, a.shape), [a, b](const GridRequest &request, Progress &progress) {
                return makeDifferenceGrid(a, b, request, progress);
            }};
}

HeatmapView::HeatmapView(const QString &name, QWidget *parent) : QWidget(parent)
{
    setAccessibleName(name);
    setObjectName(name);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_rest.setSingleShot(true);
    m_rest.setInterval(settlingTime);
    connect(&m_rest, &QTimer::timeout, this, &HeatmapView::request);
}

void HeatmapView::setSource(const HeatmapSource &source)
{
    clear();
    m_source = source;
    m_view = source.matrix.all();
    if (m_view.rows == 0 || m_view.columns == 0)
        m_message = tr("This tensor has no elements.");
    request();
    describe();
}

void HeatmapView::clear(const QString &why)
{
    m_job.cancel();
    m_rest.stop();
    m_source = {};
    m_message = why;
    m_view = {};
    m_marker.reset();
    m_grid.reset();
    m_picture = {};
    m_whole = {};
    m_flags = 0;
    describe();
}

void HeatmapView::setReduction(Reduction reduction)
{
    if (m_reduction == reduction)
        return;
    m_reduction = reduction;
    request();
}

void HeatmapView::setRange(std::optional<double> limit)
{
    if (m_range == limit)
        return;
    m_range = limit;
    recolor();
}

void HeatmapView::setView(const Region &region)
{
    const Region cut = inside(region, m_source.matrix.all());
    if (cut == m_view)
        return;
    m_view = cut;
    request();
}

void HeatmapView::setMarker(std::optional<Place> place)
{
    if (m_marker == place)
        return;
    m_marker = place;
    describe();
}

HeatmapGeometry HeatmapView::geometryNow() const
{
    return {m_view, heatmapdrawing::pictureArea(size(), fontMetrics())};
}

QString HeatmapView::statusText() const
{
    if (!m_grid)
        return {};
    if (m_marker)
        return HeatmapText::at(*m_grid, m_gridReduction, m_source.matrix, *m_marker);
    const QString cells = HeatmapText::cells(*m_grid, m_gridReduction);
    return m_job.isRunning() ? tr("%1 Reading all…").arg(cells) : cells;
}

void HeatmapView::changeView(const Region &region)
{
    if (region == m_view)
        return;
    setView(region);
    emit viewChanged(m_view);
}

void HeatmapView::zoom(double factor, const QPointF &anchor)
{
    changeView(zoomed(m_view, m_source.matrix.all(), factor, anchor));
}

void HeatmapView::point(std::optional<Place> place)
{
    if (m_marker == place)
        return;
    setMarker(place);
    emit hovered(place);
}

void HeatmapView::moveMarker(qint64 rows, qint64 columns)
{
    // An element where each is seen, else a cell.
    const auto step = [](quint64 length, int cells) {
        return qMax(1.0, double(length) / qMax(1, cells));
    };
    const Place from =
        m_marker.value_or(Place{m_view.row + m_view.rows / 2, m_view.column + m_view.columns / 2});
    if (!m_grid || !m_marker)
        return point(from);
    const Region moved = panned({from.row, from.column, 1, 1}, m_view,
        double(rows) * step(m_grid->region.rows, m_grid->rows),
        double(columns) * step(m_grid->region.columns, m_grid->columns));
    point(Place{moved.row, moved.column});
}

void HeatmapView::request()
{
    m_rest.stop();
    m_isStale = !isVisible();
    if (!m_source.grid || m_view.rows == 0 || m_view.columns == 0 || m_isStale)
        return;
    read(isLarge(m_view) ? Reduction::Sample : m_reduction);
    describe();
}

void HeatmapView::read(Reduction reduction)
{
    const QSizeF cells = geometryNow().area.size() * devicePixelRatioF();
    const GridRequest wish{
        m_view, static_cast<int>(cells.height()), static_cast<int>(cells.width()), reduction};
    if (wish.maxRows <= 0 || wish.maxColumns <= 0)
        return;
    m_job.start(
        tr("Heat map"),
        [grid = m_source.grid, wish](Progress &progress) { return grid(wish, progress); },
        [this, reduction](const Result<Grid> &grid) { receive(grid, reduction); });
}

void HeatmapView::receive(const Result<Grid> &grid, Reduction reduction)
{
    if (!grid) {
        m_message = grid.error().detail;
        m_grid.reset();
        describe();
        return;
    }
    m_message.clear();
    m_grid = *grid;
    m_gridReduction = reduction;
    m_flags = 0;
    for (const quint8 flags : m_grid->flags)
        m_flags |= flags;
    if (reduction != m_reduction && m_grid->isSample)
        read(m_reduction);
    recolor();
    emit ownRangeChanged(colorLimit(*m_grid));
}

double HeatmapView::limit() const
{
    return m_range ? *m_range : m_grid ? colorLimit(*m_grid) : 0;
}

void HeatmapView::recolor()
{
    if (m_grid) {
        m_picture = {m_grid->region, heatmapImage(*m_grid, limit(), theme::isDark())};
        if (m_grid->region == m_source.matrix.all())
            m_whole = m_picture;
    }
    describe();
}

void HeatmapView::describe()
{
    QStringList sentences;
    if (!m_message.isEmpty())
        sentences += m_message;
    if (m_grid) {
        if (m_marker)
            sentences += tr("Row %1, column %2:").arg(m_marker->row).arg(m_marker->column);
        sentences += statusText();
        sentences += HeatmapText::region(m_view, m_source.matrix);
        sentences += tr("Colours from -%1 to %1.").arg(limit());
    }
    if (m_flags & Grid::HasNan)
        sentences += tr("There are NaN.");
    if (m_flags & Grid::HasInf)
        sentences += tr("There are infinite numbers.");
    const QString text = sentences.join(u' ');
    // Each change is spoken, so only changes may be told.
    if (text != accessibleDescription())
        setAccessibleDescription(text);
    update();
}

void HeatmapView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(font());
    const HeatmapGeometry geometry = geometryNow();
    if (!m_message.isEmpty() || !m_source.grid) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(
            rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, m_message);
        return;
    }
    painter.fillRect(geometry.area, palette().color(QPalette::Midlight));
    drawPicture(painter, m_whole);
    drawPicture(painter, m_picture);
    painter.setPen(palette().color(hasFocus() ? QPalette::Link : QPalette::Mid));
    painter.drawRect(geometry.area.adjusted(-0.5, -0.5, 0.5, 0.5));
    drawMarker(painter);
    heatmapdrawing::drawAxes(painter, geometry, m_source.matrix, palette());
    if (!m_grid)
        return;
    const double most = limit();
    const bool isClipped =
        m_grid->min && (double(*m_grid->max) > most || double(*m_grid->min) < -most);
    heatmapdrawing::drawScale(painter, size(),
        {most, isClipped, (m_flags & Grid::HasNan) != 0, (m_flags & Grid::HasInf) != 0,
            theme::isDark()},
        palette());
    const QRect line(0, height() - fontMetrics().height(), width(), fontMetrics().height());
    painter.setPen(palette().color(m_marker ? QPalette::Text : QPalette::PlaceholderText));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(statusText(), Qt::ElideRight, width()));
}

void HeatmapView::drawPicture(QPainter &painter, const Picture &picture) const
{
    const HeatmapGeometry geometry = geometryNow();
    const QRectF full = geometry.rectOf(picture.region);
    const QRectF target = full & geometry.area;
    if (picture.image.isNull() || target.isEmpty())
        return;
    // Only the cells in view: far zoomed in, the whole would be larger than a painter can count.
    const double across = picture.image.width() / full.width();
    const double down = picture.image.height() / full.height();
    painter.drawImage(target, picture.image,
        QRectF((target.left() - full.left()) * across, (target.top() - full.top()) * down,
            target.width() * across, target.height() * down));
}

void HeatmapView::drawMarker(QPainter &painter) const
{
    const HeatmapGeometry geometry = geometryNow();
    if (!m_marker)
        return;
    QRectF place = geometry.rectOf({m_marker->row, m_marker->column, 1, 1});
    if (!geometry.area.intersects(place))
        return;
    const double shortBy = qMax(0.0, 5 - qMin(place.width(), place.height())) / 2;
    place.adjust(-shortBy, -shortBy, shortBy, shortBy);
    painter.setPen(palette().color(QPalette::Base));
    painter.drawRect(place.adjusted(-1, -1, 1, 1));
    painter.setPen(palette().color(QPalette::Text));
    painter.drawRect(place);
}

void HeatmapView::resizeEvent(QResizeEvent *)
{
    if (m_grid)
        m_rest.start();
    else
        request();
}

void HeatmapView::showEvent(QShowEvent *)
{
    if (m_isStale)
        request();
}

void HeatmapView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolor();
}

void HeatmapView::wheelEvent(QWheelEvent *event)
{
    const double steps = event->angleDelta().y() / 120.0;
    if (steps != 0)
        zoom(std::pow(nearer, steps), geometryNow().shareAt(event->position()));
    point(geometryNow().placeAt(event->position()));
    event->accept();
}

void HeatmapView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !geometryNow().placeAt(event->position()))
        return;
    m_dragged = event->position();
    m_dragView = m_view;
}

void HeatmapView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragged) {
        const QRectF area = geometryNow().area;
        const QPointF by = *m_dragged - event->position();
        changeView(
            panned(m_dragView, m_source.matrix.all(), by.y() / area.height() * double(m_view.rows),
                by.x() / area.width() * double(m_view.columns)));
    }
    point(geometryNow().placeAt(event->position()));
}

void HeatmapView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragged.reset();
}

void HeatmapView::mouseDoubleClickEvent(QMouseEvent *)
{
    changeView(m_source.matrix.all());
}

void HeatmapView::leaveEvent(QEvent *)
{
    point({});
}

void HeatmapView::keyPressEvent(QKeyEvent *event)
{
    const auto move = [&](int rows, int columns) {
        if (event->modifiers() & Qt::ShiftModifier)
            return moveMarker(rows, columns);
        const auto step = [](int direction, quint64 length) {
            return direction * qMax(1.0, double(length) * panStep);
        };
        changeView(panned(
            m_view, m_source.matrix.all(), step(rows, m_view.rows), step(columns, m_view.columns)));
    };
    const QPointF center(0.5, 0.5);
    switch (event->key()) {
    case Qt::Key_Left:
        return move(0, -1);
    case Qt::Key_Right:
        return move(0, 1);
    case Qt::Key_Up:
        return move(-1, 0);
    case Qt::Key_Down:
        return move(1, 0);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(nearer, center);
    case Qt::Key_Minus:
        return zoom(1 / nearer, center);
    case Qt::Key_0:
    case Qt::Key_Home:
        return changeView(m_source.matrix.all());
    case Qt::Key_Escape:
        if (m_marker)
            return point({});
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void HeatmapView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    connect(menu.addAction(tr("Show &all")), &QAction::triggered, this,
        [this] { changeView(m_source.matrix.all()); });
    menu.addSeparator();
    addPictureActions(menu, this, accessibleName().toLower());
    menu.exec(event->globalPos());
}
