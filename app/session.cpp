// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "model/base/text.h"
#include "model/checks/checks.h"
#include "model/demo/demo.h"
#include "model/diff/diffcache.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

struct Opened {
    std::shared_ptr<const Inventory> inventory;
    std::shared_ptr<const TensorTree> tree;
    std::shared_ptr<const Siblings> siblings;
    std::vector<std::optional<Comparison>> compared; ///< what the cache knows of the pairs
    std::shared_ptr<const ConversionPlan> plan;
};

/// Everything that opening computes, for a worker thread. The direction follows the layout.
Result<Opened> read(const std::shared_ptr<const Rules> &rules, ConversionOptions options,
    const std::optional<ConversionOptions> &choices, const QString &path,
    const QString &cacheFolder, Progress &progress)
{
    const auto checkpoint = openCheckpoint(path, progress);
    if (!checkpoint)
        return tl::unexpected(checkpoint.error());
    Opened opened;
    opened.inventory = makeInventory(rules, *checkpoint);
    opened.tree = buildTensorTree(*opened.inventory);
    opened.siblings = std::make_shared<const Siblings>(findSiblings(*opened.inventory));
    opened.compared = loadDiff(cacheFolder, *opened.inventory, *opened.siblings);
    options.direction =
        opened.inventory->layout == Layout::Nemo ? Direction::NemoToHf : Direction::HfToNemo;
    if (choices) {
        options.direction = choices->direction;
        options.stage = choices->stage;
        options.strict = choices->strict;
    }
    options.exclude.reset();
    options.skipDamaged = false;
    opened.plan = std::make_shared<const ConversionPlan>(makePlan(*opened.inventory, options));
    return opened;
}

} // namespace

Session::Session(std::shared_ptr<const Rules> rules, const QString &cacheFolder, QObject *parent)
    : QObject(parent), m_rules(std::move(rules)), m_cacheFolder(cacheFolder), m_diff(cacheFolder)
{
}

void Session::open(const QString &path, const std::optional<ConversionOptions> &choices)
{
    if (m_opening)
        m_opening->cancel();
    const auto work = [rules = m_rules, options = m_options, choices, path, folder = m_cacheFolder](
                          Progress &progress) {
        return read(rules, options, choices, path, folder, progress);
    };
    auto self = std::make_shared<QPointer<Job>>();
    const auto done = [this, self, path](const Result<Opened> &answer) {
        (*self)->deleteLater();
        if (*self != m_opening)
            return;
        if (!answer) {
            emit logged(answer.error().detail);
            emit openFailed(path, answer.error().detail);
            return;
        }
        m_inventory = answer->inventory;
        m_tree = answer->tree;
        m_plan = answer->plan;
        m_options = m_plan->options;
        m_problems.reset();
        emit logged(tr("Loaded %1 keys from %2")
                        .arg(text::count(m_inventory->checkpoint->tensors.size()), path));
        emit opened();
        m_diff.setPairs(m_inventory, answer->siblings, answer->compared);
        logPlan();
        check();
    };
    m_opening = Job::start(tr("Opening %1").arg(path), this, work, done);
    *self = m_opening;
}

void Session::check()
{
    m_checking.start(
        tr("Checking the checkpoint"),
        [inventory = m_inventory](
            Progress &progress) { return checkCheckpoint(*inventory, progress); },
        [this](const Result<std::vector<Problem>> &answer) {
            if (!answer)
                return;
            m_problems = *answer;
            emit checked();
        });
}

void Session::openDemo(const QString &directory)
{
    if (QFileInfo::exists(directory + u"/ema.safetensors"_s)) {
        open(directory);
        return;
    }
    Job *job = Job::start(
        tr("Writing the demo checkpoint"), this,
        [directory](Progress &) { return writeDemo(directory, false); },
        [this, directory](const auto &answer) {
            if (answer)
                open(directory);
            else
                emit openFailed(directory, answer.error().detail);
        });
    emit jobStarted(job);
}

void Session::setOptions(const ConversionOptions &options)
{
    m_options = options;
    if (!m_inventory)
        return;
    m_plan = std::make_shared<const ConversionPlan>(makePlan(*m_inventory, options));
    emit planChanged();
    logPlan();
}

void Session::startDiff()
{
    const bool wasRunning = m_diff.isRunning();
    Job *job = m_diff.start();
    if (job && !wasRunning)
        emit jobStarted(job);
}

void Session::exportTo(const ExportOptions &options)
{
    const auto work = [inventory = m_inventory, plan = m_plan, options](Progress &progress) {
        return exportCheckpoint(*inventory, *plan, options, progress);
    };
    ++m_exports;
    auto slot = std::make_shared<Job *>(nullptr);
    Job *job = Job::start(tr("Export %1").arg(QFileInfo(options.destination).fileName()), this,
        work, [this, slot, options](const Result<Receipt> &answer) {
            --m_exports;
            if (answer) {
                for (const ExportedFile &file : answer->files) {
                    emit logged(tr("Wrote %1: %2 tensors, %3")
                                    .arg(file.path, text::count(static_cast<quint64>(file.tensors)),
                                        text::bytes(file.bytes)));
                }
                emit exported(*slot, *answer);
            } else {
                emit logged(answer.error().code == Code::Cancelled
                        ? tr("Export to %1 was cancelled; nothing was changed.")
                              .arg(options.destination)
                        : answer.error().detail);
            }
        });
    *slot = job;
    emit jobStarted(job);
}

void Session::logPlan()
{
    for (const QString &line : m_plan->log)
        emit logged(line);
    for (const Problem &problem : m_plan->warnings)
        emit logged(problem.message);
    for (const Problem &problem : m_plan->errors)
        emit logged(problem.message);
}
