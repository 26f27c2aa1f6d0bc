// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/grid.h"

#include "model/tensor/blocks.h"
#include "model/tensor/parallel.h"
#include "model/tensor/strip.h"

#include <cmath>
#include <limits>

namespace {

constexpr quint64 readBytes = 1 << 20;
/// Up to this many bytes that nobody needs are read to save a call.
constexpr quint64 gapBytes = 32 << 10;

/// At most this many columns are added up together.
constexpr quint64 stripColumns = 1 << 16;

Region cutOff(const Region &region, const Matrix &matrix)
{
    Region cut;
    cut.row = qMin(region.row, matrix.rows);
    cut.column = qMin(region.column, matrix.columns);
    cut.rows = qMin(region.rows, matrix.rows - cut.row);
    cut.columns = qMin(region.columns, matrix.columns - cut.column);
    return cut;
}

int cellsFor(quint64 length, int most)
{
    return static_cast<int>(qMin(length, static_cast<quint64>(qMax(0, most))));
}

/// Makes one grid; a task is a row of cells.
class Painter {
public:
    Painter(std::vector<TensorView> numbers, const GridRequest &request)
        : m_numbers(std::move(numbers)), m_dtype(m_numbers[0].dtype),
          m_matrix(matrixOf(m_dtype, m_numbers[0].shape)), m_reduction(request.reduction)
    {
        m_grid.region = cutOff(request.region, m_matrix);
        m_grid.rows = cellsFor(m_grid.region.rows, request.maxRows);
        m_grid.columns = cellsFor(m_grid.region.columns, request.maxColumns);
        const std::size_t cells = m_grid.cell(m_grid.rows, 0);
        m_grid.values.resize(cells);
        m_grid.flags.resize(cells, Grid::NoNumber);
        m_grid.isSample = m_reduction == Reduction::Sample && cells > 0
            && (region().rows > rows() || region().columns > columns());
    }

    Result<Grid> paint(Progress &progress)
    {
        if (m_grid.values.empty())
            return m_grid;
        m_workers.resize(workersFor(rows()));
        for (Worker &worker : m_workers)
            worker.buffers.resize(m_numbers.size());
        quint64 total = 0;
        for (quint64 row = 0; row < rows(); ++row)
            total += bytesOf(row);
        Tally tally(progress, total);
        const auto run = [&](std::size_t worker, std::size_t row) -> Result<void> {
            const Result<void> done = m_reduction == Reduction::Sample
                ? sample(m_workers[worker], row)
                : reduce(m_workers[worker], row);
            tally.add(bytesOf(row));
            return done;
        };
        const auto announce = [this](std::size_t row) { announceSample(row); };
        const Result<void> done = m_reduction == Reduction::Sample
            ? runAll({rows(), announce, run}, progress)
            : runAll({rows(), {}, run}, progress);
        if (!done)
            return tl::unexpected(done.error());
        findExtremes();
        return std::move(m_grid);
    }

private:
    struct Worker {
        std::vector<std::vector<std::byte>> buffers; ///< one a tensor
        Strip strip;
        std::vector<GridCell> cells; ///< one a column of the grid
    };

    const Region &region() const { return m_grid.region; }
    quint64 rows() const { return static_cast<quint64>(m_grid.rows); }
    quint64 columns() const { return static_cast<quint64>(m_grid.columns); }
    quint64 place(quint64 row, quint64 column) const { return row * m_matrix.columns + column; }
    quint64 bytesFor(quint64 numbers) const { return byteRange(m_dtype, 0, numbers).size(); }

    quint64 firstRow(quint64 row) const
    {
        return region().row + cellBegin(row, rows(), region().rows);
    }
    quint64 firstColumn(quint64 column) const
    {
        return region().column + cellBegin(column, columns(), region().columns);
    }
    quint64 middleRow(quint64 row) const { return (firstRow(row) + firstRow(row + 1) - 1) / 2; }
    quint64 middleColumn(quint64 column) const
    {
        return (firstColumn(column) + firstColumn(column + 1) - 1) / 2;
    }

