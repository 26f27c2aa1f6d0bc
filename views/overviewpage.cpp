// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/overviewpage.h"

#include "model/base/text.h"
#include "views/bucketchip.h"
#include "views/icons.h"
#include "views/splitbar.h"
#include "views/theme.h"

#include <QFileInfo>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostKeys = 2000; // shown of one problem

/// What stands before a finding.
struct Sign {
    QString icon;
    QString meaning; ///< for screen readers
    QColor color;
};

/// A white box with a title and one line a row.
class Card final : public QFrame {
public:
    explicit Card(const QString &title)
    {
        setProperty("card", true);
        m_layout->setContentsMargins(12, 9, 12, 9);
        m_layout->setSpacing(7);
        auto *label = new QLabel(title);
        QFont bold = label->font();
        bold.setWeight(QFont::DemiBold);
        label->setFont(bold);
        m_layout->addWidget(label);
    }
    QLabel *addLine(const QString &text, const QColor &color = {})
    {
        QLabel *label = lineOf(text, color);
        m_layout->addWidget(label);
        return label;
    }
    void addFinding(const Sign &sign, const QString &text)
    {
        auto *mark = new QLabel;
        QPalette colors = mark->palette();
        colors.setColor(QPalette::WindowText, sign.color);
        mark->setPalette(colors);
        mark->setAccessibleName(sign.meaning);
        icons::show(*mark, sign.icon);
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(mark, 0, Qt::AlignTop);
        row->addWidget(lineOf(text, sign.color), 1);
        m_layout->addLayout(row);
    }
    /// A row for what can be done about the line above.
    QHBoxLayout *addRow()
    {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        m_layout->addLayout(row);
        row->addStretch(1);
        return row;
    }
    /// A button in `row` that shows and hides the keys below it.
    void addKeys(QHBoxLayout *row, const QStringList &keys)
    {
        auto *button = new QToolButton;
        button->setText(
            OverviewPage::tr("Show %1 keys").arg(text::count(static_cast<quint64>(keys.size()))));
        button->setCheckable(true);
        button->setArrowType(Qt::RightArrow);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setProperty("flat", true);
        auto *list = new QPlainTextEdit;
        list->setReadOnly(true);
        list->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        list->setAccessibleName(OverviewPage::tr("Keys"));
        list->setMaximumHeight(list->fontMetrics().lineSpacing() * 9);
        list->hide();
        QObject::connect(button, &QToolButton::toggled, list, [=](bool shown) {
            button->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
            if (shown && list->document()->isEmpty())
                list->setPlainText(linesOf(keys));
            list->setVisible(shown);
        });
        row->insertWidget(row->count() - 1, button);
        m_layout->addWidget(list);
    }

private:
    static QLabel *lineOf(const QString &text, const QColor &color)
    {
        auto *label = new QLabel(text);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (color.isValid())
            label->setStyleSheet(u"color: %1"_s.arg(color.name()));
        return label;
    }
    static QString linesOf(const QStringList &keys)
    {
        QStringList lines;
        for (const QString &key : keys.mid(0, mostKeys))
            lines += text::brief(key);
        if (keys.size() > mostKeys)
            lines += OverviewPage::tr("… and %1 more")
                         .arg(text::count(static_cast<quint64>(keys.size() - mostKeys)));
        return lines.join(u'\n');
    }

    QVBoxLayout *m_layout = new QVBoxLayout(this);
};

/// The bucket's letter on its colour.
QLabel *chip(const Bucket &bucket)
{
    auto *label = new QLabel;
    showBucket(*label, bucket);
    return label;
}

/// How a finding of this severity is shown.
Sign signOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return {u"error"_s, OverviewPage::tr("Error"), theme::refusedTone().text};
    case Severity::Warning:
        return {u"warning"_s, OverviewPage::tr("Warning"), theme::warningTone().text};
    case Severity::Note:
        return {u"note"_s, OverviewPage::tr("Note"), theme::dimmedText()};
    }
    Q_UNREACHABLE();
}

/// What can be done about a problem here; null where nothing can.
QString fixOf(const Problem &problem)
{
    switch (problem.code) {
    case Code::Prefix:
        return OverviewPage::tr("Strip “%1”").arg(text::brief(problem.prefix));
    case Code::MissingKeys:
    case Code::NoGen:
        return OverviewPage::tr("Take them from another checkpoint…");
    case Code::PatchEmbeddingLayout:
        return OverviewPage::tr("Convert to the linear layout");
    case Code::PositionTable:
        return OverviewPage::tr("Leave the position tables out");
    default:
        return {};
    }
}

QString layoutText(Layout layout)
{
    switch (layout) {
    case Layout::Hf:
        return OverviewPage::tr("HF layout (keys without “model.”)");
    case Layout::Nemo:
        return OverviewPage::tr("NeMo layout (every key begins with “model.”)");
    case Layout::Mixed:
        return OverviewPage::tr("Mixed layout (some keys begin with “model.”, some do not)");
    }
    Q_UNREACHABLE();
}

} // namespace

OverviewPage::OverviewPage(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Overview"));
}

