// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pairmap.h"

#include "model/base/text.h"
#include "model/diff/diffsummary.h"
#include "views/colormap.h"
#include "views/pictureactions.h"
#include "views/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 12;
constexpr int scaleWidth = 14;
constexpr int scaleGap = 24; // between the map and the scale
constexpr int footerGap = 18; // between the parts of the footer

/// For the scale and its numbers.
int scaleRoom(const QFontMetrics &metrics)
{
    return scaleGap + scaleWidth + 6 + metrics.horizontalAdvance(u"0.0001"_s);
}

} // namespace

PairMap::PairMap(const PairDiff *diff, QWidget *parent) : QWidget(parent), m_diff(diff)
{
    setAccessibleName(tr("Pair map"));
    setObjectName(u"Pair map"_s);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(diff, &PairDiff::reset, this, &PairMap::readPairs);
    connect(diff, &PairDiff::compared, this, [this] { setMetric(m_metric); });
    connect(diff, &PairDiff::stopped, this, qOverload<>(&QWidget::update));
}

void PairMap::readPairs()
{
    m_grid = pairGridOf(*m_diff->siblings());
    m_labelWidth = 0;
    for (const QString &name : std::as_const(m_grid.names))
        m_labelWidth = qMax(m_labelWidth, fontMetrics().horizontalAdvance(name));
    m_current = -1;
    setMetric(m_metric);
    updateGeometry();
}

void PairMap::setMetric(Metric metric)
{
    m_metric = metric;
    m_top = 0;
    for (const std::optional<Comparison> &result : m_diff->results()) {
        const auto number = result ? value(*result, metric) : std::nullopt;
        if (number && std::isfinite(*number))
            m_top = qMax(m_top, *number);
    }
    if (metric == Metric::IdenticalShare)
        m_top = 1;
    describe();
    update();
}

void PairMap::setCurrent(qsizetype pair)
{
    m_current = pair;
    describe();
    update();
}

void PairMap::describe()
{
    QString text;
    if (m_current >= 0) {
        text = description(m_current);
    } else if (m_diff->siblings()) {
        text = tr("%1 layers across, %2 modules down; no pair is chosen.")
                   .arg(m_diff->siblings()->layers.size())
                   .arg(m_diff->siblings()->modules.size());
    }
    // Each change is spoken, so only changes may be told.
    if (text != accessibleDescription())
        setAccessibleDescription(text);
}

void PairMap::choose(qsizetype pair)
{
    if (pair < 0 || pair == m_current)
        return;
    setCurrent(pair);
    emit currentChanged(pair);
}

QSize PairMap::sizeHint() const
{
    const int rows = static_cast<int>(m_grid.cells.size());
    return {820, (fontMetrics().height() + 3) * (rows + 3) + 2 * margin};
}

QSize PairMap::minimumSizeHint() const
{
    constexpr int most = 200; // two checkpoints have many modules, and the pair needs room as well
    const int rows = qMin(most, 6 * static_cast<int>(m_grid.cells.size() + 1));
    return {360, rows + 2 * fontMetrics().height() + 2 * margin};
}

PairMap::Geometry PairMap::layoutNow() const
{
    Geometry where;
    const double left = margin + m_labelWidth + 8;
    const double line = fontMetrics().height();
    const double bottom = height() - margin - 2 * line - 12;
    const double right = width() - margin - scaleRoom(fontMetrics());
    const double columns =
        m_grid.cells.empty() ? 1 : static_cast<double>(m_grid.cells.front().size());
    const double rows = qMax<double>(1, static_cast<double>(m_grid.cells.size()));
    where.cellWidth = qBound(2.0, (right - left) / columns, 2.4 * line);
    where.cellHeight = qMin(1.7 * line, (bottom - margin) / rows);
    where.map = QRectF(left, margin, where.cellWidth * columns, where.cellHeight * rows);
    where.scale = QRectF(where.map.right() + scaleGap, margin, scaleWidth, where.map.height());
    where.footer = where.map.bottom() + line + 14;
    return where;
}

