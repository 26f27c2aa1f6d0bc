// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/exportdialog.h"

#include "model/base/text.h"
#include "model/items/commandtext.h"
#include "views/tonedlabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 gigabyte = 1'000'000'000;
enum ShardChoice { OneFile, FiveGigabytes, FiftyGigabytes, OwnLimit };

} // namespace

ExportDialog::ExportDialog(std::shared_ptr<const Inventory> inventory,
    std::shared_ptr<const ConversionPlan> plan, const QString &destination, const QString &donor,
    QWidget *parent)
    : QDialog(parent), m_inventory(std::move(inventory)), m_plan(std::move(plan)), m_donor(donor),
      m_destination(new QLineEdit(destination)), m_shards(new QComboBox),
      m_ownLimit(new QDoubleSpinBox), m_verify(new QCheckBox(tr("&Verify after writing"))),
      m_sidecars(new QCheckBox(tr("Copy ae.safetensors, configs and tokenizer &along"))),
      m_space(new TonedLabel), m_command(new QPlainTextEdit), m_buttons(new QDialogButtonBox)
{
    setWindowTitle(tr("Export"));
    setMinimumWidth(620);

    m_destination->setAccessibleName(tr("Destination"));
    auto *browseButton = new QPushButton(tr("&Browse…"));
    auto *destinationRow = new QHBoxLayout;
    destinationRow->setSpacing(8);
    destinationRow->addWidget(m_destination, 1);
    destinationRow->addWidget(browseButton);

    m_shards->setAccessibleName(tr("Shards"));
    m_shards->addItems({tr("One file"), tr("Shards of 5 GB"), tr("Shards of 50 GB"),
        tr("Shards of another size")});
    m_ownLimit->setAccessibleName(tr("Shard size"));
    m_ownLimit->setRange(0.001, 1000);
    m_ownLimit->setDecimals(3);
    m_ownLimit->setValue(10);
    m_ownLimit->setSuffix(tr(" GB"));
    auto *shardRow = new QHBoxLayout;
    shardRow->addWidget(m_shards);
    shardRow->addWidget(m_ownLimit);
    shardRow->addStretch(1);

    m_verify->setToolTip(
        tr("Reads every written tensor back from the disk and compares it with its source"));
    m_space->setWordWrap(true);
    m_command->setReadOnly(true);
    m_command->setAccessibleName(tr("Command line"));
    m_command->setFixedHeight(fontMetrics().height() * 5);
    m_command->setFont(QFont(u"monospace"_s));
    auto *copy = new QPushButton(tr("&Copy command"));
    auto *commandRow = new QHBoxLayout;
    commandRow->setSpacing(8);
    commandRow->addWidget(m_command, 1);
    commandRow->addWidget(copy, 0, Qt::AlignTop);

    QPushButton *exportButton = m_buttons->addButton(tr("E&xport"), QDialogButtonBox::AcceptRole);
    exportButton->setProperty("primary", true);
    exportButton->setDefault(true);
    m_buttons->addButton(QDialogButtonBox::Cancel);

    auto *form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 16);
    form->setVerticalSpacing(10);
    const QString what = m_plan->options.direction == Direction::HfToNemo
        ? tr("HF → NeMo, stage %1, %2")
              .arg(static_cast<int>(m_plan->options.stage))
              .arg(m_plan->options.strict ? tr("strict") : tr("lenient"))
        : tr("NeMo → HF, %1").arg(m_plan->options.strict ? tr("strict") : tr("lenient"));
    form->addRow(tr("Conversion"),
        new QLabel(
            tr("%1: %2 tensors, %3")
                .arg(what, text::count(m_plan->kept.size()), text::bytes(m_plan->keptBytes))));
    // A row that is a layout has no widget of its own for its mnemonic.
    const auto addRow = [form](const QString &title, QWidget *buddy, QLayout *row) {
        auto *label = new QLabel(title);
        label->setBuddy(buddy);
        form->addRow(label, row);
    };
    addRow(tr("&Destination"), m_destination, destinationRow);
    addRow(tr("&Output"), m_shards, shardRow);
    form->addRow({}, m_verify);
    form->addRow({}, m_sidecars);
    form->addRow(tr("Space"), m_space);
    form->addRow(tr("As command"), commandRow);
    form->addRow(m_buttons);

    if (m_inventory->checkpoint->isSharded)
        m_shards->setItemText(OneFile, tr("One file in a folder"));
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(copy, &QPushButton::clicked, this,
        [this] { QApplication::clipboard()->setText(command()); });
    connect(m_destination, &QLineEdit::textChanged, this, &ExportDialog::update);
    connect(m_shards, &QComboBox::currentIndexChanged, this, &ExportDialog::update);
    connect(m_ownLimit, &QDoubleSpinBox::valueChanged, this, &ExportDialog::update);
    for (const QCheckBox *box : {m_verify, m_sidecars})
        connect(box, &QCheckBox::toggled, this, &ExportDialog::update);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    update();
    m_destination->setFocus();
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.destination = QDir::cleanPath(QFileInfo(m_destination->text()).absoluteFilePath());
    options.overwrite = m_overwrite;
    options.verify = m_verify->isChecked();
    options.maxShardBytes = shardLimit();
    options.withSidecars = m_sidecars->isChecked();
    return options;
}

