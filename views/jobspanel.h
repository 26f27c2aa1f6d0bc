// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/job.h"
#include "model/transfer/receipt.h"

#include <QWidget>

class QVBoxLayout;

/// The strip at the bottom: a row for each running job with progress, speed, remaining time and
/// cancel, and afterwards its result until it is dismissed. Hidden while there is none.
class JobsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit JobsPanel(QWidget *parent = nullptr);

    void add(Job *job);
    /// The receipt that the row of `job` shows when it ends.
    void setReceipt(Job *job, const Receipt &receipt);
    /// The same for something else that `job` wrote.
    void setSaved(Job *job, const QString &sentence, const QString &path);

    /// How much of all running jobs is done, 0 … 100; none where no job runs or says.
    [[nodiscard]] std::optional<int> percent() const;

signals:
    /// percent() may have changed.
    void progressed();
    void ended(const Job &job);
    void openRequested(const QString &path);

private:
    QVBoxLayout *m_layout;
};
