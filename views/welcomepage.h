// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

/// What the window shows while no checkpoint is open: what to do, and recent files.
class WelcomePage final : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setRecent(const QStringList &paths);

signals:
    void openFileRequested();
    void openFolderRequested();
    void openDemoRequested();
    void openRequested(const QString &path);

private:
    QVBoxLayout *m_recent;
};
