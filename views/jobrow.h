// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/job.h"
#include "model/transfer/receipt.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class TonedLabel;

/// One job's line: what it does, how far it is, and in the end what came out.
class JobRow final : public QWidget {
    Q_OBJECT

public:
    explicit JobRow(Job *job, QWidget *parent = nullptr);

    [[nodiscard]] Job *job() const { return m_job; }
    void setReceipt(const Receipt &receipt);
    /// Something else was written: what, and where.
    void setSaved(const QString &sentence, const QString &path);

signals:
    void openRequested(const QString &path);
    /// The row says nothing new any more: the user has read it, or its result is seen elsewhere.
    void dismissed();

private:
    void showProgress(quint64 done, quint64 total);
    void showResult();
    [[nodiscard]] QString receiptText() const;

    QPointer<Job> m_job;
    std::optional<Receipt> m_receipt;
    QString m_saved; ///< a sentence; null where nothing else than an export wrote
    QString m_path; ///< of what was written last
    QLabel *m_title;
    QProgressBar *m_bar;
    TonedLabel *m_state;
    QPushButton *m_cancel;
    QPushButton *m_open;
    QPushButton *m_folder;
    QPushButton *m_dismiss;
};
