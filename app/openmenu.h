// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/recentcheckpoints.h"
#include "model/latestjob.h"

#include <QMenu>

/// The checkpoints opened last; those that are gone are shown and cannot be chosen.
class RecentMenu final : public QMenu {
    Q_OBJECT

public:
    /// `recent` outlives the menu.
    explicit RecentMenu(const RecentCheckpoints *recent, QWidget *parent = nullptr);

signals:
    void chosen(const QString &path);

private:
    void fill();

    const RecentCheckpoints *m_recent;
};

/// What Hugging Face's hub library has downloaded; looked for when the menu opens.
class HubMenu final : public QMenu {
    Q_OBJECT

public:
    explicit HubMenu(QWidget *parent = nullptr);

signals:
    void chosen(const QString &path);

private:
    void look();

    LatestJob m_job;
};
