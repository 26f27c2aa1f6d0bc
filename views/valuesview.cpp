// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/valuesview.h"

#include "model/items/roles.h"
#include "model/items/valuesmodel.h"
#include "views/theme.h"
#include "views/tonedlabel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Gives NaN and infinite values the colours of what is refused.
class ValueDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (!index.data(Roles::NonFiniteRole).toBool())
            return;
        const theme::Tone tone = theme::refusedTone();
        option->backgroundBrush = tone.background;
        for (const auto role : {QPalette::Text, QPalette::HighlightedText})
            option->palette.setColor(role, tone.text);
        option->font.setWeight(QFont::DemiBold);
    }
};

/// The selected cells as lines of values separated by tabs.
QString selectedText(const QTableView &table)
{
    QModelIndexList cells = table.selectionModel()->selectedIndexes();
    std::sort(cells.begin(), cells.end());
    QString text;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            text += cells[i].row() == cells[i - 1].row() ? u'\t' : u'\n';
        text += cells[i].data().toString();
    }
    return text;
}

} // namespace

ValuesView::ValuesView(QWidget *parent)
    : QWidget(parent), m_model(new ValuesModel(this)), m_slice(new QLineEdit),
      m_error(new TonedLabel), m_table(new QTableView)
{
    m_error->setTone(theme::refusedTone);
    auto *title = new QLabel(tr("Values"));
    m_slice->setAccessibleName(tr("Slice"));
    m_slice->setObjectName(u"Slice"_s);
    m_slice->setPlaceholderText(tr("Slice, such as 0:10, -1"));
    m_slice->setToolTip(tr("Which part of the tensor to show, as in Python: "
                           "3 is one index, 10:20 a range, ::2 every second, … all between"));
    m_slice->setClearButtonEnabled(true);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setAccessibleName(tr("Slice error"));
    m_error->hide();

    m_table->setModel(m_model);
    m_table->setItemDelegate(new ValueDelegate(m_table));
    m_table->setAccessibleName(tr("Values"));
    m_table->setObjectName(u"Values"_s);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView *rows = m_table->verticalHeader();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setDefaultSectionSize(fontMetrics().height() + 6);
    rows->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QHeaderView *columns = m_table->horizontalHeader();
    columns->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *copy = new QAction(tr("&Copy"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this,
        [this] { QApplication::clipboard()->setText(selectedText(*m_table)); });

    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(title);
    top->addWidget(m_slice, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_error);
    layout->addWidget(m_table, 1);
    connect(m_slice, &QLineEdit::textChanged, this, &ValuesView::applySlice);
    connect(m_model, &ValuesModel::failed, this, &ValuesView::tell);
}

void ValuesView::setTensor(const TensorView &view)
{
    const bool hasSameShape = view.shape == m_view.shape;
    m_view = view;
    // 64-bit numbers are written with twice the digits.
    const QString longest =
        bits(view.dtype) == 64 ? u"-1.7976931348623157e-308____"_s : u"-6.1035156e-05____"_s;
    m_table->horizontalHeader()->setDefaultSectionSize(fontMetrics().horizontalAdvance(longest));
    if (hasSameShape)
        return applySlice();
    const QSignalBlocker blocker(m_slice);
    m_slice->clear();
    applySlice();
}

void ValuesView::clear()
{
    m_view.source.reset(); // the shape stays: a slice is kept for tensors alike
    m_model->clear();
    tell({});
}

void ValuesView::applySlice()
{
    if (!m_view.source)
        return;
    const Result<Slice> slice = parseSlice(m_slice->text(), m_view.shape);
    tell(slice ? QString() : slice.error().detail);
    if (!slice)
        return;
    if (slice->rows() == 0 || slice->columns() == 0)
        tell(tr("This slice has no elements."));
    m_model->setSlice(m_view, *slice);
}

void ValuesView::tell(const QString &error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}
