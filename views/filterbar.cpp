// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/filterbar.h"

#include "model/base/text.h"
#include "views/bucketchip.h"
#include "views/icons.h"
#include "views/tonedlabel.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int searchDelay = 60; // ms, so that a fast typist filters once

} // namespace

FilterBar::FilterBar(std::shared_ptr<const Rules> rules, QWidget *parent)
    : QWidget(parent), m_rules(std::move(rules)), m_search(new QLineEdit),
      m_syntaxButton(new QToolButton), m_syntaxes(new QActionGroup(this)), m_dtype(new QToolButton),
      m_dtypeMenu(new QMenu(this)), m_count(new QLabel), m_message(new TonedLabel)
{
    m_search->setPlaceholderText(tr("Search keys  (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search keys"));
    m_search->setObjectName(u"Search keys"_s);
    m_search->setToolTip(tr("Words that a key must have, and terms such as dtype:F32, shape:3584, "
                            "shape:512x3584, bucket:gen, size:>100MB. Enter goes to the next "
                            "match, Shift+Enter to the previous one."));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icons::icon(u"find"_s), QLineEdit::LeadingPosition);
    m_search->setMinimumWidth(120);
    m_search->setAcceptDrops(false); // a dropped file is to be opened, not searched for
    m_search->installEventFilter(this);
    buildSyntaxMenu();
    m_dtype->setText(tr("dtype"));
    m_dtype->setMenu(m_dtypeMenu);
    m_dtype->setPopupMode(QToolButton::InstantPopup);
    m_dtype->setToolTip(tr("Show only tensors of these dtypes"));
    m_count->setAccessibleName(tr("Matches"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_message->setAccessibleName(tr("Search error"));
    m_message->setForegroundRole(QPalette::WindowText);
    m_message->setTone(theme::refusedTone);
    m_message->setContentsMargins(4, 0, 4, 0);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->hide();

    auto *top = new QHBoxLayout;
    top->setSpacing(6);
    top->addWidget(m_search, 1);
    top->addWidget(m_syntaxButton);
    top->addWidget(m_dtype);
    auto *chips = new QHBoxLayout;
    chips->setSpacing(6);
    for (int i = 0; i < std::ssize(m_rules->buckets()); ++i) {
        auto *chip = new BucketChip(m_rules->buckets()[static_cast<std::size_t>(i)]);
        connect(chip, &QAbstractButton::toggled, this, [this, i](bool isShown) {
            if (isShown)
                m_filter.hiddenBuckets.remove(i);
            else
                m_filter.hiddenBuckets.insert(i);
            emit changed();
        });
        m_chips += chip;
        chips->addWidget(chip);
    }
    chips->addStretch(1);
    chips->addWidget(m_count);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_message);
    layout->addLayout(chips);

    m_delay.setSingleShot(true);
    m_delay.setInterval(searchDelay);
    connect(&m_delay, &QTimer::timeout, this, &FilterBar::readSearch);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_delay.start(); });
}

void FilterBar::buildSyntaxMenu()
{
    using Syntax = KeySearch::Syntax;
    auto *menu = new QMenu(this);
    for (const auto &[title, mark, syntax] : {std::tuple(tr("&Text"), u"Aa"_s, Syntax::Text),
             std::tuple(tr("&Wildcard ( * ? )"), u"*?"_s, Syntax::Wildcard),
             std::tuple(tr("&Regular expression"), u".*"_s, Syntax::RegularExpression)}) {
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setData(mark);
        m_syntaxes->addAction(action);
        connect(action, &QAction::triggered, this, [this, wanted = syntax] {
            setSyntax(wanted);
            readSearch();
        });
    }
    m_syntaxButton->setMenu(menu);
    m_syntaxButton->setPopupMode(QToolButton::InstantPopup);
    m_syntaxButton->setToolTip(tr("How the search text is read"));
    m_syntaxButton->setAccessibleName(tr("Search syntax"));
    setSyntax(Syntax::Text);
}

void FilterBar::setSyntax(KeySearch::Syntax syntax)
{
    m_syntax = syntax;
    QAction *action = m_syntaxes->actions().at(static_cast<int>(syntax));
    action->setChecked(true);
    m_syntaxButton->setText(action->data().toString());
}

void FilterBar::setInventory(const Inventory &inventory)
{
    QStringList dtypes;
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        const Totals &totals = inventory.totals[static_cast<std::size_t>(i)];
        m_chips[i]->setCount(totals.tensors);
        // An empty bucket needs no filter, except "unknown": that it is empty is good news.
        m_chips[i]->setVisible(
            totals.tensors > 0 || m_rules->buckets()[static_cast<std::size_t>(i)].isUnmatched);
        dtypes += totals.dtypes;
    }
    dtypes.removeDuplicates();
    m_filter.dtypes.clear();
    m_dtypeMenu->clear();
    for (const QString &dtype : std::as_const(dtypes)) {
        QAction *action = m_dtypeMenu->addAction(text::visible(dtype));
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, dtype](bool isWanted) {
            if (isWanted)
                m_filter.dtypes.insert(dtype);
            else
                m_filter.dtypes.remove(dtype);
            emit changed();
        });
    }
    m_dtype->setEnabled(dtypes.size() > 1);
}

void FilterBar::readSearch()
{
    m_delay.stop();
    const Result<KeySearch> search = KeySearch::parse(m_search->text(), m_syntax, m_rules);
    if (!search) {
        showError(search.error().detail);
        return;
    }
    m_filter.search = *search;
    emit changed();
}

void FilterBar::showMatches(qsizetype matches, qsizetype all)
{
    m_count->setText(m_filter.isEmpty() ? QString()
                                        : tr("%1 of %2 keys")
                                              .arg(text::count(static_cast<quint64>(matches)),
                                                  text::count(static_cast<quint64>(all))));
    showError(matches == 0 && all > 0
            ? tr("No key matches. Clear the search or show more buckets and dtypes.")
            : QString());
}

void FilterBar::showError(const QString &error)
{
    m_message->setText(error);
    m_message->setVisible(!error.isEmpty());
}

void FilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void FilterBar::clear()
{
    {
        const QSignalBlocker blocker(this);
        m_search->clear();
        for (BucketChip *chip : std::as_const(m_chips))
            chip->setChecked(true);
        for (QAction *action : m_dtypeMenu->actions())
            action->setChecked(false);
    }
    readSearch();
}

QVariant FilterBar::saveState() const
{
    QStringList hidden;
    for (const int bucket : m_filter.hiddenBuckets)
        hidden += m_rules->buckets()[static_cast<std::size_t>(bucket)].id;
    return QVariantMap{{u"search"_s, m_search->text()}, {u"syntax"_s, static_cast<int>(m_syntax)},
        {u"hidden"_s, hidden}};
}

void FilterBar::restoreState(const QVariant &state)
{
    const QVariantMap saved = state.toMap();
    const QStringList hidden = saved[u"hidden"_s].toStringList();
    for (qsizetype i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(
            !hidden.contains(m_rules->buckets()[static_cast<std::size_t>(i)].id));
    setSyntax(static_cast<KeySearch::Syntax>(
        qBound(0, saved[u"syntax"_s].toInt(), static_cast<int>(m_syntaxes->actions().size()) - 1)));
    m_search->setText(saved[u"search"_s].toString());
    readSearch();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    const auto *key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event) : nullptr;
    if (watched != m_search || !key
        || (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter))
        return QWidget::eventFilter(watched, event);
    if (m_delay.isActive())
        readSearch();
    emit stepRequested(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
    return true;
}