    quint64 bytesOf(quint64 row) const
    {
        const bool isSampled = m_reduction == Reduction::Sample;
        const quint64 lines = isSampled ? 1 : firstRow(row + 1) - firstRow(row);
        return bytesFor(lines * region().columns) * m_numbers.size();
    }

    void announceSample(quint64 row) const
    {
        const quint64 begin = place(middleRow(row), region().column);
        const quint64 end = qMin(begin + region().columns, m_matrix.numbers);
        if (begin >= end)
            return;
        const ByteRange range = byteRange(m_dtype, begin, end - begin);
        for (const TensorView &view : m_numbers)
            view.source->willRead(view.position + range.begin, range.size());
    }

    Result<void> read(Worker &worker, quint64 begin, quint64 end) const
    {
        const ByteRange range = byteRange(m_dtype, begin, end - begin);
        for (std::size_t i = 0; i < m_numbers.size(); ++i) {
            worker.buffers[i].resize(range.size());
            const Result<void> done =
                m_numbers[i].source->readAt(m_numbers[i].position + range.begin, worker.buffers[i]);
            if (!done)
                return done;
        }
        return {};
    }

    /// Numbers from place `first` on out of what was read from place `begin` on; of two tensors
    /// the difference.
    void numbersAt(
        const Worker &worker, quint64 begin, quint64 first, std::span<double> numbers) const
    {
        const quint64 offset = byteRange(m_dtype, begin, 0).begin;
        const ByteRange range = byteRange(m_dtype, first, numbers.size());
        const auto bytes = [&](std::size_t tensor) {
            return std::span(worker.buffers[tensor]).subspan(range.begin - offset, range.size());
        };
        decode(m_dtype, first, bytes(0), numbers);
        if (m_numbers.size() == 1)
            return;
        std::array<double, blockNumbers> others;
        decode(m_dtype, first, bytes(1), std::span(others).first(numbers.size()));
        for (std::size_t i = 0; i < numbers.size(); ++i)
            numbers[i] = others[i] - numbers[i];
    }

    Result<void> reduce(Worker &worker, quint64 row)
    {
        worker.cells.assign(columns(), GridCell());
        for (quint64 at = 0; at < region().columns; at += stripColumns) {
            const quint64 width = qMin(stripColumns, region().columns - at);
            worker.strip.begin(width, firstRow(row + 1) - firstRow(row));
            // Rows that follow each other closely are read together.
            const quint64 rowBytes = bytesFor(m_matrix.columns) + 1;
            const bool isClose = bytesFor(m_matrix.columns - width) <= gapBytes;
            const quint64 lines = isClose ? qMax<quint64>(1, readBytes / rowBytes) : 1;
            const quint64 end = firstRow(row + 1);
            for (quint64 line = firstRow(row); line < end; line += lines) {
                const quint64 lineEnd = qMin(end, line + lines);
                if (const auto done = addLines(worker, line, lineEnd, at, width); !done)
                    return done;
            }
            for (quint64 i = 0; i < width; ++i) {
                const quint64 column = cellAt(at + i, columns(), region().columns);
                worker.strip.mergeInto(worker.cells[column], i, m_reduction);
            }
        }
        for (quint64 column = 0; column < columns(); ++column)
            set(row, column, worker.cells[column]);
        return {};
    }

    /// Reads lines `line` … `lineEnd` of the matrix in one go and adds `width` numbers of each,
    /// from column `at` of the region on, to the strip.
    Result<void> addLines(Worker &worker, quint64 line, quint64 lineEnd, quint64 at, quint64 width)
    {
        const quint64 column = region().column + at;
        const quint64 begin = place(line, column);
        const quint64 end = qMin(place(lineEnd - 1, column + width), m_matrix.numbers);
        if (begin < end) {
            if (const Result<void> done = read(worker, begin, end); !done)
                return done;
        }
        std::array<double, blockNumbers> block;
        for (; line < lineEnd; ++line) {
            const quint64 first = place(line, column);
            const quint64 last = qMax(first, qMin(first + width, end));
            for (quint64 number = first; number < last; number += block.size()) {
                const std::span<double> numbers =
                    std::span(block).first(qMin<quint64>(block.size(), last - number));
                numbersAt(worker, begin, number, numbers);
                worker.strip.add(number - first, numbers, m_reduction);
            }
            worker.strip.endRow(last - first);
        }
        return {};
    }

