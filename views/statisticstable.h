// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/statistics.h"

#include <QWidget>

class QGridLayout;
class QLabel;

/// A tensor's statistics, a line each: name and number.
class StatisticsTable final : public QWidget {
    Q_OBJECT

public:
    explicit StatisticsTable(QWidget *parent = nullptr);

    /// Null: not known yet.
    void setSummary(const Summary *summary);

private:
    enum Line { Count, Min, Max, Mean, Deviation, Median, Middle, Zeros, Nan, Inf };

    std::vector<QLabel *> m_numbers; ///< one a Line
};
