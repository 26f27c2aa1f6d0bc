// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/parallel.h"

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>
#include <QtConcurrentMap>

#include <atomic>
#include <numeric>
#include <optional>
#include <vector>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Numbers)
};

/// How many tasks are announced in advance.
constexpr std::size_t ahead = 64;

} // namespace

std::size_t workersFor(std::size_t tasks)
{
    const auto cores = static_cast<std::size_t>(qMax(1, QThread::idealThreadCount()));
    return qBound<std::size_t>(1, tasks, cores);
}

Result<void> runAll(const Tasks &tasks, const Progress &progress)
{
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> isStopped = false;
    std::mutex mutex;
    std::optional<Error> first;
    const auto stop = [&](const Error &error) {
        const std::lock_guard lock(mutex);
        isStopped = true;
        if (!first)
            first = error;
    };
    const auto work = [&](std::size_t worker) {
        for (std::size_t task = next++; task < tasks.count && !isStopped; task = next++) {
            if (progress.isCancelled())
                return stop({Code::Cancelled, Text::tr("Reading the numbers was cancelled.")});
            // The first task opens the window of announced ones, each moves it on by one.
            const std::size_t from = task == 0 ? 0 : task + ahead - 1;
            for (std::size_t i = from; tasks.announce && i < qMin(task + ahead, tasks.count); ++i)
                tasks.announce(i);
            if (const Result<void> done = tasks.run(worker, task); !done)
                return stop(done.error());
        }
    };

    std::vector<std::size_t> workers(workersFor(tasks.count));
    std::iota(workers.begin(), workers.end(), 0);
    if (workers.size() == 1) {
        work(0);
    } else {
        // A pool of its own: the global one may be full of the very jobs that wait here.
        QThreadPool pool;
        pool.setMaxThreadCount(static_cast<int>(workers.size()));
        QtConcurrent::blockingMap(&pool, workers, work);
    }
    if (first)
        return tl::unexpected(*first);
    return {};
}
