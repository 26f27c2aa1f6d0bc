// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCustomPlot;

/// Gives axes, grid, legend and background of a plot the colours and fonts of its widget.
void stylePlot(QCustomPlot &plot);

/// Gives both axes as many ticks as have room for their numbers, and the numbers as many digits as
/// tell them apart. For beforeReplot().
void fitTicks(QCustomPlot &plot);
