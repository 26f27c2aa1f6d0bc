// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "model/base/text.h"
#include "model/checks/checks.h"
#include "model/demo/demo.h"
#include "model/transfer/tensorfile.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

Session::Session(std::shared_ptr<const Rules> rules, const QString &cacheFolder, QObject *parent)
    : QObject(parent), m_rules(std::move(rules)), m_cacheFolder(cacheFolder), m_diff(cacheFolder)
{
}

void Session::open(const QString &path, const std::optional<ConversionOptions> &choices)
{
    // Without the fixes, which were chosen for another checkpoint.
    const ConversionOptions &known = choices ? *choices : m_options;
    ConversionOptions options;
    options.direction = known.direction;
    options.stage = known.stage;
    options.strict = known.strict;
    read({path, {}, {}}, options, false, choices.has_value());
}

void Session::reopen(const Source &source)
{
    ConversionOptions options = m_options;
    options.skipDamaged = false;
    read(source, options, true, true);
}

void Session::read(
    const Source &source, const ConversionOptions &options, bool isReopened, bool hasDirection)
{
    if (m_opening)
        m_opening->cancel();
    const auto work = [rules = m_rules, source, options, hasDirection, folder = m_cacheFolder](
                          Progress &progress) {
        return openSource(rules, source, options, hasDirection, folder, progress);
    };
    m_wanted = source;
    auto self = std::make_shared<QPointer<Job>>();
    const auto done = [this, self, isReopened, path = source.path](const Result<Opened> &answer) {
        (*self)->deleteLater();
        if (*self != m_opening)
            return;
        m_opening.clear();
        if (answer) {
            take(*answer, isReopened);
            return;
        }
        emit logged(answer.error().detail);
        emit openFailed(path, answer.error().detail);
    };
    m_opening = Job::start(tr("Opening %1").arg(source.path), this, work, done);
    *self = m_opening;
}

void Session::take(const Opened &opened, bool isReopened)
{
    m_pairing.cancel();
    ConversionOptions chosen = m_options;
    chosen.skipDamaged = false;
    m_source = opened.source;
    m_graftRemark = opened.remark;
    m_inventory = opened.inventory;
    m_tree = opened.tree;
    m_plan = opened.plan;
    if (isReopened && m_plan->options != chosen)
        m_plan = std::make_shared<const ConversionPlan>(makePlan(*m_inventory, chosen));
    m_options = m_plan->options;
    m_problems.reset();
    emit logged(tr("Loaded %1 keys from %2")
                    .arg(text::count(m_inventory->checkpoint->tensors.size()), m_source.path));
    if (!m_graftRemark.isNull())
        emit logged(m_graftRemark);
    emit this->opened();
    m_diff.setPairs(opened.diff.inventory, opened.diff.siblings, opened.diff.known);
    if (!isReopened)
        m_otherPath.clear();
    else if (!m_otherPath.isEmpty())
        compareWith(m_otherPath);
    logPlan();
    check();
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

void Session::compareWith(const QString &path)
{
    m_pairing.start(
        tr("Opening %1").arg(path),
        [inventory = m_inventory, path, folder = m_cacheFolder](
            Progress &progress) { return pairUp(inventory, path, folder, progress); },
        [this, path](const Result<Comparable> &answer) {
            if (!answer) {
                emit openFailed(path, answer.error().detail);
                return;
            }
            m_otherPath = path;
            m_diff.setPairs(answer->inventory, answer->siblings, answer->known);
        });
}

void Session::startDiff()
{
    const bool wasRunning = m_diff.isRunning();
    Job *job = m_diff.start();
    if (job && !wasRunning)
        emit jobStarted(job);
}

void Session::exportTo(const std::shared_ptr<const Inventory> &inventory,
    const std::shared_ptr<const ConversionPlan> &plan, const ExportOptions &options)
{
    const auto work = [inventory, plan, options](Progress &progress) {
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

void Session::saveTensor(const std::shared_ptr<const Checkpoint> &checkpoint, qsizetype tensor,
    const QString &path, const QString &slice)
{
    const TensorView view = viewOf(*checkpoint, tensor);
    auto self = std::make_shared<Job *>(nullptr);
    *self = Job::start(
        tr("Save %1").arg(QFileInfo(path).fileName()), this,
        [checkpoint, view, path, slice](Progress &progress) {
            return writeTensor(view, {path, true, checkpoint, slice}, progress);
        },
        [this, self, view, path](const Result<void> &answer) {
            if (answer) {
                emit logged(writtenSentence(view, path));
                emit saved(*self, writtenSentence(view, path), path);
            } else if (answer.error().code != Code::Cancelled) {
                emit logged(answer.error().detail);
            }
        });
    emit jobStarted(*self);
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
