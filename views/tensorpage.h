// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"
#include "model/items/verdict.h"
#include "model/latestjob.h"
#include "model/tensor/statistics.h"

#include <QStackedWidget>
#include <QTimer>

class HeatmapView;
class HistogramPlot;
class QLabel;
class SegmentedControl;
class StatisticsTable;
class TonedLabel;
class ValuesView;

/// One tensor: facts, statistics, histogram, heat map and values. Facts are there at once; numbers
/// are read on workers once the selection rests and the page is seen, a sample first.
class TensorPage final : public QStackedWidget {
    Q_OBJECT

public:
    explicit TensorPage(QWidget *parent = nullptr);

    /// `tensor` is a tensor of the inventory's checkpoint, or -1 for none. `outputKey` is what the
    /// conversion makes of its key; null where it leaves it out. For the same tensor nothing is
    /// read again.
    void setTensor(
        std::shared_ptr<const Inventory> inventory, qsizetype tensor, const QString &outputKey);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *buildPage();
    [[nodiscard]] QLayout *buildFacts();
    void showFacts();
    void forget();
    void read();
    void summarizeTensor(const TensorView &view, Coverage coverage);
    void showSummary(const std::shared_ptr<const Summary> &summary);
    void showProgress(quint64 done, quint64 total);
    void showVerdict();

    std::shared_ptr<const Inventory> m_inventory;
    qsizetype m_tensor = -1;
    QString m_outputKey;
    std::shared_ptr<const Summary> m_summary;
    Verdict m_verdict;
    QTimer m_rest; ///< since the last change of the selection
    bool m_isRead = false; ///< reading was begun
    LatestJob m_job;

    QLabel *m_chip;
    QLabel *m_key;
    QLabel *m_facts;
    QLabel *m_place;
    QLabel *m_output;
    TonedLabel *m_verdictText;
    StatisticsTable *m_statistics;
    QLabel *m_coverage;
    HistogramPlot *m_histogram;
    SegmentedControl *m_reduction;
    HeatmapView *m_heatmap;
    ValuesView *m_values;
};
