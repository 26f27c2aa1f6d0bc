// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/opening.h"
#include "model/diff/pairdiff.h"
#include "model/latestjob.h"
#include "model/transfer/exporter.h"

#include <QObject>

/// The open checkpoint, the chosen options and the running jobs: everything a window shows, and no
/// widgets. Lives on the GUI thread; what takes long runs as a Job.
class Session final : public QObject {
    Q_OBJECT

public:
    /// Comparisons are kept in `cacheFolder`; empty: not at all.
    Session(
        std::shared_ptr<const Rules> rules, const QString &cacheFolder, QObject *parent = nullptr);

    /// Null until a checkpoint is open.
    [[nodiscard]] const std::shared_ptr<const Inventory> &inventory() const { return m_inventory; }
    [[nodiscard]] const std::shared_ptr<const TensorTree> &tree() const { return m_tree; }
    [[nodiscard]] const std::shared_ptr<const ConversionPlan> &plan() const { return m_plan; }
    /// What the checks found; none while they run, which begin on opening.
    [[nodiscard]] const std::optional<std::vector<Problem>> &problems() const { return m_problems; }
    [[nodiscard]] const ConversionOptions &options() const { return m_options; }
    [[nodiscard]] const std::shared_ptr<const Rules> &rules() const { return m_rules; }
    /// Of the open checkpoint, or of what it becomes when reopen() is through.
    [[nodiscard]] const Source &source() const { return m_opening ? m_wanted : m_source; }
    /// What the donor gave; null without one.
    [[nodiscard]] const QString &graftRemark() const { return m_graftRemark; }
    /// UND against GEN of the open checkpoint, or that against another one.
    [[nodiscard]] PairDiff &diff() { return m_diff; }
    [[nodiscard]] bool isExporting() const { return m_exports > 0; }

    /// Reads the headers of `path` on a worker, with these direction, stage and strictness
    /// (without: the direction that its layout asks for, the others as they are); opened() or
    /// openFailed() follows. A newer call replaces one that is still running. The open checkpoint
    /// stays open until the new one is read.
    void open(const QString &path, const std::optional<ConversionOptions> &choices = {});
    /// Reads the open checkpoint anew, as `source` says and with the options as they are, but
    /// damaged tensors are not skipped any more, and compares it again with what it was compared
    /// with; opened() or openFailed() follows. What is chosen meanwhile holds.
    void reopen(const Source &source);
    /// Makes the plan anew; planChanged() follows at once.
    void setOptions(const ConversionOptions &options);
    /// Compares the open checkpoint with the one at `path`, or UND with GEN again where that is
    /// empty: diff() is reset, or openFailed() follows.
    void compareWith(const QString &path);
    /// Compares what is not compared yet as a job.
    void startDiff();
    /// Executes `plan` of `inventory` as a job: what the user has seen, which need not be what is
    /// open by now.
    void exportTo(const std::shared_ptr<const Inventory> &inventory,
        const std::shared_ptr<const ConversionPlan> &plan, const ExportOptions &options);
    /// Writes one tensor into a file of its own as a job, over an existing one; the format follows
    /// the name, see writeTensor().
    void saveTensor(const std::shared_ptr<const Checkpoint> &checkpoint, qsizetype tensor,
        const QString &path, const QString &slice = {});
    /// Writes the demo checkpoint into `directory` (where it is not yet) and opens it.
    void openDemo(const QString &directory);

signals:
    void opened();
    void openFailed(const QString &path, const QString &why);
    void planChanged();
    /// problems() are known.
    void checked();
    void jobStarted(Job *job);
    /// The job's export is complete; also told by the job's finished().
    void exported(Job *job, const Receipt &receipt);
    /// The job wrote something else than an export; also told by the job's finished().
    void saved(Job *job, const QString &sentence, const QString &path);
    void logged(const QString &line);

private:
    void read(
        const Source &source, const ConversionOptions &options, bool isReopened, bool hasDirection);
    void take(const Opened &opened, bool isReopened);
    void check();
    void logPlan();

    std::shared_ptr<const Rules> m_rules;
    QString m_cacheFolder;
    Source m_source;
    Source m_wanted; ///< what is being opened
    QString m_otherPath; ///< of the checkpoint that it is compared with; empty: none
    QString m_graftRemark;
    std::shared_ptr<const Inventory> m_inventory;
    std::shared_ptr<const TensorTree> m_tree;
    std::shared_ptr<const ConversionPlan> m_plan;
    std::optional<std::vector<Problem>> m_problems;
    ConversionOptions m_options;
    LatestJob m_checking;
    LatestJob m_pairing;
    PairDiff m_diff;
    QPointer<Job> m_opening; ///< the newest; older ones are cancelled and end on their own
    int m_exports = 0;
};
