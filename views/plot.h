// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

/// A plot that the keyboard reaches: focus is seen, + − zoom and arrow keys move along x as far as
/// the mouse may, 0 asks for all. Its colours follow the theme. The menu key opens the context
/// menu, as in any widget.
class Plot final : public QCustomPlot {
    Q_OBJECT

public:
    /// `name` is the accessible name.
    explicit Plot(const QString &name, QWidget *parent = nullptr);

signals:
    void allRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
};
