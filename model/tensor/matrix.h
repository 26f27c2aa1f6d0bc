// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/tensorview.h"

/// A rectangle of rows and columns.
struct Region {
    quint64 row = 0;
    quint64 column = 0;
    quint64 rows = 0;
    quint64 columns = 0;

    friend bool operator==(const Region &, const Region &) = default;
};

/// A tensor of any rank laid out as rows × columns for a picture. Rank 2 and above: dimension 0
/// down, all others flattened across. Rank 1: folded line by line into a rectangle near a square,
/// the last row possibly short. Rank 0: one place. C64 counts as one more, last dimension of 2
/// (real part, imaginary part). Places are numbered in the order of the tensor's data.
struct Matrix {
    Shape shape; ///< the tensor's, with a last 2 for C64
    quint64 rows = 0;
    quint64 columns = 0;
    quint64 numbers = 0; ///< rows × columns, less what the last row lacks

    [[nodiscard]] Region all() const { return {0, 0, rows, columns}; }
    /// What a title of the axis says, for instance "Dimensions 1 to 3 (3 × 14 × 14)".
    [[nodiscard]] QString rowTitle() const;
    [[nodiscard]] QString columnTitle() const;
    /// False behind the end of a short last row, and outside.
    [[nodiscard]] bool contains(quint64 row, quint64 column) const;
    /// The index into `shape` of a place that the matrix contains.
    [[nodiscard]] Shape indexAt(quint64 row, quint64 column) const;

    friend bool operator==(const Matrix &, const Matrix &) = default;
};
[[nodiscard]] Matrix matrixOf(Dtype dtype, const Shape &shape);

/// "[12, 0, 3]": as one would write it in Python.
[[nodiscard]] QString indexText(const Shape &index);

/// `length` rows (or columns) shared out evenly among `cells` ≤ `length` cells: where cell `cell`
/// begins; cellBegin(cells, …) is `length`.
[[nodiscard]] quint64 cellBegin(quint64 cell, quint64 cells, quint64 length);
/// The cell that row `position` < `length` falls into: the inverse of cellBegin().
[[nodiscard]] quint64 cellAt(quint64 position, quint64 cells, quint64 length);
