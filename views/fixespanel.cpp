// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fixespanel.h"

#include "model/base/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

FixesPanel::FixesPanel(QWidget *parent)
    : QFrame(parent), m_prefix(new QLineEdit), m_bucket(new QComboBox), m_dtype(new QComboBox),
      m_patches(new QComboBox), m_tables(new QCheckBox(tr("Leave out the position &tables"))),
      m_donor(new QPushButton), m_remark(new QLabel)
{
    m_prefix->setPlaceholderText(tr("none, for instance module."));
    m_prefix->setClearButtonEnabled(true);
    m_prefix->setToolTip(tr("Taken off every key that begins with it; Enter applies it"));
    m_bucket->addItem(tr("What the stage keeps"), QString());
    for (const QLatin1String id : selectableBuckets)
        m_bucket->addItem(tr("%1 only").arg(QString(id).toUpper()), QString(id));
    m_dtype->addItem(tr("As it is"));
    for (const Dtype dtype : castDtypes)
        m_dtype->addItem(name(dtype), static_cast<int>(dtype));
    m_dtype->setToolTip(
        tr("Casts floating-point tensors, rounding to nearest even. Numbers that become infinite "
           "are counted and told."));
    m_patches->addItem(tr("As it is"));
    m_patches->addItem(tr("Linear, as BAGEL expects it"), static_cast<int>(PatchLayout::Linear));
    m_patches->addItem(tr("Convolution"), static_cast<int>(PatchLayout::Convolution));
    m_tables->setToolTip(tr("The fixed sin-cos tables, which BAGEL makes anew"));
    m_donor->setToolTip(tr("Takes the keys that are missing, and only those, where shapes fit"));
    m_remark->setWordWrap(true);
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    build();

    connect(m_prefix, &QLineEdit::editingFinished, this, [this] {
        if (m_prefix->text() != m_prefixShown)
            emit prefixChosen(m_prefix->text());
    });
    for (QComboBox *box : {m_bucket, m_dtype, m_patches})
        connect(box, &QComboBox::activated, this, &FixesPanel::emitOptions);
    connect(m_tables, &QCheckBox::clicked, this, &FixesPanel::emitOptions);
    connect(m_donor, &QPushButton::clicked, this, [this] {
        if (m_hasDonor)
            emit donorRemoved();
        else
            emit donorRequested();
    });
}

void FixesPanel::build()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 0, 12, 10);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    const auto add = [&](const QString &title, QWidget *control, int row, int column) {
        auto *label = new QLabel(title);
        label->setBuddy(control);
        control->setAccessibleName(QString(title).remove(u'&'));
        control->setObjectName(control->accessibleName());
        grid->addWidget(label, row, column);
        grid->addWidget(control, row, column + 1);
    };
    add(tr("Strip pre&fix"), m_prefix, 0, 0);
    add(tr("&Missing keys"), m_donor, 0, 2);
    add(tr("&Keep"), m_bucket, 1, 0);
    add(tr("Cast &dtype"), m_dtype, 1, 2);
    add(tr("&Patch embedding"), m_patches, 2, 0);
    grid->addWidget(m_tables, 2, 2, 1, 2);
    grid->addWidget(m_remark, 3, 0, 1, 4);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
}

void FixesPanel::showFixes(
    const Inventory &inventory, const ConversionOptions &options, const QString &graftRemark)
{
    m_options = options;
    m_prefixShown = inventory.prefix.toString();
    m_prefix->setText(m_prefixShown);
    m_bucket->setCurrentIndex(qMax(0, m_bucket->findData(options.onlyBucket)));
    const auto choose = [](QComboBox *box, const auto &choice) {
        box->setCurrentIndex(choice ? box->findData(static_cast<int>(*choice)) : 0);
    };
    choose(m_dtype, options.dtype);
    choose(m_patches, options.patchLayout);
    m_tables->setChecked(options.dropPositionTables);
    m_hasDonor = !graftRemark.isNull();
    m_donor->setText(m_hasDonor ? tr("Take none") : tr("Take from another checkpoint…"));
    m_remark->setText(text::visible(graftRemark));
    m_remark->setVisible(m_hasDonor);
}

int FixesPanel::chosen() const
{
    return int(!m_prefixShown.isEmpty()) + int(m_hasDonor) + int(m_options.dtype.has_value())
        + int(!m_options.onlyBucket.isEmpty()) + int(m_options.patchLayout.has_value())
        + int(m_options.dropPositionTables);
}

void FixesPanel::emitOptions()
{
    m_options.onlyBucket = m_bucket->currentData().toString();
    m_options.dtype = m_dtype->currentIndex() == 0
        ? std::nullopt
        : std::optional(static_cast<Dtype>(m_dtype->currentData().toInt()));
    m_options.patchLayout = m_patches->currentIndex() == 0
        ? std::nullopt
        : std::optional(static_cast<PatchLayout>(m_patches->currentData().toInt()));
    m_options.dropPositionTables = m_tables->isChecked();
    emit optionsChosen(m_options);
}
