// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/tensor/matrix.h"

#include <optional>
#include <vector>

/// How the numbers under one cell become one.
enum class Reduction : quint8 {
    Sample, ///< the one in the middle; reads only the rows it needs, for a first look
    Mean, ///< of the finite ones
    Extreme, ///< the one farthest from zero, with its sign: |value| is max |x|
};

/// What to make a picture of.
struct GridRequest {
    Region region; ///< of the tensor's Matrix; what reaches beyond is cut off
    int maxRows = 1; ///< cells at most
    int maxColumns = 1;
    Reduction reduction = Reduction::Mean;

    friend bool operator==(const GridRequest &, const GridRequest &) = default;
};

/// A region of a tensor reduced to few enough cells to be painted, row by row. Where there are as
/// many cells as rows and columns of the region, each is one number.
struct Grid {
    enum CellFlag : quint8 {
        HasNan = 1,
        HasInf = 2,
        NoNumber = 4, ///< nothing finite under it: the value is 0 and means nothing
    };

    Region region; ///< what the cells cover
    int rows = 0;
    int columns = 0;
    std::vector<float> values; ///< rows × columns; beyond a float's range its largest number
    std::vector<quint8> flags; ///< CellFlags, rows × columns
    std::optional<float> min; ///< of the cells with a number
    std::optional<float> max;
    bool isSample = false; ///< at least one cell stands for numbers that were not read

    /// The rows and columns of the matrix under a cell.
    [[nodiscard]] Region under(int row, int column) const;
    [[nodiscard]] std::size_t cell(int row, int column) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns)
            + static_cast<std::size_t>(column);
    }

    friend bool operator==(const Grid &, const Grid &) = default;
};

/// A region of a tensor. Memory is bounded by the number of cells and a buffer a thread. Reports
/// bytes. Errors: of the source's readAt, UnknownDtype, Cancelled.
[[nodiscard]] Result<Grid> makeGrid(
    const TensorView &view, const GridRequest &request, Progress &progress);

/// The same of b − a, number by number, then reduced. Usage where dtypes or shapes differ. A NaN or
/// an infinity in either tensor makes a NaN or an infinity of the difference.
[[nodiscard]] Result<Grid> makeDifferenceGrid(
    const TensorView &a, const TensorView &b, const GridRequest &request, Progress &progress);
