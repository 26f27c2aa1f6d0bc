// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/rules.h"
#include "model/tensor/histogram.h"
#include "model/tensor/statistics.h"

#include <QWidget>

class QCPRange;
class Plot;
class QLabel;
class QToolButton;
class SegmentedControl;

/// How the numbers of one or two tensors spread: a histogram each in one plot, in the colours of
/// their buckets. The wheel zooms along x, with bins anew for what is seen; a double click shows
/// all.
class HistogramPlot final : public QWidget {
    Q_OBJECT

public:
    struct Series {
        Bucket bucket; ///< gives name and colour
        std::shared_ptr<const Summary> summary;
    };

    explicit HistogramPlot(QWidget *parent = nullptr);

    /// Shows other tensors; keeps the chosen axes. Of the same ones, for instance exact numbers
    /// instead of a sample's, `keepsView` also keeps what is seen.
    void setSeries(const std::vector<Series> &series, bool keepsView = false);

    /// What is drawn, one a series; all on one axis.
    [[nodiscard]] const std::vector<Histogram> &histograms() const { return m_histograms; }
    /// In words, for who cannot see it: smallest and largest number, mean, and where most are.
    [[nodiscard]] QString description() const;
    /// What the line below the plot says.
    [[nodiscard]] QString caption() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildPlot();
    void showMainPart();
    void showAll();
    void setAxis(const HistogramAxis &axis);
    void changeRange(const QCPRange &range);
    void draw();
    void restyle();
    void showContextMenu(const QPoint &position);

    [[nodiscard]] Scale scale() const;
    [[nodiscard]] HistogramAxis wholeAxis(int bins) const;

    std::vector<Series> m_series;
    std::vector<Distribution> m_distributions; ///< of the series, as axisFor() wants them
    std::vector<Histogram> m_histograms;
    bool m_isDrawing = false;
    SegmentedControl *m_scale;
    QToolButton *m_logShare;
    Plot *m_plot;
    QLabel *m_caption;
};
