// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/checkpointwatch.h"

namespace {

constexpr int restTime = 500; // ms

} // namespace

CheckpointWatch::CheckpointWatch(QObject *parent) : QObject(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restTime);
    connect(&m_rest, &QTimer::timeout, this, &CheckpointWatch::check);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_rest, qOverload<>(&QTimer::start));
}

void CheckpointWatch::setCheckpoint(std::shared_ptr<const Checkpoint> checkpoint)
{
    m_checkpoint = std::move(checkpoint);
    m_rest.stop();
    if (const QStringList watched = m_watcher.files(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    for (const CheckpointFile &file : m_checkpoint->files)
        m_watcher.addPath(file.path);
}

void CheckpointWatch::check()
{
    if (!m_checkpoint)
        return;
    for (const CheckpointFile &file : m_checkpoint->files) {
        const auto now = LocalFile::open(file.path);
        if (!file.source || (now && (*now)->identity() == file.source->identity()))
            continue;
        m_checkpoint.reset();
        emit changed(file.path);
        return;
    }
}
