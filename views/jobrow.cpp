// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/jobrow.h"

#include "model/base/text.h"
#include "views/tonedlabel.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

QString duration(double seconds)
{
    const auto whole = static_cast<qint64>(seconds + 0.5);
    if (whole < 60)
        return JobRow::tr("%1 s").arg(whole);
    return JobRow::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
}

} // namespace

JobRow::JobRow(Job *job, QWidget *parent)
    : QWidget(parent), m_job(job), m_title(new QLabel(job->title())), m_bar(new QProgressBar),
      m_state(new TonedLabel(tr("starting…"))), m_cancel(new QPushButton(tr("Cancel"))),
      m_open(new QPushButton(tr("Open result"))), m_folder(new QPushButton(tr("Show folder"))),
      m_dismiss(new QPushButton(tr("Dismiss")))
{
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(240);
    m_bar->setAccessibleName(tr("Progress of %1").arg(job->title()));
    m_cancel->setAccessibleName(tr("Cancel %1").arg(job->title()));
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_state, 1);
    for (QPushButton *button : {m_cancel, m_open, m_folder, m_dismiss})
        layout->addWidget(button);
    m_open->hide();
    m_folder->hide();
    m_dismiss->hide();

    connect(job, &Job::progressed, this, &JobRow::showProgress);
    connect(job, &Job::finished, this, &JobRow::showResult);
    connect(m_cancel, &QPushButton::clicked, job, [this] {
        m_job->cancel();
        m_cancel->setEnabled(false);
        m_state->setText(tr("cancelling…"));
    });
    connect(m_open, &QPushButton::clicked, this, [this] { emit openRequested(m_path); });
    connect(m_folder, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_path).absolutePath()));
    });
    connect(m_dismiss, &QPushButton::clicked, this, &JobRow::dismissed);
}

void JobRow::setReceipt(const Receipt &receipt)
{
    m_receipt = receipt;
    // Copies of sidecars come last, and are not what was asked for.
    for (const ExportedFile &file : receipt.files) {
        if (!file.isCopy)
            m_path = file.path;
    }
}

void JobRow::setSaved(const QString &sentence, const QString &path)
{
    m_saved = u"✓ "_s + sentence;
    m_path = path;
}

void JobRow::showProgress(quint64 done, quint64 total)
{
    if (total == 0 || !m_cancel->isEnabled())
        return;
    const double share = static_cast<double>(done) / static_cast<double>(total);
    m_bar->setValue(static_cast<int>(share * 1000));
    const double seconds = static_cast<double>(m_job->milliseconds()) / 1000;
    const double speed = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    QString text = tr("%1 of %2").arg(text::bytes(done), text::bytes(total));
    if (seconds > 0.5 && speed > 0) {
        text += tr(" · %1/s · %2 left")
                    .arg(text::bytes(static_cast<quint64>(speed)),
                        duration(static_cast<double>(total - done) / speed));
    }
    m_state->setText(text);
}

QString JobRow::receiptText() const
{
    quint64 bytes = 0;
    qsizetype tensors = 0;
    for (const ExportedFile &file : m_receipt->files) {
        bytes += file.bytes;
        tensors += file.tensors;
    }
    QString text = tr("✓ Wrote %1 tensors, %2, in %3%4.")
                       .arg(text::count(static_cast<quint64>(tensors)), text::bytes(bytes),
                           duration(static_cast<double>(m_job->milliseconds()) / 1000),
                           m_receipt->verified.value_or(false) ? tr(", verified") : QString());
    for (const CastOverflow &overflow : m_receipt->overflows) {
        text += u' '
            + tr("%1 numbers of %2 were too large for the dtype and became infinite.")
                  .arg(text::count(overflow.numbers), text::brief(overflow.key));
    }
    return text;
}

void JobRow::showResult()
{
    m_bar->hide();
    m_cancel->hide();
    m_dismiss->show();
    switch (m_job->state()) {
    case Job::State::Done:
        if (!m_receipt && m_saved.isNull()) {
            emit dismissed();
            return;
        }
        m_state->setText(m_receipt ? receiptText() : m_saved);
        m_open->setVisible(m_receipt.has_value());
        m_folder->show();
        m_state->setTone(theme::goodTone);
        break;
    case Job::State::Cancelled:
        m_state->setText(tr("Cancelled. Nothing was changed."));
        break;
    case Job::State::Failed:
        m_state->setText(u"✕ "_s + m_job->failure());
        m_state->setTone(theme::refusedTone);
        break;
    case Job::State::Running:
        break;
    }
    m_state->setAccessibleName(m_state->text());
}
