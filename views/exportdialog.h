// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/exporter.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLineEdit;
class QPlainTextEdit;
class TonedLabel;

/// Asks where to write the current plan and how; shows size, free space and the same thing as a
/// command line. Asks before anything existing is replaced.
class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    /// `donor` is the checkpoint that missing keys come from; empty without one.
    ExportDialog(std::shared_ptr<const Inventory> inventory,
        std::shared_ptr<const ConversionPlan> plan, const QString &destination,
        const QString &donor, QWidget *parent = nullptr);

    /// What was chosen; meaningful after accept().
    [[nodiscard]] ExportOptions options() const;

    void accept() override;

private:
    void update();
    void browse();
    [[nodiscard]] bool writesDirectory() const;
    [[nodiscard]] std::optional<quint64> shardLimit() const;
    [[nodiscard]] QString command() const;

    std::shared_ptr<const Inventory> m_inventory;
    std::shared_ptr<const ConversionPlan> m_plan;
    QString m_donor;
    bool m_overwrite = false;

    QLineEdit *m_destination;
    QComboBox *m_shards;
    QDoubleSpinBox *m_ownLimit;
    QCheckBox *m_verify;
    QCheckBox *m_sidecars;
    TonedLabel *m_space;
    QPlainTextEdit *m_command;
    QDialogButtonBox *m_buttons;
};
