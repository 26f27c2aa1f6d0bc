// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diff/pairdiff.h"

#include "model/base/partialprogress.h"
#include "model/diff/diffcache.h"

#include <algorithm>

namespace {

constexpr int collectInterval = 50; // ms

} // namespace

PairDiff::PairDiff(const QString &cacheFolder, QObject *parent)
    : QObject(parent), m_cacheFolder(cacheFolder)
{
    m_collector.setInterval(collectInterval);
    connect(&m_collector, &QTimer::timeout, this, &PairDiff::collect);
}

PairDiff::~PairDiff()
{
    stop();
}

void PairDiff::setPairs(std::shared_ptr<const Inventory> inventory,
    std::shared_ptr<const Siblings> siblings, std::vector<std::optional<Comparison>> known)
{
    stop();
    m_inventory = std::move(inventory);
    m_siblings = std::move(siblings);
    m_failure.clear();
    m_results = std::move(known);
    m_results.resize(m_siblings->pairs.size());
    emit reset();
}

qsizetype PairDiff::exactPairs() const
{
    return std::ranges::count_if(
        m_results, [](const auto &result) { return result && !result->isSample; });
}

qsizetype PairDiff::comparablePairs() const
{
    return m_siblings ? std::ranges::count(m_siblings->pairs, true, &SiblingPair::isComparable) : 0;
}

Job *PairDiff::start()
{
    if (m_job || !m_siblings)
        return m_job;
    std::vector<qsizetype> unknown;
    std::vector<qsizetype> inexact;
    quint64 total = 0;
    for (qsizetype i = 0; i < std::ssize(m_results); ++i) {
        const SiblingPair &pair = m_siblings->pairs[static_cast<std::size_t>(i)];
        const auto &result = m_results[static_cast<std::size_t>(i)];
        if (!pair.isComparable || (result && !result->isSample))
            continue;
        if (!result)
            unknown.push_back(i);
        inexact.push_back(i);
        total += 2 * m_inventory->checkpoint->tensors[static_cast<std::size_t>(pair.und)].bytes();
    }
    if (inexact.empty())
        return nullptr;

    m_failure.clear();
    m_mailbox = std::make_shared<Mailbox>();
    const auto work = [inventory = m_inventory, siblings = m_siblings, mailbox = m_mailbox, unknown,
                          inexact, total](std::vector<std::optional<Comparison>> &results,
                          Progress &progress) -> Result<bool> {
        Progress unwatched;
        quint64 done = 0;
        const auto compare = [&](qsizetype index, Coverage coverage) -> Result<void> {
            const SiblingPair &pair = siblings->pairs[static_cast<std::size_t>(index)];
            const TensorView und = viewOf(*inventory->checkpoint, pair.und);
            const TensorView gen = viewOf(*inventory->checkpoint, pair.gen);
            PartialProgress part(coverage == Coverage::All ? progress : unwatched, done, total);
            const Result<Comparison> answer = compareTensors(und, gen, coverage, part);
            if (!answer)
                return tl::unexpected(answer.error());
            if (coverage == Coverage::All)
                done += und.bytes + gen.bytes;
            results[static_cast<std::size_t>(index)] = *answer;
            const QMutexLocker lock(&mailbox->mutex);
            mailbox->results.emplace_back(index, *answer);
            return {};
        };
        for (const qsizetype index : unknown) {
            if (progress.isCancelled())
                return fail(Code::Cancelled, {});
            if (const Result<void> answer = compare(index, Coverage::Sample); !answer)
                return tl::unexpected(answer.error());
        }
        for (const qsizetype index : inexact) {
            if (const Result<void> answer = compare(index, Coverage::All); !answer)
                return tl::unexpected(answer.error());
        }
        return true;
    };
    const auto keep = [work, inventory = m_inventory, siblings = m_siblings, folder = m_cacheFolder,
                          known = m_results](Progress &progress) {
        std::vector<std::optional<Comparison>> results = known;
        const Result<bool> answer = work(results, progress);
        saveDiff(folder, *inventory, *siblings, results);
        return answer;
    };
    const QString title =
        m_siblings->areCounterparts ? tr("Compare A ↔ B") : tr("Compare UND ↔ GEN");
    m_job = Job::start(title, nullptr, keep, [this](const Result<bool> &answer) {
        collect();
        m_collector.stop();
        m_job = nullptr;
        if (!answer && answer.error().code != Code::Cancelled)
            m_failure = answer.error().detail;
        emit stopped();
    });
    m_collector.start();
    return m_job;
}

void PairDiff::cancel()
{
    if (m_job)
        m_job->cancel();
}

void PairDiff::collect()
{
    std::vector<std::pair<qsizetype, Comparison>> results;
    {
        const QMutexLocker lock(&m_mailbox->mutex);
        results.swap(m_mailbox->results);
    }
    QList<qsizetype> pairs;
    for (const auto &[pair, comparison] : results) {
        auto &known = m_results[static_cast<std::size_t>(pair)];
        if (known && !known->isSample)
            continue;
        known = comparison;
        pairs += pair;
    }
    if (!pairs.isEmpty())
        emit compared(pairs);
}

void PairDiff::stop()
{
    m_collector.stop();
    if (!m_job)
        return;
    // Keeps what was found; the job itself never calls back.
    Job *job = m_job;
    m_job = nullptr;
    delete job;
    collect();
}
