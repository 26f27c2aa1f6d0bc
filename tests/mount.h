// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include <unistd.h>

/// Runs a program to its end; false where it cannot be started or fails.
inline bool runs(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0;
}

/// A file system of its own, mounted for as long as the object lives. Needs root.
class Mount final {
public:
    /// Mounts a tmpfs of `bytes` at `point`, which is made.
    Mount(const QString &point, qint64 bytes) : m_point(point)
    {
        QDir().mkpath(point);
        mount({QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
            QStringLiteral("size=%1").arg(bytes), QStringLiteral("tmpfs"), point});
    }
    /// Makes a file of `bytes` without contents at `image`, formats it with `format` and mounts it.
    Mount(const QString &point, const QString &image, qint64 bytes, QStringList format)
        : m_point(point), m_image(image)
    {
        QDir().mkpath(point);
        QFile file(image);
        const QString program = format.takeFirst();
        if (file.open(QIODevice::WriteOnly) && file.resize(bytes) && runs(program, format << image))
            mountAgain();
    }
    ~Mount() { unmount(); }
    Mount(const Mount &) = delete;
    Mount &operator=(const Mount &) = delete;

    /// False where this machine or user cannot have it: then the test is skipped.
    [[nodiscard]] bool isMounted() const { return m_isMounted; }
    [[nodiscard]] QString path(const QString &name) const { return m_point + u'/' + name; }

    void unmount()
    {
        if (m_isMounted)
            m_isMounted = !runs(QStringLiteral("umount"), {m_point});
    }
    void mountAgain() { mount({QStringLiteral("-o"), QStringLiteral("loop"), m_image, m_point}); }

private:
    void mount(const QStringList &arguments)
    {
        m_isMounted = ::geteuid() == 0 && runs(QStringLiteral("mount"), arguments);
    }

    QString m_point;
    QString m_image;
    bool m_isMounted = false;
};

/// Skips the test where `mount` could not be made.
#define NEEDS_MOUNT(mount)                                                                         \
    if (!(mount).isMounted())                                                                      \
    QSKIP("needs root, loop devices, mkfs.ext4 and mkfs.xfs")