void OverviewPage::showCheckpoint(
    std::shared_ptr<const Inventory> inventory, std::optional<std::vector<Problem>> problems)
{
    m_inventory = std::move(inventory);
    m_problems = std::move(problems);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(bucketCards());
    layout->addWidget(new SplitBar(m_inventory));
    layout->addWidget(checks());
    layout->addWidget(files());
    layout->addWidget(metadata());
    layout->addWidget(legend());
    layout->addStretch(1);
    setWidget(page);
}

QWidget *OverviewPage::bucketCards() const
{
    auto *row = new QWidget;
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(12);
    int column = 0;
    for (std::size_t i = 0; i < m_inventory->totals.size(); ++i) {
        const Bucket &bucket = m_inventory->rules->buckets()[i];
        const Totals &totals = m_inventory->totals[i];
        if (totals.tensors == 0 && !bucket.isUnmatched && bucket.stages.isEmpty())
            continue;
        auto *card = new QFrame;
        card->setProperty("card", true);
        auto *box = new QGridLayout(card);
        box->setContentsMargins(12, 10, 12, 10);
        box->setVerticalSpacing(3);
        box->addWidget(chip(bucket), 0, 0);
        box->addWidget(new QLabel(bucket.title), 0, 1);
        auto *number = new QLabel(totals.tensors == 0 && bucket.isUnmatched
                ? u"0"_s
                : tr("%1 tensors").arg(text::count(static_cast<quint64>(totals.tensors))));
        QFont large = number->font();
        large.setPointSizeF(large.pointSizeF() * 1.4);
        large.setWeight(QFont::DemiBold);
        number->setFont(large);
        box->addWidget(number, 1, 0, 1, 2);
        auto *details = new QLabel(totals.tensors == 0
                ? bucket.isUnmatched ? tr("every key matches a pattern")
                                     : tr("none in this checkpoint")
                : tr("%1 parameters · %2 · %3")
                      .arg(text::parameters(totals.parameters), text::bytes(totals.bytes),
                          totals.dtypes.join(u", "_s)));
        details->setWordWrap(true);
        details->setForegroundRole(QPalette::PlaceholderText);
        box->addWidget(details, 2, 0, 1, 2);
        box->setColumnStretch(1, 1);
        box->setRowStretch(3, 1);
        card->setToolTip(bucket.description);
        grid->addWidget(card, 0, column);
        grid->setColumnStretch(column, 1);
        ++column;
    }
    return row;
}

QWidget *OverviewPage::files() const
{
    auto *card = new Card(tr("Files"));
    for (const CheckpointFile &file : m_inventory->checkpoint->files) {
        QLabel *line = card->addLine(
            tr("%1 · %2 · %3 tensors · header %4%5")
                .arg(QFileInfo(file.path).fileName(),
                    text::bytes(file.source ? file.source->size() : 0),
                    text::count(static_cast<quint64>(file.tensors)), text::bytes(file.headerBytes),
                    file.isSidecar ? tr(" · shown only, never converted") : QString()));
        line->setToolTip(file.path);
    }
    card->addLine(layoutText(m_inventory->layout), theme::dimmedText());
    return card;
}

QWidget *OverviewPage::metadata() const
{
    auto *card = new Card(tr("Metadata"));
    for (const CheckpointFile &file : m_inventory->checkpoint->files) {
        for (const auto &[name, value] : file.metadata)
            card->addLine(text::visible(name) + u": "_s + text::visible(value));
    }
    if (card->layout()->count() == 1)
        card->addLine(tr("None."), theme::dimmedText());
    return card;
}

QWidget *OverviewPage::checks()
{
    auto *card = new Card(tr("Checks"));
    if (!m_problems)
        card->addLine(tr("Checking…"), theme::dimmedText());
    for (const Problem &problem : m_problems.value_or(std::vector<Problem>())) {
        card->addFinding(signOf(problem.severity), problem.message);
        const QString fix = fixOf(problem);
        const bool hasKeys = problem.keys.size() > 1; // the sentence names a single one
        if (fix.isNull() && !hasKeys)
            continue;
        QHBoxLayout *row = card->addRow();
        if (!fix.isNull()) {
            auto *button = new QPushButton(fix);
            row->insertWidget(0, button);
            connect(button, &QPushButton::clicked, this,
                [this, problem] { emit fixRequested(problem); });
        }
        if (hasKeys)
            card->addKeys(row, problem.keys);
    }
    if (m_problems && m_problems->empty()) {
        card->addFinding({u"good"_s, tr("Good"), theme::goodTone().text},
            tr("The headers are sound, every key matches a pattern, and nothing is missing."));
    }
    if (!m_inventory->sharedWithGen.isEmpty()) {
        card->addLine(tr("⇄ UND tensors that the GEN path also reads: %1.")
                          .arg(text::sample(m_inventory->sharedWithGen)),
            theme::dimmedText());
    }
    return card;
}

QWidget *OverviewPage::legend() const
{
    auto *card = new Card(tr("Legend"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(5);
    int row = 0;
    for (const Bucket &bucket : m_inventory->rules->buckets()) {
        auto *text = new QLabel(tr("%1 · %2").arg(bucket.name, bucket.description));
        text->setWordWrap(true);
        grid->addWidget(chip(bucket), row, 0);
        grid->addWidget(text, row, 1);
        ++row;
    }
    grid->setColumnStretch(1, 1);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(grid);
    return card;
}
