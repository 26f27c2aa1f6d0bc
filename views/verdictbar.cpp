// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/verdictbar.h"

#include "views/icons.h"
#include "views/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

using namespace Qt::StringLiterals;

VerdictBar::VerdictBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel), m_sentence(new QLabel),
      m_show(new QPushButton(tr("S&how"))), m_lenient(new QPushButton(tr("&Leave them out")))
{
    m_sentence->setAccessibleName(tr("Verdict"));
    m_sentence->setObjectName(u"Verdict"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_show->setToolTip(tr("Show these keys on the Conversion page"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 7, 10, 7);
    layout->addWidget(m_icon);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_show);
    layout->addWidget(m_lenient);
    setAutoFillBackground(true);
    connect(m_show, &QPushButton::clicked, this, &VerdictBar::showRequested);
    connect(m_lenient, &QPushButton::clicked, this, [this] {
        if (m_verdict.lenientHelps)
            emit lenientRequested();
        else
            emit skippingRequested();
    });
}

void VerdictBar::setVerdict(const Verdict &verdict)
{
    m_verdict = verdict;
    m_sentence->setText(verdict.sentence);
    m_show->setVisible(!verdict.keys.isEmpty());
    m_lenient->setVisible(verdict.lenientHelps || verdict.skippingHelps);
    m_lenient->setToolTip(verdict.lenientHelps
            ? tr("Choose lenient: the conversion leaves these keys out")
            : tr("The conversion leaves out the damaged tensors"));
    updateColors();
}

void VerdictBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        QTimer::singleShot(0, this, &VerdictBar::updateColors); // when the labels have changed, too
}

void VerdictBar::updateColors()
{
    const bool isRefused = m_verdict.tone == Verdict::Tone::Refused;
    const bool isGood = m_verdict.tone == Verdict::Tone::Good;
    const theme::Tone tone = isRefused ? theme::refusedTone()
        : isGood                       ? theme::goodTone()
                                       : theme::warningTone();
    QPalette colors = palette();
    colors.setColor(QPalette::Window, tone.background);
    colors.setColor(QPalette::WindowText, tone.text);
    setPalette(colors);
    m_icon->setPalette(colors);
    icons::show(*m_icon, isRefused ? u"error"_s : isGood ? u"good"_s : u"warning"_s);
    m_sentence->setPalette(colors);
}
