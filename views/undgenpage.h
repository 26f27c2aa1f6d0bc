// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diff/metric.h"
#include "model/diff/pairdiff.h"

#include <QWidget>

class PairMap;
class PairModel;
class PairView;
class ProfilePlot;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;
class SegmentedControl;
class UnpairedList;

/// How far GEN has moved from UND, or another checkpoint from this one: map, table and profile of
/// all pairs, and the chosen pair below.
class UndGenPage final : public QWidget {
    Q_OBJECT

public:
    /// `diff` outlives the page.
    explicit UndGenPage(PairDiff *diff, QWidget *parent = nullptr);

    /// Shows a pair everywhere; -1: none.
    void setCurrent(qsizetype pair);
    /// Narrows the table to the tensors that the key filter lets through.
    void setAccepted(const std::vector<bool> &accepted);

signals:
    /// The user wants the comparison to run, or to end.
    void startRequested();
    void cancelRequested();
    /// The user wants this checkpoint to be compared with another one, or UND with GEN again.
    void otherRequested();
    void siblingsRequested();
    /// A tensor without a sibling was activated.
    void tensorActivated(qsizetype tensor);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QLayout *buildBar();
    void buildTable();
    void showPairs();
    void showState();
    void chooseFirst();
    void step(int direction);
    void showContextMenu(const QPoint &position);
    /// Suggested for what is saved, without a suffix.
    [[nodiscard]] QString fileName() const;
    void save(const QString &suffix, const QByteArray &contents);
    [[nodiscard]] bool isDifferent(qsizetype pair) const;

    PairDiff *m_diff;
    qsizetype m_current = -1;
    QComboBox *m_metric;
    SegmentedControl *m_form;
    QLabel *m_state;
    QPushButton *m_run;
    QPushButton *m_other;
    QLabel *m_sides;
    QStackedWidget *m_stack;
    PairMap *m_map;
    PairModel *m_model;
    QTableView *m_table;
    ProfilePlot *m_profile;
    UnpairedList *m_unpaired;
    PairView *m_pair;
};
