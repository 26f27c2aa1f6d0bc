// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"

#include <QToolBar>

class QCheckBox;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;
class SegmentedControl;

/// The toolbar: what to open, how to convert it, and Export….
class ChoicesBar final : public QToolBar {
    Q_OBJECT

public:
    /// `openMenu` hangs at the Open button.
    explicit ChoicesBar(QMenu *openMenu, QWidget *parent = nullptr);

    /// Shows these choices; `canExport` is false where the plan is refused.
    void showOptions(const ConversionOptions &options, bool canExport);
    /// While nothing is open there is nothing to choose.
    void showNothing();

signals:
    void openRequested();
    void exportRequested();
    /// The user chose otherwise.
    void optionsChosen(const ConversionOptions &options);

private:
    void build();

    ConversionOptions m_options;
    QToolButton *m_open;
    SegmentedControl *m_direction;
    QLabel *m_stageLabel;
    SegmentedControl *m_stage;
    QCheckBox *m_strict;
    QPushButton *m_export;
};
