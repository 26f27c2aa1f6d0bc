// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diff/metric.h"
#include "model/diff/pairdiff.h"

#include <QWidget>

class Plot;

/// A metric along the layers, a line for each module.
class ProfilePlot final : public QWidget {
    Q_OBJECT

public:
    explicit ProfilePlot(const PairDiff *diff, QWidget *parent = nullptr);

    void setMetric(Metric metric);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void draw();
    [[nodiscard]] QString description() const;

    const PairDiff *m_diff;
    Metric m_metric = Metric::RelativeL2;
    Plot *m_plot;
};