QRectF PairMap::cellOf(qsizetype pair) const
{
    const Geometry where = layoutNow();
    for (std::size_t row = 0; row < m_grid.cells.size(); ++row) {
        for (std::size_t column = 0; column < m_grid.cells[row].size(); ++column) {
            if (m_grid.cells[row][column] == pair) {
                return {where.map.left() + where.cellWidth * static_cast<double>(column),
                    where.map.top() + where.cellHeight * static_cast<double>(row), where.cellWidth,
                    where.cellHeight};
            }
        }
    }
    for (const auto &[other, cell] : footerCells(where)) {
        if (other == pair)
            return cell;
    }
    return {};
}

std::vector<std::pair<qsizetype, QRectF>> PairMap::footerCells(const Geometry &where) const
{
    const double side = fontMetrics().height();
    std::vector<std::pair<qsizetype, QRectF>> cells;
    double left = margin;
    for (const qsizetype pair : m_grid.unlayered) {
        if (left > width())
            break;
        cells.emplace_back(pair, QRectF(left, where.footer, side, side));
        left += side + footerRoom(pair);
    }
    return cells;
}

int PairMap::footerRoom(qsizetype pair) const
{
    const QString text = footerText(pair);
    return text.isEmpty() ? 4 : 6 + fontMetrics().horizontalAdvance(text) + footerGap;
}

QString PairMap::footerText(qsizetype pair) const
{
    if (m_diff->siblings()->areCounterparts) // too many to name; their tool tips do
        return {};
    const auto at = static_cast<std::size_t>(pair);
    const std::optional<Comparison> &result = m_diff->results()[at];
    return tr("final %1  %2")
        .arg(text::visible(m_diff->siblings()->pairs[at].module.section(u'.', 0, 0)),
            shown(result ? value(*result, m_metric) : std::nullopt, m_metric));
}

qsizetype PairMap::pairAt(const QPointF &point) const
{
    const Geometry where = layoutNow();
    if (where.map.contains(point) && !m_grid.cells.empty()) {
        const auto row = static_cast<std::size_t>((point.y() - where.map.top()) / where.cellHeight);
        const auto column =
            static_cast<std::size_t>((point.x() - where.map.left()) / where.cellWidth);
        if (row < m_grid.cells.size() && column < m_grid.cells[row].size())
            return m_grid.cells[row][column];
    }
    for (const auto &[pair, cell] : footerCells(where)) {
        if (cell.adjusted(0, 0, footerRoom(pair), 0).contains(point))
            return pair;
    }
    return -1;
}

QString PairMap::description(qsizetype pair) const
{
    const SiblingPair &siblings = m_diff->siblings()->pairs[static_cast<std::size_t>(pair)];
    const std::optional<Comparison> &result = m_diff->results()[static_cast<std::size_t>(pair)];
    const QString place = siblings.layer < 0
        ? text::visible(siblings.module)
        : tr("Layer %1, %2").arg(siblings.layer).arg(text::visible(siblings.module));
    if (!siblings.isComparable)
        return tr("%1: shapes or dtypes differ, not comparable.").arg(place);
    if (!result)
        return tr("%1: not compared yet.").arg(place);
    if (result->isIdentical && !result->isSample)
        return (m_diff->siblings()->areCounterparts ? tr("%1: identical.")
                                                    : tr("%1: GEN still equals UND."))
            .arg(place);
    return tr("%1: %2 %3%4.")
        .arg(place, title(m_metric), shown(value(*result, m_metric), m_metric),
            result->isSample ? tr(" (an estimate)") : QString());
}

void PairMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_diff->siblings() || m_diff->siblings()->pairs.empty()) {
        painter.setPen(theme::dimmedText());
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
            m_diff->siblings() && m_diff->siblings()->areCounterparts
                ? tr("The two checkpoints have no key in common, so there is nothing to compare.")
                : tr("No GEN tensor of this checkpoint has an UND sibling, so there is nothing to "
                     "compare."));
        return;
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Link));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    const Geometry where = layoutNow();
    for (std::size_t row = 0; row < m_grid.cells.size(); ++row) {
        for (std::size_t column = 0; column < m_grid.cells[row].size(); ++column) {
            if (m_grid.cells[row][column] < 0)
                continue;
            drawCell(painter, m_grid.cells[row][column],
                {where.map.left() + where.cellWidth * static_cast<double>(column),
                    where.map.top() + where.cellHeight * static_cast<double>(row), where.cellWidth,
                    where.cellHeight});
        }
    }
    drawLabels(painter, where);
    drawScale(painter, where.scale);
    drawFooter(painter, where);
    if (m_current >= 0) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Base), 4));
        painter.drawRect(cellOf(m_current));
        painter.setPen(QPen(palette().color(QPalette::Text), 2));
        painter.drawRect(cellOf(m_current));
    }
}

void PairMap::drawCell(QPainter &painter, qsizetype pair, const QRectF &cell) const
{
    const bool hasGap = cell.width() > 5 && cell.height() > 5;
    const QRectF inner = hasGap ? cell.adjusted(0.5, 0.5, -0.5, -0.5) : cell;
    const bool isComparable =
        m_diff->siblings()->pairs[static_cast<std::size_t>(pair)].isComparable;
    const std::optional<Comparison> &result = m_diff->results()[static_cast<std::size_t>(pair)];
    if (!QRectF(rect()).intersects(cell))
        return;
    const auto mark = [&](const QString &sign) {
        if (!hasGap) { // too small for a sign
            painter.fillRect(
                inner, palette().color(isComparable ? QPalette::Window : QPalette::Mid));
            return;
        }
        painter.fillRect(inner, palette().color(QPalette::Base));
        painter.setPen(QPen(theme::dimmedText(), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(inner.adjusted(1, 1, -1, -1));
        if (inner.height() > 0.8 * fontMetrics().height())
            painter.drawText(inner, Qt::AlignCenter, sign);
    };
    if (!isComparable) {
        mark(u"≠"_s);
        return;
    }
    const auto number = result ? value(*result, m_metric) : std::nullopt;
    if (result && result->isIdentical && !result->isSample) {
        mark(u"="_s);
        return;
    }
    if (!number) {
        painter.fillRect(inner, palette().color(QPalette::Midlight));
        return;
    }
    const QColor color = colormap::colorAt(colormap::sequential(), m_top > 0 ? *number / m_top : 0);
    painter.fillRect(inner, color);
    if (result->isSample && inner.height() > 0.8 * fontMetrics().height()) {
        painter.setPen(theme::textOn(color));
        painter.drawText(inner, Qt::AlignCenter, u"~"_s);
    }
}

void PairMap::drawLabels(QPainter &painter, const Geometry &where) const
{
    painter.setPen(palette().color(QPalette::Text));
    const Siblings &siblings = *m_diff->siblings();
    const int line = fontMetrics().height();
    for (qsizetype row = 0; row < siblings.modules.size(); ++row) {
        // Where cells are lower than a line, only some modules are named.
        const auto every =
            qMax<qsizetype>(1, static_cast<qsizetype>(std::ceil(line / where.cellHeight)));
        if (row % every != 0)
            continue;
        const QRectF label(margin, where.map.top() + where.cellHeight * static_cast<double>(row),
            m_labelWidth, where.cellHeight);
        painter.drawText(
            label, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, m_grid.names[row]);
    }
    painter.setPen(theme::dimmedText());
    const auto every =
        qMax<qsizetype>(1, static_cast<qsizetype>(std::ceil(1.9 * line / where.cellWidth)));
    for (qsizetype column = 0; column < siblings.layers.size(); column += every) {
        const QRectF label(where.map.left() + where.cellWidth * static_cast<double>(column),
            where.map.bottom() + 4, where.cellWidth, line);
        painter.drawText(
            label, Qt::AlignCenter | Qt::TextDontClip, QString::number(siblings.layers[column]));
    }
}

void PairMap::drawScale(QPainter &painter, const QRectF &where) const
{
    QLinearGradient gradient(where.bottomLeft(), where.topLeft());
    for (int step = 0; step <= 16; ++step)
        gradient.setColorAt(step / 16.0, colormap::colorAt(colormap::sequential(), step / 16.0));
    painter.fillRect(where, gradient);
    painter.setPen(palette().color(QPalette::Text));
    const double line = fontMetrics().height();
    for (const double share : {0.0, 0.5, 1.0}) {
        const double y = where.bottom() - where.height() * share;
        const QRectF label(where.right() + 6, y - line / 2, width() - where.right(), line);
        painter.drawText(label.translated(0,
                             share == 0       ? -line / 2
                                 : share == 1 ? line / 2
                                              : 0),
            Qt::AlignLeft | Qt::AlignVCenter,
            shown(m_top > 0 || share == 0 ? std::optional(m_top * share) : std::nullopt, m_metric));
    }
}

void PairMap::drawFooter(QPainter &painter, const Geometry &where) const
{
    const double line = fontMetrics().height();
    double left = margin;
    const auto write = [&](const QString &sentence, const QColor &color) {
        painter.setPen(color);
        const double room = fontMetrics().horizontalAdvance(sentence);
        painter.drawText(
            QRectF(left, where.footer, room + 2, line), Qt::AlignLeft | Qt::AlignVCenter, sentence);
        left += room + footerGap;
    };
    for (const auto &[pair, cell] : footerCells(where)) {
        drawCell(painter, pair, cell);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(cell.translated(cell.width() + 6, 0),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, footerText(pair));
        left = cell.right() + footerRoom(pair);
    }
    if (m_diff->siblings()->areCounterparts && !m_grid.unlayered.empty())
        left += footerGap;
    const DiffSummary summary = summarizeDiff(*m_diff->siblings(), m_diff->results());
    if (summary.identical > 0)
        write(tr("=  identical (%1)").arg(summary.identical), theme::dimmedText());
    if (summary.mismatched > 0)
        write(tr("≠  shape or dtype differs (%1)").arg(summary.mismatched), theme::dimmedText());
    if (summary.sampled > 0)
        write(tr("~  estimate (%1)").arg(summary.sampled), theme::dimmedText());
    if (!m_diff->siblings()->areCounterparts) {
        write(tr("unpaired: %1 UND, %2 GEN")
                  .arg(m_diff->siblings()->unpairedUnd.size())
                  .arg(m_diff->siblings()->unpairedGen.size()),
            theme::dimmedText());
    }
}

void PairMap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(pairAt(event->position()));
}

void PairMap::keyPressEvent(QKeyEvent *event)
{
    const QPointF from = m_current >= 0 ? cellOf(m_current).center() : layoutNow().map.topLeft();
    const Geometry where = layoutNow();
    QPointF step;
    switch (event->key()) {
    case Qt::Key_Left:
        step = {-where.cellWidth, 0};
        break;
    case Qt::Key_Right:
        step = {where.cellWidth, 0};
        break;
    case Qt::Key_Up:
        step = {0, -where.cellHeight};
        break;
    case Qt::Key_Down:
        step = {0, where.cellHeight};
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            emit currentChanged(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_current < 0) {
        choose(m_grid.cells.empty() ? -1 : m_grid.cells.front().front());
        return;
    }
    // Over gaps to the next pair; below the last row are the pairs without a layer.
    for (QPointF point = from + step; rect().contains(point.toPoint()); point += step) {
        if (const qsizetype pair = pairAt(point); pair >= 0) {
            choose(pair);
            return;
        }
    }
    if (event->key() == Qt::Key_Down && !m_grid.unlayered.empty())
        choose(m_grid.unlayered.front());
    else if (event->key() == Qt::Key_Up && !m_grid.cells.empty())
        choose(m_grid.cells.back().front());
}

void PairMap::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu;
    addPictureActions(menu, this, u"pair-map"_s);
    menu.exec(event->globalPos());
}

bool PairMap::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const qsizetype pair = pairAt(help->pos());
        QToolTip::showText(help->globalPos(), pair < 0 ? QString() : description(pair), this);
        return true;
    }
    return QWidget::event(event);
}
