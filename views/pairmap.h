// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diff/metric.h"
#include "model/diff/pairdiff.h"
#include "model/items/pairgrid.h"

#include <QWidget>

/// The layers across and the modules down, each pair a cell coloured by a metric; identical pairs,
/// pairs that cannot be compared and estimates are marked. Pairs without a layer (the final norm)
/// stand in the line below. Arrow keys move, Enter opens.
class PairMap final : public QWidget {
    Q_OBJECT

public:
    explicit PairMap(const PairDiff *diff, QWidget *parent = nullptr);

    void setMetric(Metric metric);
    /// Marks a pair without emitting currentChanged(); -1: none.
    void setCurrent(qsizetype pair);
    [[nodiscard]] qsizetype current() const { return m_current; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// Where a pair's cell is; null while it has none.
    [[nodiscard]] QRectF cellOf(qsizetype pair) const;
    /// The pair under a point; -1: none.
    [[nodiscard]] qsizetype pairAt(const QPointF &point) const;

signals:
    void currentChanged(qsizetype pair);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// Columns and rows of the map, and where it is in the widget.
    struct Geometry {
        QRectF map;
        double cellWidth = 0;
        double cellHeight = 0;
        QRectF scale;
        double footer = 0; ///< top of the line below the map
    };

    void readPairs();
    void choose(qsizetype pair);
    void describe();
    [[nodiscard]] Geometry layoutNow() const;
    /// The pairs without a layer for which there is room, and their cells.
    [[nodiscard]] std::vector<std::pair<qsizetype, QRectF>> footerCells(
        const Geometry &where) const;
    [[nodiscard]] int footerRoom(qsizetype pair) const; ///< right of its cell
    [[nodiscard]] QString footerText(qsizetype pair) const;
    [[nodiscard]] QString description(qsizetype pair) const;
    void drawCell(QPainter &painter, qsizetype pair, const QRectF &cell) const;
    void drawLabels(QPainter &painter, const Geometry &where) const;
    void drawScale(QPainter &painter, const QRectF &where) const;
    void drawFooter(QPainter &painter, const Geometry &where) const;

    const PairDiff *m_diff;
    Metric m_metric = Metric::RelativeL2;
    qsizetype m_current = -1;
    double m_top = 0; ///< the metric's largest number, the end of the scale
    PairGrid m_grid;
    int m_labelWidth = 0; ///< of the rows' names
};
