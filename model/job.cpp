// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/job.h"

#include <QThreadPool>

namespace {

constexpr int mostThreads = 64;

} // namespace

Job::Job(const QString &title, QObject *parent) : QObject(parent), m_title(title)
{
    m_clock.start();
    m_ticker.setInterval(100);
    connect(&m_ticker, &QTimer::timeout, this, &Job::tick);
    m_ticker.start();
}

QThreadPool *Job::pool()
{
    // Larger than the machine: jobs mostly wait for the disk or for workers of their own, and what
    // the user looks at must not queue behind an export.
    static QThreadPool pool;
    pool.setMaxThreadCount(mostThreads);
    return &pool;
}

Job::~Job()
{
    cancel();
    m_wait();
}

qint64 Job::milliseconds() const
{
    return m_milliseconds < 0 ? m_clock.elapsed() : m_milliseconds;
}

void Job::tick()
{
    const quint64 now = m_progress->done;
    if (now == m_reported)
        return;
    m_reported = now;
    emit progressed(now, m_progress->total);
}

void Job::end(const Error *error)
{
    m_ticker.stop();
    m_milliseconds = m_clock.elapsed();
    if (!error) {
        m_state = State::Done;
    } else if (error->code == Code::Cancelled) {
        m_state = State::Cancelled;
    } else {
        m_state = State::Failed;
        m_failure = error->detail;
    }
    emit finished();
}
