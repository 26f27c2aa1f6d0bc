// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"
#include "model/latestjob.h"
#include "model/tensor/comparison.h"
#include "model/tensor/statistics.h"

#include <QWidget>

class HeatmapView;
class HistogramPlot;
class QLabel;

/// One UND ↔ GEN pair, or one of two checkpoints: three linked heat maps, both histograms in one
/// plot, the numbers.
class PairView final : public QWidget {
    Q_OBJECT

public:
    explicit PairView(QWidget *parent = nullptr);

    /// Shows a pair, reads on workers; newer wishes cancel older ones.
    /// The pair is UND and GEN, or A and B of two checkpoints.
    void setPair(
        std::shared_ptr<const Inventory> inventory, const SiblingPair &pair, bool areCounterparts);
    /// The comparison of the pair that is shown; none while it is not known.
    void setComparison(const std::optional<Comparison> &comparison);
    /// Shows nothing but what to do.
    void clear(bool areCounterparts = false);

private:
    /// Statistics and distribution of both tensors.
    struct Numbers {
        std::shared_ptr<const Summary> und;
        std::shared_ptr<const Summary> gen;
    };

    void nameSides();
    void link();
    void summarizeBoth(const TensorView &und, const TensorView &gen, Coverage coverage);
    void showNumbers(const Numbers &numbers, bool isFirst);
    void shareRange();

    std::shared_ptr<const Inventory> m_inventory;
    SiblingPair m_pair;
    bool m_areCounterparts = false;
    QLabel *m_title;
    QLabel *m_undTitle;
    QLabel *m_genTitle;
    QLabel *m_differenceTitle;
    QLabel *m_comparison;
    HeatmapView *m_und;
    HeatmapView *m_gen;
    HeatmapView *m_difference;
    HistogramPlot *m_histogram;
    QLabel *m_statistics;
    double m_undLimit = 0;
    double m_genLimit = 0;
    LatestJob m_job;
};
