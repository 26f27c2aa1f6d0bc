// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/checkpoint.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

/// Notices when a file of the open checkpoint is changed, replaced or gone on the disk.
class CheckpointWatch final : public QObject {
    Q_OBJECT

public:
    explicit CheckpointWatch(QObject *parent = nullptr);

    void setCheckpoint(std::shared_ptr<const Checkpoint> checkpoint);
    /// Looks at once: not every file system tells of changes.
    void check();

signals:
    /// Once a checkpoint.
    void changed(const QString &file);

private:
    std::shared_ptr<const Checkpoint> m_checkpoint;
    QFileSystemWatcher m_watcher;
    QTimer m_rest; ///< since the last change: a file that is being written changes all the time
};
