// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

/// What a conversion may change beyond keys and stage, all off unless chosen: a prefix, missing
/// keys from another checkpoint, one bucket only, dtype, the patch embedding's layout, position
/// tables.
class FixesPanel final : public QFrame {
    Q_OBJECT

public:
    explicit FixesPanel(QWidget *parent = nullptr);

    /// Shows these choices, the inventory's prefix, and what the donor gave (null without one).
    void showFixes(
        const Inventory &inventory, const ConversionOptions &options, const QString &graftRemark);
    /// How many of them are chosen.
    [[nodiscard]] int chosen() const;

signals:
    void optionsChosen(const ConversionOptions &options);
    /// Empty: the keys are to be what they are.
    void prefixChosen(const QString &prefix);
    void donorRequested();
    void donorRemoved();

private:
    void build();
    void emitOptions();

    ConversionOptions m_options;
    QString m_prefixShown;
    bool m_hasDonor = false;
    QLineEdit *m_prefix;
    QComboBox *m_bucket;
    QComboBox *m_dtype;
    QComboBox *m_patches;
    QCheckBox *m_tables;
    QPushButton *m_donor;
    QLabel *m_remark;
};
