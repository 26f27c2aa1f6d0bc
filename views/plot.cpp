// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plot.h"

#include "views/plotstyle.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace {

constexpr double nearer = 0.75; // of the range, a step
constexpr double panStep = 0.1;

} // namespace

Plot::Plot(const QString &name, QWidget *parent) : QCustomPlot(parent)
{
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    stylePlot(*this);
}

void Plot::paintEvent(QPaintEvent *event)
{
    QCustomPlot::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Link));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void Plot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        stylePlot(*this);
        replot(rpQueuedReplot);
    }
}

void Plot::keyPressEvent(QKeyEvent *event)
{
    const auto zoom = [this](double factor) {
        if (xAxis->scaleType() == QCPAxis::stLogarithmic) {
            // About the middle as it is seen, which is not the mean of the ends.
            xAxis->scaleRange(factor, std::sqrt(xAxis->range().lower * xAxis->range().upper));
        } else {
            xAxis->scaleRange(factor);
        }
        replot(rpQueuedReplot);
    };
    const auto move = [this](double direction) {
        const QCPRange range = xAxis->range();
        if (xAxis->scaleType() == QCPAxis::stLogarithmic) {
            const double factor = std::pow(range.upper / range.lower, direction * panStep);
            xAxis->setRange(range.lower * factor, range.upper * factor);
        } else {
            xAxis->moveRange(direction * panStep * range.size());
        }
        replot(rpQueuedReplot);
    };
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(nearer);
    case Qt::Key_Minus:
        return zoom(1 / nearer);
    case Qt::Key_Left:
        return move(-1);
    case Qt::Key_Right:
        return move(1);
    case Qt::Key_0:
    case Qt::Key_Home:
        emit allRequested();
        return;
    default:
        QCustomPlot::keyPressEvent(event);
    }
}
