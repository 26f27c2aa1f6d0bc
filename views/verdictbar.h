// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/items/verdict.h"

#include <QFrame>

class QLabel;
class QPushButton;

/// One sentence under the toolbar that is always true for the current choices, with what can be
/// done about it.
class VerdictBar final : public QFrame {
    Q_OBJECT

public:
    explicit VerdictBar(QWidget *parent = nullptr);

    void setVerdict(const Verdict &verdict);

signals:
    /// Show the keys the sentence speaks of.
    void showRequested();
    /// Choose lenient, so that the offending keys are left out.
    void lenientRequested();
    /// Leave out what is damaged.
    void skippingRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColors();

    Verdict m_verdict;
    QLabel *m_icon;
    QLabel *m_sentence;
    QPushButton *m_show;
    QPushButton *m_lenient;
};
