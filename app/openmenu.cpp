// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/openmenu.h"

#include "model/base/text.h"
#include "model/safetensors/hubcache.h"

#include <QFileInfo>

namespace {

/// A path as a menu shows it: "&" would become an underline.
QString menuText(const QString &path)
{
    return text::visible(path).replace(u'&', QStringLiteral("&&"));
}

} // namespace

RecentMenu::RecentMenu(const RecentCheckpoints *recent, QWidget *parent)
    : QMenu(tr("Open &recent"), parent), m_recent(recent)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &RecentMenu::fill);
    fill();
}

void RecentMenu::fill()
{
    clear();
    const QStringList paths = m_recent->paths();
    for (const QString &path : paths) {
        const bool exists = QFileInfo::exists(path);
        QAction *action =
            addAction(exists ? menuText(path) : tr("%1 (missing)").arg(menuText(path)));
        action->setEnabled(exists);
        action->setToolTip(tr("With Ctrl: in a new window"));
        connect(action, &QAction::triggered, this, [this, path] { emit chosen(path); });
    }
    if (paths.isEmpty())
        addAction(tr("Nothing was opened yet"))->setEnabled(false);
}

HubMenu::HubMenu(QWidget *parent) : QMenu(tr("From the &Hugging Face cache"), parent)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &HubMenu::look);
    addAction(tr("Looking…"))->setEnabled(false); // an empty menu would not open
}

void HubMenu::look()
{
    using Found = Result<QList<hubcache::Snapshot>>;
    const QString folder = hubcache::folder();
    const auto work = [folder](Progress &) -> Found { return hubcache::snapshots(folder); };
    m_job.start(
        tr("Looking into the Hugging Face cache"), work, [this, folder](const Found &found) {
            clear();
            for (const hubcache::Snapshot &snapshot : *found) {
                QAction *action =
                    addAction(tr("%1 (%2)").arg(menuText(snapshot.repository), snapshot.revision));
                action->setToolTip(snapshot.path);
                connect(action, &QAction::triggered, this,
                    [this, path = snapshot.path] { emit chosen(path); });
            }
            if (found->isEmpty())
                addAction(tr("No checkpoint in %1").arg(menuText(folder)))->setEnabled(false);
        });
}
