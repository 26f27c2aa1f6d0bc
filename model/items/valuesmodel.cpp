// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/valuesmodel.h"

#include "model/items/roles.h"

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int blockRows = 64;
constexpr int blockColumns = 32;
constexpr int blocksKept = 128; // 13 MB of text at most
constexpr int mostWanted = 32; // several screens; older wishes have been scrolled away
constexpr qsizetype blocksAtOnce = 4; // a job, so that newer wishes come soon

/// How many elements of a vector stand in one line.
quint64 lineFor(quint64 elements)
{
    quint64 line = 10;
    while (elements / line >= ValuesModel::mostRows)
        line *= 10;
    return line;
}

/// All elements of `slice` in one row.
Slice inOneRow(Slice slice)
{
    slice.shape.insert(slice.shape.cbegin(), 1);
    slice.axes.insert(slice.axes.cbegin(), Slice::Axis{0, 1, 1, false});
    return slice;
}

QString joined(const Shape &index)
{
    QStringList entries;
    for (const quint64 entry : index)
        entries += QString::number(entry);
    return entries.join(u", "_s);
}

} // namespace

ValuesModel::ValuesModel(QObject *parent) : QAbstractTableModel(parent), m_cache(blocksKept)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &ValuesModel::read);
}

void ValuesModel::setSlice(const TensorView &view, const Slice &slice)
{
    beginResetModel();
    m_job.cancel();
    m_soon.stop();
    m_cache.clear();
    m_wanted.clear();
    m_reading.clear();
    m_view = view;
    m_slice = slice;
    const quint64 rows = slice.rows();
    const quint64 columns = slice.columns();
    m_elements = view.dtype == Dtype::Unknown ? 0 : rows * columns;
    const bool isVector = rows == 1 || columns == 1;
    const bool isTooLarge = rows > mostRows || columns > mostColumns;
    m_line = isVector || isTooLarge ? lineFor(m_elements) : 0;
    const quint64 lines = m_line == 0 ? rows : (m_elements + m_line - 1) / m_line;
    m_rows = m_elements == 0 ? 0 : static_cast<int>(qMin(lines, mostRows));
    m_columns =
        m_elements == 0 ? 0 : static_cast<int>(m_line == 0 ? columns : qMin(m_line, m_elements));
    endResetModel();
}

void ValuesModel::clear()
{
    setSlice({}, {});
}

quint64 ValuesModel::flat(int row, int column) const
{
    const quint64 line = m_line == 0 ? static_cast<quint64>(m_columns) : m_line;
    return static_cast<quint64>(row) * line + static_cast<quint64>(column);
}

std::optional<Shape> ValuesModel::tensorIndex(int row, int column) const
{
    const quint64 element = flat(row, column);
    if (element >= m_elements)
        return {};
    return m_slice.indexAt(element / m_slice.columns(), element % m_slice.columns());
}

int ValuesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ValuesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant ValuesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    const std::optional<Shape> element = isText || role == Roles::NonFiniteRole
        ? tensorIndex(index.row(), index.column())
        : std::nullopt;
    if (!element)
        return {};

    const Block block{index.row() / blockRows, index.column() / blockColumns};
    const Cells *cells = m_cache.object(block);
    if (!cells) {
        want(block);
        return isText ? QVariant(u"…"_s) : QVariant(false);
    }
    const qsizetype at = (index.row() % blockRows) * cells->columns + index.column() % blockColumns;
    const bool isRead = at < cells->texts.size();
    if (role == Roles::NonFiniteRole)
        return isRead && cells->nonFinite[static_cast<std::size_t>(at)];
    const QString value = isRead ? cells->texts[at] : u"?"_s;
    return role == Qt::DisplayRole ? value : tr("%1 = %2").arg(indexText(*element), value);
}

void ValuesModel::want(const Block &block) const
{
    if (m_reading.contains(block))
        return;
    m_wanted.removeOne(block);
    m_wanted.append(block);
    if (m_wanted.size() > mostWanted)
        m_wanted.removeFirst();
    m_soon.start();
}

QVariant ValuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || section < 0
        || section >= (orientation == Qt::Vertical ? m_rows : m_columns))
        return {};
    if (orientation == Qt::Vertical && m_line != 0)
        return joined(*tensorIndex(section, 0));
    if (m_line != 0)
        return u'+' + QString::number(section);
    const Shape index =
        orientation == Qt::Vertical ? *tensorIndex(section, 0) : *tensorIndex(0, section);
    // The first dimension that is not a single index goes down, those behind it across.
    Shape down;
    Shape across;
    for (qsizetype i = 0; i < index.size(); ++i) {
        if (!m_slice.axes[i].isIndex)
            (down.isEmpty() ? down : across).append(index[i]);
    }
    return joined(orientation == Qt::Vertical ? down : across);
}

std::function<Result<std::vector<ValuesModel::Cells>>(Progress &)> ValuesModel::reader(
    const QList<Block> &blocks) const
{
    struct Wish {
        Cells cells;
        std::vector<Region> windows;
    };
    std::vector<Wish> wishes;
    for (const Block &block : blocks) {
        Wish wish;
        const int top = block.row * blockRows;
        const int left = block.column * blockColumns;
        const int rows = qMin(blockRows, m_rows - top);
        wish.cells.columns = qMin(blockColumns, m_columns - left);
        const auto columns = static_cast<quint64>(wish.cells.columns);
        if (m_line == 0) {
            wish.windows = {{static_cast<quint64>(top), static_cast<quint64>(left),
                static_cast<quint64>(rows), columns}};
        } else {
            for (int row = top; row < top + rows; ++row)
                wish.windows.push_back({0, flat(row, left), 1, columns});
        }
        wishes.push_back(std::move(wish));
    }
    const Slice slice = m_line == 0 ? m_slice : inOneRow(m_slice);
    return [view = m_view, slice, wishes](Progress &progress) -> Result<std::vector<Cells>> {
        std::vector<Cells> answer;
        for (const Wish &wish : wishes) {
            Cells cells = wish.cells;
            for (const Region &window : wish.windows) {
                if (progress.isCancelled())
                    return fail(Code::Cancelled, {});
                const Result<Values> values = readValues(view, slice, window);
                if (!values)
                    return tl::unexpected(values.error());
                cells.texts += values->texts;
                for (const double number : values->numbers)
                    cells.nonFinite.push_back(!std::isfinite(number));
            }
            answer.push_back(std::move(cells));
        }
        return answer;
    };
}

void ValuesModel::read()
{
    if (m_wanted.isEmpty() || m_job.isRunning())
        return;
    while (!m_wanted.isEmpty() && m_reading.size() < blocksAtOnce)
        m_reading += m_wanted.takeLast();
    m_job.start(tr("Values"), reader(m_reading),
        [this](const Result<std::vector<Cells>> &answer) { receive(answer); });
}

void ValuesModel::receive(const Result<std::vector<Cells>> &answer)
{
    const QList<Block> blocks = std::exchange(m_reading, {});
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        // An empty one where reading failed: asking again and again would not help.
        m_cache.insert(
            blocks[i], answer ? new Cells((*answer)[static_cast<std::size_t>(i)]) : new Cells);
        const int top = blocks[i].row * blockRows;
        const int left = blocks[i].column * blockColumns;
        emit dataChanged(index(top, left),
            index(qMin(top + blockRows, m_rows) - 1, qMin(left + blockColumns, m_columns) - 1));
    }
    if (!answer)
        emit failed(answer.error().detail);
    m_soon.start();
}
