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
    connect(row, &JobRow::openRequested, this, &JobsPanel::openRequested);
    connect(row, &JobRow::dismissed, job, &QObject::deleteLater);
    connect(job, &QObject::destroyed, row, [this, row] {
        m_layout->removeWidget(row);
        row->deleteLater();
        setVisible(m_layout->count() > 0);
    });
    show();
}

void JobsPanel::setReceipt(Job *job, const Receipt &receipt)
{
    for (JobRow *row : findChildren<JobRow *>()) {
        if (row->job() == job)
            row->setReceipt(receipt);
    }
}
