// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scrolling.h"

#include <QScrollArea>

QScrollArea *scrolling(QWidget *page)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus); // what is on the page takes it, and is scrolled to
    area->setWidgetResizable(true);
    area->setWidget(page);
    return area;
}
