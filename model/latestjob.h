// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/job.h"

#include <QPointer>

/// Runs the newest job only: a newer start() cancels the one before, which ends on its own and
/// delivers nothing any more, so that nothing waits and nothing queues up. Belongs to its parent;
/// its destructor cancels and waits.
class LatestJob final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// As Job::start(); `done` is called only while no newer job was started and cancel() was not
    /// called.
    template <typename Work, typename Done> void start(const QString &title, Work work, Done done)
    {
        cancel();
        const quint64 number = m_number;
        m_job = Job::start(title, this, std::move(work), [this, number, done](auto answer) {
            if (number == m_number)
                done(std::move(answer));
        });
        connect(m_job, &Job::progressed, this, [this, number](quint64 part, quint64 total) {
            if (number == m_number)
                emit progressed(part, total);
        });
        connect(m_job, &Job::finished, m_job, &QObject::deleteLater);
    }

    void cancel()
    {
        ++m_number;
        if (m_job)
            m_job->cancel();
        m_job.clear();
    }

    [[nodiscard]] bool isRunning() const { return m_job && m_job->state() == Job::State::Running; }

signals:
    /// Of the newest job, see Job::progressed().
    void progressed(quint64 done, quint64 total);

private:
    quint64 m_number = 0; ///< of the newest job
    QPointer<Job> m_job;
};
