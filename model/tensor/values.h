// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/matrix.h"

#include <QStringList>
#include <QVarLengthArray>

#include <vector>

/// A part of a tensor as a table, chosen as by Python's basic indexing. The first dimension that is
/// not a single index goes down, all further ones are flattened across; a slice with one such
/// dimension is one column, with none one value.
struct Slice {
    struct Axis {
        quint64 start = 0;
        qint64 step = 1;
        quint64 count = 0;
        bool isIndex = false; ///< one index (count is 1): the dimension does not appear

        friend bool operator==(const Axis &, const Axis &) = default;
    };
    Shape shape; ///< the tensor's
    QVarLengthArray<Axis, 4> axes; ///< one a dimension

    [[nodiscard]] quint64 rows() const;
    [[nodiscard]] quint64 columns() const;
    /// The tensor's index at a place of the table.
    [[nodiscard]] Shape indexAt(quint64 row, quint64 column) const;
    /// The same place as the number of the element in the tensor.
    [[nodiscard]] quint64 elementAt(quint64 row, quint64 column) const;

    friend bool operator==(const Slice &, const Slice &) = default;
};

/// The whole tensor.
[[nodiscard]] Slice wholeSlice(const Shape &shape);

/// "3, :, 10:20:2, ..., -1", brackets around it allowed; what is missing at the end is taken whole.
/// Bounds are cut off as Python does. Usage (with what is wrong) for anything else, for an index
/// out of range, and for more entries than dimensions.
[[nodiscard]] Result<Slice> parseSlice(const QString &text, const Shape &shape);

/// A window of a table, row by row.
struct Values {
    Region window; ///< of the slice's table
    std::vector<double> numbers; ///< of C64 the real part; see decode() for I64 and U64
    QStringList texts; ///< elementText()

    friend bool operator==(const Values &, const Values &) = default;
};

/// Reads what is in `window` of the slice, cut off at its edges, and hardly more: meant for the
/// few rows and columns that are on screen. Errors: of the source's readAt, UnknownDtype.
[[nodiscard]] Result<Values> readValues(
    const TensorView &view, const Slice &slice, const Region &window);
