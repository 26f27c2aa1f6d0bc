// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/segmentedcontrol.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

SegmentedControl::SegmentedControl(
    const QString &name, const QStringList &segments, QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    setObjectName(name);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < segments.size(); ++i) {
        auto *button = new QToolButton;
        button->setText(segments[i]);
        button->setAccessibleName(segments[i]);
        button->setAccessibleDescription(name);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setProperty("segment",
            i == 0                         ? QStringLiteral("first")
                : i + 1 == segments.size() ? QStringLiteral("last")
                                           : QStringLiteral("middle"));
        m_group->addButton(button, i);
        layout->addWidget(button);
    }
    m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedControl::chosen);
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int segment)
{
    m_group->button(segment)->setChecked(true);
}
