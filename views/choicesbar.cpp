// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/choicesbar.h"

#include "views/icons.h"
#include "views/segmentedcontrol.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

ChoicesBar::ChoicesBar(QMenu *openMenu, QWidget *parent)
    : QToolBar(tr("Conversion"), parent), m_open(new QToolButton),
      m_direction(new SegmentedControl(tr("Direction"), {tr("HF → NeMo"), tr("NeMo → HF")})),
      m_stageLabel(new QLabel(tr("Stage"))),
      m_stage(new SegmentedControl(tr("Stage"), {tr("1 · UND"), tr("2 · UND + GEN")})),
      m_strict(new QCheckBox(tr("S&trict"))), m_export(new QPushButton(tr("&Export…")))
{
    setObjectName(u"Conversion"_s);
    setMovable(false);
    const int line = fontMetrics().height();
    setIconSize(QSize(line, line));
    m_open->setText(tr("&Open"));
    m_open->setIcon(icons::icon(u"open"_s));
    m_open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_open->setAccessibleName(tr("Open"));
    m_open->setObjectName(u"Open"_s);
    m_open->setMenu(openMenu);
    m_open->setPopupMode(QToolButton::MenuButtonPopup);
    m_open->setFocusPolicy(Qt::StrongFocus);
    m_open->setToolTip(tr("Open a checkpoint file (Ctrl+O)"));
    m_strict->setAccessibleName(tr("Strict"));
    m_strict->setObjectName(u"Strict"_s);
    m_strict->setToolTip(tr("Refuse keys that match no pattern, and keys that become the same"));
    m_export->setAccessibleName(tr("Export…"));
    m_export->setObjectName(u"Export…"_s);
    m_export->setProperty("primary", true);
    m_export->setIcon(icons::icon(u"export"_s, Qt::white));
    m_export->setToolTip(tr("Write the converted checkpoint (Ctrl+E)"));
    build();

    connect(m_open, &QToolButton::clicked, this, &ChoicesBar::openRequested);
    connect(m_export, &QPushButton::clicked, this, &ChoicesBar::exportRequested);
    connect(m_direction, &SegmentedControl::chosen, this, [this](int segment) {
        m_options.direction = segment == 0 ? Direction::HfToNemo : Direction::NemoToHf;
        emit optionsChosen(m_options);
    });
    connect(m_stage, &SegmentedControl::chosen, this, [this](int segment) {
        m_options.stage = segment == 0 ? Stage::One : Stage::Two;
        emit optionsChosen(m_options);
    });
    connect(m_strict, &QCheckBox::toggled, this, [this](bool strict) {
        if (m_options.strict == strict)
            return;
        m_options.strict = strict;
        emit optionsChosen(m_options);
    });
}

void ChoicesBar::build()
{
    addWidget(m_open);
    const auto add = [this](QLabel *label, QWidget *control) {
        label->setContentsMargins(10, 0, 0, 0);
        addWidget(label);
        addWidget(control);
    };
    add(new QLabel(tr("Direction")), m_direction);
    add(m_stageLabel, m_stage);
    auto *gap = new QWidget;
    gap->setFixedWidth(4);
    addWidget(gap);
    addWidget(m_strict);
    auto *spacer = new QWidget;
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(spacer);
    addWidget(m_export);
}

void ChoicesBar::showOptions(const ConversionOptions &options, bool canExport)
{
    const bool toNemo = options.direction == Direction::HfToNemo;
    m_options = options;
    m_direction->setCurrent(toNemo ? 0 : 1);
    m_stage->setCurrent(options.stage == Stage::One ? 0 : 1);
    m_strict->setChecked(options.strict);
    m_direction->setEnabled(true);
    m_stage->setEnabled(toNemo);
    m_stageLabel->setEnabled(toNemo);
    m_strict->setEnabled(true);
    m_export->setEnabled(canExport);
}

void ChoicesBar::showNothing()
{
    showOptions({}, false);
    for (QWidget *control : QList<QWidget *>{m_direction, m_stageLabel, m_stage, m_strict})
        control->setEnabled(false);
}
