// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;

/// A row of buttons of which exactly one is chosen; Tab reaches it, arrow keys choose.
class SegmentedControl final : public QWidget {
    Q_OBJECT

public:
    /// `name` is the control's accessible name.
    SegmentedControl(const QString &name, const QStringList &segments, QWidget *parent = nullptr);

    [[nodiscard]] int current() const;
    /// Chooses without emitting chosen().
    void setCurrent(int segment);

signals:
    /// The user chose another segment.
    void chosen(int segment);

private:
    QButtonGroup *m_group;
};
