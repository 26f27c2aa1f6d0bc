// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme.h"

#include <QLabel>

/// A sentence in the colours of a state, which follow the theme. GUI thread.
class TonedLabel final : public QLabel {
public:
    using QLabel::QLabel;

    /// One of the theme's functions, such as theme::refusedTone; null for plain text.
    void setTone(theme::Tone (*tone)());

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColors();

    theme::Tone (*m_tone)() = nullptr;
};