bool ExportDialog::writesDirectory() const
{
    return m_inventory->checkpoint->isSharded || shardLimit().has_value();
}

std::optional<quint64> ExportDialog::shardLimit() const
{
    switch (m_shards->currentIndex()) {
    case FiveGigabytes:
        return 5 * gigabyte;
    case FiftyGigabytes:
        return 50 * gigabyte;
    case OwnLimit:
        return static_cast<quint64>(m_ownLimit->value() * static_cast<double>(gigabyte));
    default:
        return std::nullopt;
    }
}

void ExportDialog::update()
{
    m_ownLimit->setVisible(m_shards->currentIndex() == OwnLimit);
    m_command->setPlainText(command());
    const QFileInfo destination(m_destination->text());
    const QDir folder =
        writesDirectory() ? QDir(destination.absoluteFilePath()) : destination.absoluteDir();
    // The nearest folder that exists decides which disk it is.
    QString existing = folder.absolutePath();
    while (!QFileInfo::exists(existing) && existing.contains(u'/') && existing != u"/")
        existing = QFileInfo(existing).absolutePath();
    const QStorageInfo storage(existing);
    const auto free = static_cast<quint64>(qMax<qint64>(0, storage.bytesAvailable()));
    const bool fits = free > m_plan->keptBytes;
    const QString space =
        tr("%1 to write, %2 free on %3.")
            .arg(text::bytes(m_plan->keptBytes), text::bytes(free), storage.displayName());
    m_space->setText(fits ? space : space + u' ' + tr("That is not enough."));
    m_space->setTone(fits ? nullptr : theme::refusedTone);
    for (QAbstractButton *button : m_buttons->buttons()) {
        if (m_buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->setEnabled(!m_destination->text().trimmed().isEmpty());
    }
}

void ExportDialog::browse()
{
    const QString chosen = writesDirectory()
        ? QFileDialog::getExistingDirectory(this, tr("Export into folder"), m_destination->text())
        : QFileDialog::getSaveFileName(this, tr("Export to file"), m_destination->text(),
            tr("Safetensors (*.safetensors);;All files (*)"), nullptr,
            QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty())
        m_destination->setText(chosen);
}

QString ExportDialog::command() const
{
    return commandtext::convert(*m_inventory, *m_plan, options(), m_donor);
}

void ExportDialog::accept()
{
    const Result<QStringList> outputs = outputPaths(*m_inventory, *m_plan, options());
    if (!outputs) {
        QMessageBox::warning(this, tr("Export"), outputs.error().detail);
        return;
    }
    QStringList existing;
    for (const QString &path : *outputs) {
        if (QFileInfo::exists(path))
            existing += path;
    }
    if (!existing.isEmpty()) {
        QMessageBox question(QMessageBox::Question, tr("Replace?"),
            existing.size() == 1
                ? tr("%1 exists already. Replace it?").arg(existing.first())
                : tr("%1 files exist already in this folder. Replace them?").arg(existing.size()),
            QMessageBox::Cancel, this);
        question.setInformativeText(
            tr("The old file stays as it is until the new one is complete on the disk."));
        QPushButton *replace = question.addButton(tr("&Replace"), QMessageBox::AcceptRole);
        question.setDefaultButton(QMessageBox::Cancel);
        question.exec();
        if (question.clickedButton() != replace)
            return;
        m_overwrite = true;
    }
    QDialog::accept();
}
