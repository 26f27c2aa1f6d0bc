// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"
#include "model/job.h"
#include "model/tensor/comparison.h"

#include <QMutex>
#include <QPointer>

#include <optional>

/// How far GEN has moved from UND in every pair of a checkpoint: first an estimate from a sample of
/// each, then the exact numbers. Results come in one by one, survive a cancel (a later start goes
/// on where it ended) and are kept in the cache. Lives on the GUI thread, reads on a worker.
class PairDiff final : public QObject {
    Q_OBJECT

public:
    /// Results are kept in `cacheFolder`; empty: not at all.
    explicit PairDiff(const QString &cacheFolder, QObject *parent = nullptr);
    ~PairDiff() override;

    /// Forgets everything, stops a running comparison and takes what is `known`: nothing, or one a
    /// pair, as loadDiff() answers.
    void setPairs(std::shared_ptr<const Inventory> inventory,
        std::shared_ptr<const Siblings> siblings, std::vector<std::optional<Comparison>> known);

    [[nodiscard]] const std::shared_ptr<const Inventory> &inventory() const { return m_inventory; }
    [[nodiscard]] const std::shared_ptr<const Siblings> &siblings() const { return m_siblings; }
    /// One a pair; none while it is not known, always none for pairs that cannot be compared.
    [[nodiscard]] const std::vector<std::optional<Comparison>> &results() const
    {
        return m_results;
    }
    /// Pairs whose numbers are exact.
    [[nodiscard]] qsizetype exactPairs() const;
    /// Pairs whose shapes and dtypes are equal.
    [[nodiscard]] qsizetype comparablePairs() const;
    [[nodiscard]] bool isRunning() const { return m_job != nullptr; }
    /// Why the last comparison ended early; null when it did not.
    [[nodiscard]] QString failure() const { return m_failure; }

    /// Compares what is not exact yet. Returns the running job; null when nothing is left to do.
    Job *start();
    void cancel();

signals:
    /// Other pairs: everything is new.
    void reset();
    /// These pairs have new results.
    void compared(const QList<qsizetype> &pairs);
    /// A comparison ended, was cancelled or failed.
    void stopped();

private:
    /// Results on their way from the worker to this thread.
    struct Mailbox {
        QMutex mutex;
        std::vector<std::pair<qsizetype, Comparison>> results;
    };

    void collect();
    void stop();

    QString m_cacheFolder;
    std::shared_ptr<const Inventory> m_inventory;
    std::shared_ptr<const Siblings> m_siblings;
    std::vector<std::optional<Comparison>> m_results;
    QString m_failure;
    std::shared_ptr<Mailbox> m_mailbox;
    QTimer m_collector;
    QPointer<Job> m_job;
};
