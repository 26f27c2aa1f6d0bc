// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shortcutsdialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

using Lines = QList<std::pair<QString, QString>>;

/// A shortcut as the menus write it.
QString keys(const QKeySequence &shortcut)
{
    return shortcut.toString(QKeySequence::NativeText);
}

QString withoutMnemonic(QString text)
{
    return text.remove(u'&').remove(u'…');
}

Lines linesOf(const QMenu &menu)
{
    Lines lines;
    for (const QAction *action : menu.actions()) {
        if (!action->shortcut().isEmpty()) {
            lines += {keys(action->shortcut()), withoutMnemonic(action->text())};
        }
    }
    return lines;
}

void add(QTreeWidget *list, const QString &title, const Lines &lines)
{
    if (lines.isEmpty())
        return;
    auto *group = new QTreeWidgetItem(list, {title});
    QFont bold = list->font();
    bold.setWeight(QFont::DemiBold);
    group->setFont(0, bold);
    for (const auto &[shortcut, meaning] : lines)
        new QTreeWidgetItem(group, {shortcut, meaning});
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QMenuBar &menus, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *list = new QTreeWidget;
    list->setAccessibleName(tr("Shortcuts"));
    list->setHeaderLabels({tr("Keys"), tr("What they do")});
    list->setUniformRowHeights(true);
    for (const QAction *menu : menus.actions())
        add(list, withoutMnemonic(menu->text()), linesOf(*menu->menu()));
    add(list, tr("Search"),
        {{tr("Enter"), tr("Next match")}, {tr("Shift+Enter"), tr("Previous match")},
            {u"F3"_s, tr("Next tensor of the tree")},
            {keys(Qt::SHIFT | Qt::Key_F3), tr("Previous tensor of the tree")}});
    add(list, tr("Tensor tree"),
        {{tr("→ ←"), tr("Open and close a group")}, {tr("Enter"), tr("Show the tensor's page")},
            {keys(QKeySequence::Copy), tr("Copy the selected keys")}});
    add(list, tr("UND ↔ GEN"),
        {{tr("Arrows"), tr("Walk over the map")}, {tr("Alt+↓"), tr("Next pair that differs")},
            {tr("Alt+↑"), tr("Previous pair that differs")}});
    add(list, tr("Heat map"),
        {{tr("+ −"), tr("Zoom")}, {tr("Arrows"), tr("Move the view")},
            {tr("Shift+arrows"), tr("Move the marked element")}, {u"0"_s, tr("Show all")},
            {tr("Escape"), tr("Remove the mark")}});
    add(list, tr("Histogram and profile"),
        {{tr("+ −"), tr("Zoom")}, {tr("← →"), tr("Move the view")}, {u"0"_s, tr("Show all")}});
    list->expandAll();
    list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(list);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 34);
}
