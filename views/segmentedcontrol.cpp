// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/segmentedcontrol.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace {

/// Wide enough for its text in bold, which the style sheet gives the chosen one.
class Segment final : public QPushButton {
public:
    using QPushButton::QPushButton;

    [[nodiscard]] QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        const int more =
            QFontMetrics(bold).horizontalAdvance(text()) - fontMetrics().horizontalAdvance(text());
        return QPushButton::sizeHint() + QSize(more, 0);
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace

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
        auto *button = new Segment(segments[i]);
        button->setAccessibleName(segments[i]);
        button->setAccessibleDescription(name);
        button->setCheckable(true);
        button->setAutoExclusive(true); // is what makes it a radio button to screen readers
        button->setFocusPolicy(Qt::StrongFocus);
        button->setProperty("segment",
            i == 0                         ? QStringLiteral("first")
                : i + 1 == segments.size() ? QStringLiteral("last")
                                           : QStringLiteral("middle"));
        m_group->addButton(button, i);
        layout->addWidget(button);
    }
    connect(m_group, &QButtonGroup::idToggled, this, [this](int segment, bool isChosen) {
        if (!isChosen)
            return;
        setAccessibleDescription(m_group->button(segment)->text());
        emit chosen(segment);
    });
    m_group->button(0)->setChecked(true);
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int segment)
{
    const QSignalBlocker blocker(this);
    m_group->button(segment)->setChecked(true);
}
