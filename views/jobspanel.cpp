// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/jobspanel.h"

#include "views/jobrow.h"

#include <QVBoxLayout>

JobsPanel::JobsPanel(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    hide();
}

void JobsPanel::add(Job *job)
{
    auto *row = new JobRow(job);
    m_layout->addWidget(row);
    connect(job, &Job::progressed, this, &JobsPanel::progressed);
    connect(job, &Job::finished, this, [this, job] { emit ended(*job); });
    connect(row, &JobRow::openRequested, this, &JobsPanel::openRequested);
    connect(row, &JobRow::dismissed, job, &QObject::deleteLater);
    connect(job, &QObject::destroyed, row, [this, row] {
        m_layout->removeWidget(row);
        row->deleteLater();
        setVisible(m_layout->count() > 0);
        emit progressed(); // a job that ends with its owner says nothing itself
    });
    show();
}

std::optional<int> JobsPanel::percent() const
{
    quint64 done = 0;
    quint64 total = 0;
    for (const JobRow *row : findChildren<JobRow *>()) {
        if (const Job *job = row->job(); job && job->state() == Job::State::Running) {
            done += job->done();
            total += job->total();
        }
    }
    return total == 0 ? std::nullopt
                      : std::optional(static_cast<int>(100 * double(done) / double(total)));
}

void JobsPanel::setReceipt(Job *job, const Receipt &receipt)
{
    for (JobRow *row : findChildren<JobRow *>()) {
        if (row->job() == job)
            row->setReceipt(receipt);
    }
}

void JobsPanel::setSaved(Job *job, const QString &sentence, const QString &path)
{
    for (JobRow *row : findChildren<JobRow *>()) {
        if (row->job() == job)
            row->setSaved(sentence, path);
    }
}
