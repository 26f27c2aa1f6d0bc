// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scrolling.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace {

/// Lets a page be as low as its least height: by a height for its width, which labels that wrap
/// have, an area would scroll already where the page only has less than it would like.
class LeastHeightLayout final : public QVBoxLayout {
public:
    using QVBoxLayout::QVBoxLayout;

    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

/// As wide as its page where a screen of 1,024 pixels has room for it and the tree.
class PageArea final : public QScrollArea {
public:
    using QScrollArea::QScrollArea;

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        constexpr int most = 660;
        QSize least = QScrollArea::minimumSizeHint();
        least.setWidth(qMin(most, widget()->minimumSizeHint().width()));
        return least;
    }
};

} // namespace

QScrollArea *scrolling(QWidget *page)
{
    auto *holder = new QWidget;
    auto *layout = new LeastHeightLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(page);
    auto *area = new PageArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus); // what is on the page takes it, and is scrolled to
    area->setWidgetResizable(true);
    area->setWidget(holder);
    return area;
}
