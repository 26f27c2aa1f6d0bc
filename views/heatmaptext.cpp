// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/heatmaptext.h"

#include "model/base/text.h"

using namespace Qt::StringLiterals;

namespace {

int cellOver(quint64 position, quint64 begin, int cells, quint64 length)
{
    return static_cast<int>(cellAt(position - begin, static_cast<quint64>(cells), length));
}

bool isCovered(const Place &place, const Region &region)
{
    return place.row >= region.row && place.row - region.row < region.rows
        && place.column >= region.column && place.column - region.column < region.columns;
}

} // namespace

QString HeatmapText::at(
    const Grid &grid, Reduction reduction, const Matrix &matrix, const Place &place)
{
    if (!matrix.contains(place.row, place.column))
        return {};
    const QString index = indexText(matrix.indexAt(place.row, place.column));
    if (!isCovered(place, grid.region))
        return index;
    const int row = cellOver(place.row, grid.region.row, grid.rows, grid.region.rows);
    const int column =
        cellOver(place.column, grid.region.column, grid.columns, grid.region.columns);
    const Region under = grid.under(row, column);
    const std::size_t cell = grid.cell(row, column);
    const quint8 flags = grid.flags[cell];
    const QString special = flags & Grid::HasNan ? u"NaN"_s : u"Inf"_s;
    const bool isSpecial = flags & (Grid::HasNan | Grid::HasInf);
    const QString value = text::number(double(grid.values[cell]), 6);
    if (under.rows == 1 && under.columns == 1)
        return tr("%1 = %2").arg(index, isSpecial ? special : value);

    const QString size = tr("%1 × %2").arg(text::count(under.rows), text::count(under.columns));
    if (flags & Grid::NoNumber)
        return tr("%1 and around (%2): no finite number, %3").arg(index, size, special);
    const QString found = isSpecial ? tr(", and %1").arg(special) : QString();
    switch (reduction) {
    case Reduction::Sample:
        return tr("%1 and around (%2): one is %3%4").arg(index, size, value, found);
    case Reduction::Mean:
        return tr("%1 and around (%2): mean %3%4").arg(index, size, value, found);
    case Reduction::Extreme:
        return tr("%1 and around (%2): farthest from 0 is %3%4").arg(index, size, value, found);
    }
    Q_UNREACHABLE();
}

QString HeatmapText::cells(const Grid &grid, Reduction reduction)
{
    const auto perCell = [](quint64 length, int cells) {
        return text::number(double(length) / qMax(1, cells), 3);
    };
    const QString down = perCell(grid.region.rows, grid.rows);
    const QString across = perCell(grid.region.columns, grid.columns);
    if (down == u"1" && across == u"1")
        return tr("One element a cell.");
    switch (reduction) {
    case Reduction::Sample:
        return tr("One of %1 × %2 a cell.").arg(down, across);
    case Reduction::Mean:
        return tr("Mean of %1 × %2 a cell.").arg(down, across);
    case Reduction::Extreme:
        return tr("Farthest from 0 of %1 × %2 a cell.").arg(down, across);
    }
    Q_UNREACHABLE();
}

QString HeatmapText::region(const Region &region, const Matrix &matrix)
{
    if (region.rows == 0 || region.columns == 0)
        return tr("No elements.");
    return tr("Rows %1 to %2 of %3, columns %4 to %5 of %6.")
        .arg(text::count(region.row), text::count(region.row + region.rows - 1),
            text::count(matrix.rows), text::count(region.column),
            text::count(region.column + region.columns - 1), text::count(matrix.columns));
}
