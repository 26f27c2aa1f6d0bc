// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/base/result.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QTimer>
#include <QtConcurrent>

#include <atomic>
#include <functional>
#include <memory>
#include <type_traits>

/// One long function on a worker thread, with progress, cancel and a result. Lives on the thread
/// that started it and belongs to its parent; its destructor cancels and waits.
class Job final : public QObject {
    Q_OBJECT

public:
    enum class State : quint8 { Running, Done, Failed, Cancelled };
    Q_ENUM(State)

    /// Runs `work(Progress &)`, which returns a `Result<T>`, on a worker. `done(Result<T>)` is
    /// called on the starting thread afterwards, before finished(); not at all when the job is
    /// destroyed first.
    template <typename Work, typename Done>
    static Job *start(const QString &title, QObject *parent, Work work, Done done);
    ~Job() override;

    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] State state() const { return m_state; }
    /// The failure's sentence; null unless Failed.
    [[nodiscard]] QString failure() const { return m_failure; }
    [[nodiscard]] quint64 done() const { return m_progress->done; }
    [[nodiscard]] quint64 total() const { return m_progress->total; }
    [[nodiscard]] qint64 milliseconds() const;

    /// Asks the function to stop; finished() follows soon.
    void cancel() { m_progress->cancelled = true; }

signals:
    /// About ten times a second while the function runs and its numbers change.
    void progressed(quint64 done, quint64 total);
    void finished();

private:
    struct SharedProgress final : Progress {
        std::atomic<quint64> done = 0;
        std::atomic<quint64> total = 0;
        std::atomic<bool> cancelled = false;

        void report(quint64 newDone, quint64 newTotal) override
        {
            total = newTotal;
            done = newDone;
        }
        bool isCancelled() const override { return cancelled; }
    };

    Job(const QString &title, QObject *parent);
    static QThreadPool *pool();
    void tick();
    void end(const Error *error);

    QString m_title;
    State m_state = State::Running;
    QString m_failure;
    std::shared_ptr<SharedProgress> m_progress = std::make_shared<SharedProgress>();
    std::function<void()> m_wait;
    QTimer m_ticker;
    quint64 m_reported = 0;
    QElapsedTimer m_clock;
    qint64 m_milliseconds = -1;
};

template <typename Work, typename Done>
Job *Job::start(const QString &title, QObject *parent, Work work, Done done)
{
    using Answer = std::invoke_result_t<Work, Progress &>;
    Job *job = new Job(title, parent);
    auto *watcher = new QFutureWatcher<std::shared_ptr<Answer>>(job);
    connect(watcher, &QFutureWatcherBase::finished, job, [job, watcher, done] {
        Answer answer = std::move(*watcher->result());
        const std::unique_ptr<Error> error(
            answer ? nullptr : std::make_unique<Error>(answer.error()));
        done(std::move(answer));
        job->end(error.get());
    });
    auto future = QtConcurrent::run(pool(), [work, progress = job->m_progress]() mutable {
        return std::make_shared<Answer>(work(*progress));
    });
    job->m_wait = [future]() mutable { future.waitForFinished(); };
    watcher->setFuture(future);
    return job;
}
