// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/welcomepage.h"

#include "views/icons.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

WelcomePage::WelcomePage(QWidget *parent) : QWidget(parent), m_recent(new QVBoxLayout)
{
    auto *title = new QLabel(tr("Open a BAGEL checkpoint"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto *hint =
        new QLabel(tr("Drop a file or a folder here, or choose one. Only headers are read: "
                      "29 GB open in a blink."));
    hint->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QHBoxLayout;
    const auto add = [&](const QString &text, auto signal) {
        auto *button = new QPushButton(text);
        connect(button, &QPushButton::clicked, this, signal);
        buttons->addWidget(button);
        return button;
    };
    QPushButton *openFile = add(tr("Open &file…"), &WelcomePage::openFileRequested);
    openFile->setProperty("primary", true);
    openFile->setIcon(icons::icon(u"open"_s, Qt::white));
    add(tr("Open f&older…"), &WelcomePage::openFolderRequested)->setIcon(icons::icon(u"folder"_s));
    add(tr("Open the &demo"), &WelcomePage::openDemoRequested);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    layout->addStretch(2);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addWidget(hint, 0, Qt::AlignHCenter);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addLayout(buttons);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addLayout(m_recent);
    layout->addStretch(3);
}

void WelcomePage::setRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &path : paths) {
        auto *button = new QPushButton(path);
        button->setProperty("flat", true);
        button->setEnabled(QFileInfo::exists(path));
        connect(button, &QPushButton::clicked, this, [this, path] { emit openRequested(path); });
        m_recent->addWidget(button, 0, Qt::AlignHCenter);
    }
}
