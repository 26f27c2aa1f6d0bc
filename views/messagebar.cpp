// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/messagebar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

MessageBar::MessageBar(theme::Tone (*tone)(), const QString &action, QWidget *parent)
    : QFrame(parent), m_tone(tone), m_text(new QLabel), m_action(new QPushButton(action))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *dismiss = new QPushButton(tr("Dismiss"));
    connect(dismiss, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, &MessageBar::actionRequested);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 7, 10, 7);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    row->addWidget(dismiss);
    m_action->setVisible(!action.isEmpty());
    setAutoFillBackground(true);
    hide();
}

void MessageBar::showMessage(const QString &message)
{
    m_text->setText(message);
    m_text->setAccessibleName(message);
    updateColors();
    show();
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        QTimer::singleShot(0, this, &MessageBar::updateColors); // when the labels have changed, too
}

void MessageBar::updateColors()
{
    QPalette colors = palette();
    colors.setColor(QPalette::Window, m_tone().background);
    colors.setColor(QPalette::WindowText, m_tone().text);
    setPalette(colors);
    m_text->setPalette(colors);
}