    Result<void> sample(Worker &worker, quint64 row)
    {
        const quint64 line = middleRow(row);
        for (quint64 column = 0; column < columns();) {
            // Cells whose numbers are near each other are read together.
            const quint64 begin = place(line, middleColumn(column));
            quint64 last = begin;
            quint64 next = column + 1;
            for (; next < columns(); ++next) {
                const quint64 number = place(line, middleColumn(next));
                if (bytesFor(number - last) > gapBytes || bytesFor(number - begin) > readBytes)
                    break;
                last = number;
            }
            const quint64 end = qMin(last + 1, m_matrix.numbers);
            if (begin >= end)
                return {};
            if (const Result<void> done = read(worker, begin, end); !done)
                return done;
            for (; column < next; ++column) {
                const quint64 number = place(line, middleColumn(column));
                if (number >= end)
                    return {};
                double value = 0;
                numbersAt(worker, begin, number, {&value, 1});
                set(row, column, GridCell::of(value));
            }
        }
        return {};
    }

    void set(quint64 row, quint64 column, const GridCell &cell)
    {
        const std::size_t index = row * columns() + column;
        m_grid.flags[index] =
            static_cast<quint8>(cell.flags | (cell.finite == 0 ? Grid::NoNumber : 0));
        if (cell.finite == 0)
            return;
        constexpr double largest = std::numeric_limits<float>::max();
        const double value =
            m_reduction == Reduction::Mean ? cell.value / double(cell.finite) : cell.value;
        // + 0.0: a negative zero becomes a zero.
        m_grid.values[index] = static_cast<float>(qBound(-largest, value + 0.0, largest));
    }

    void findExtremes()
    {
        for (std::size_t i = 0; i < m_grid.values.size(); ++i) {
            if (m_grid.flags[i] & Grid::NoNumber)
                continue;
            const float value = m_grid.values[i];
            m_grid.min = qMin(m_grid.min.value_or(value), value);
            m_grid.max = qMax(m_grid.max.value_or(value), value);
        }
    }

    const std::vector<TensorView> m_numbers; ///< one, or the two of a difference
    const Dtype m_dtype;
    const Matrix m_matrix;
    const Reduction m_reduction;
    std::vector<Worker> m_workers;
    Grid m_grid;
};

Result<Grid> paint(
    std::span<const TensorView> views, const GridRequest &request, Progress &progress)
{
    Result<std::vector<TensorView>> numbers = asNumbers(views);
    if (!numbers)
        return tl::unexpected(numbers.error());
    return Painter(std::move(*numbers), request).paint(progress);
}

} // namespace

Region Grid::under(int row, int column) const
{
    const auto begin = [](int cell, int cells, quint64 length) {
        return cellBegin(static_cast<quint64>(cell), static_cast<quint64>(cells), length);
    };
    const quint64 top = begin(row, rows, region.rows);
    const quint64 left = begin(column, columns, region.columns);
    return {region.row + top, region.column + left, begin(row + 1, rows, region.rows) - top,
        begin(column + 1, columns, region.columns) - left};
}

Result<Grid> makeGrid(const TensorView &view, const GridRequest &request, Progress &progress)
{
    return paint({&view, 1}, request, progress);
}

Result<Grid> makeDifferenceGrid(
    const TensorView &a, const TensorView &b, const GridRequest &request, Progress &progress)
{
    return paint(std::array{a, b}, request, progress);
}
