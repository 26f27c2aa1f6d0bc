// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tonedlabel.h"

#include <QEvent>

void TonedLabel::setTone(theme::Tone (*tone)())
{
    m_tone = tone;
    updateColors();
}

void TonedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateColors(); // a new theme takes the palette away
}

void TonedLabel::updateColors()
{
    QPalette colors;
    if (m_tone != nullptr) {
        const theme::Tone tone = m_tone();
        colors.setColor(QPalette::Window, tone.background);
        colors.setColor(QPalette::WindowText, tone.text);
    }
    setPalette(colors);
}
