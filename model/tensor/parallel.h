// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/base/result.h"

#include <functional>
#include <mutex>

/// Adds up what several threads have done and reports it, in bytes.
class Tally final {
public:
    Tally(Progress &progress, quint64 total) : m_progress(progress), m_total(total) { }

    void add(quint64 bytes)
    {
        // Reported under the lock: what is reported must not decrease.
        const std::lock_guard lock(m_mutex);
        m_done += bytes;
        m_progress.report(m_done, m_total);
    }

private:
    Progress &m_progress;
    const quint64 m_total;
    std::mutex m_mutex;
    quint64 m_done = 0;
};

/// Tasks that may run in any order, each as soon as a thread is free.
struct Tasks {
    std::size_t count = 0;
    /// Called for each task some time before it runs: may ask the system to fetch what it needs.
    /// Empty where tasks read one after the other: the system's own reading ahead is twice as fast.
    std::function<void(std::size_t task)> announce;
    /// Runs a task. `worker` is below workersFor(count); calls of one worker never overlap.
    std::function<Result<void>(std::size_t worker, std::size_t task)> run;
};

/// How many threads work on `tasks` tasks: one a core, never more than tasks, at least one.
[[nodiscard]] std::size_t workersFor(std::size_t tasks);

/// Runs all tasks and waits for them, until one fails (its error is returned) or `progress` is
/// cancelled, which is asked before each task (Cancelled).
[[nodiscard]] Result<void> runAll(const Tasks &tasks, const Progress &progress);
