// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;

/// A sentence across the window that stays until it is dismissed, with an action where there is
/// one.
class MessageBar final : public QFrame {
    Q_OBJECT

public:
    /// `tone` is asked again when the theme changes. Without `action` there is only "Dismiss".
    explicit MessageBar(
        theme::Tone (*tone)(), const QString &action = {}, QWidget *parent = nullptr);

    void showMessage(const QString &message);

signals:
    void actionRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColors();

    theme::Tone (*m_tone)();
    QLabel *m_text;
    QPushButton *m_action;
};
