// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latestjob.h"
#include "model/tensor/grid.h"
#include "views/heatmapgeometry.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

/// What a heat map shows: a matrix, and how to make a grid of a part of it (called on a worker).
struct HeatmapSource {
    Matrix matrix;
    std::function<Result<Grid>(const GridRequest &, Progress &)> grid;
};
[[nodiscard]] HeatmapSource heatmapOf(const TensorView &view);
/// Of b − a, two tensors alike.
[[nodiscard]] HeatmapSource differenceHeatmapOf(const TensorView &a, const TensorView &b);

/// A tensor as a picture, with axes, colour scale and, under the pointer, index and value. Wheel
/// and + − zoom, dragging and arrow keys move, double click and 0 show all, Shift and arrow keys
/// move the marker. A large region appears as a sample first; newer wishes cancel older ones.
/// Views are linked by connecting viewChanged() to setView() and hovered() to setMarker().
class HeatmapView final : public QWidget {
    Q_OBJECT

public:
    /// `name` is the accessible name.
    explicit HeatmapView(const QString &name, QWidget *parent = nullptr);

    /// Shows all of another matrix. Nothing is read while the view is hidden.
    void setSource(const HeatmapSource &source);
    /// Shows nothing but a sentence.
    void clear(const QString &why = {});
    void setReduction(Reduction reduction);
    /// Colours from −limit to limit; null: the grid's own limit, see ownRangeChanged().
    void setRange(std::optional<double> limit);
    /// Shows a region, cut off where the matrix ends; does not emit viewChanged().
    void setView(const Region &region);
    /// Marks a place, shows its value; does not emit hovered().
    void setMarker(std::optional<Place> place);

    [[nodiscard]] const Region &view() const { return m_view; }
    [[nodiscard]] Reduction reduction() const { return m_reduction; }
    /// What is shown now; null before the first grid arrives.
    [[nodiscard]] const std::optional<Grid> &grid() const { return m_grid; }
    /// True while a better picture is on its way.
    [[nodiscard]] bool isRefining() const { return m_job.isRunning(); }
    /// What the line below the picture says.
    [[nodiscard]] QString statusText() const;
    /// Where which rows and columns are.
    [[nodiscard]] HeatmapGeometry geometryNow() const;

    [[nodiscard]] QSize sizeHint() const override { return {320, 260}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {110, 90}; }

signals:
    /// The user shows another region.
    void viewChanged(const Region &region);
    /// The user points at a place, or at none any more.
    void hovered(std::optional<Place> place);
    /// The limit that suits the grid that has just arrived.
    void ownRangeChanged(double limit);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// A painted grid and what it covers.
    struct Picture {
        Region region;
        QImage image;
    };

    void changeView(const Region &region);
    void zoom(double factor, const QPointF &anchor);
    void moveMarker(qint64 rows, qint64 columns);
    void point(std::optional<Place> place);
    void request();
    void read(Reduction reduction);
    void receive(const Result<Grid> &grid, Reduction reduction);
    void recolor();
    void describe();

    [[nodiscard]] double limit() const;
    void drawPicture(QPainter &painter, const Picture &picture) const;
    void drawMarker(QPainter &painter) const;

    HeatmapSource m_source;
    QString m_message; ///< shown instead of a picture
    Region m_view;
    Reduction m_reduction = Reduction::Mean;
    std::optional<double> m_range;
    std::optional<Place> m_marker;

    std::optional<Grid> m_grid;
    Reduction m_gridReduction = Reduction::Sample;
    Picture m_picture; ///< of m_grid
    Picture m_whole; ///< of all, behind m_picture while that is too small
    quint8 m_flags = 0; ///< of all cells of m_grid together
    bool m_isStale = false; ///< to be read when the view is shown

    std::optional<QPointF> m_dragged; ///< where dragging began
    Region m_dragView; ///< and what was shown then
    QTimer m_rest; ///< until the size has settled
    LatestJob m_job;
};
