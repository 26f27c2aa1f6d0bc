// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCustomPlot;

/// Gives axes, grid, legend and background of a plot the colours and fonts of its widget.
void stylePlot(QCustomPlot &plot);
