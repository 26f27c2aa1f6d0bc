// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/matrix.h"

#include "model/base/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Matrix)
};

/// How long a line of a folded tensor of `length` ≥ 1 is: a divisor of the length, so that the
/// last row is full, where one makes a rectangle of at most 1 : 4; else the square's side.
quint64 foldedLength(quint64 length)
{
    const auto side = static_cast<quint64>(std::ceil(std::sqrt(double(length))));
    for (quint64 columns = side; columns <= 2 * side; ++columns) {
        if (length % columns == 0)
            return columns;
    }
    return side;
}

QString titleOf(const Shape &shape, qsizetype first, qsizetype count)
{
    QStringList sizes;
    for (const quint64 size : std::span(shape.begin() + first, shape.begin() + first + count))
        sizes += text::count(size);
    if (count == 1)
        return Text::tr("Dimension %1 (%2)").arg(QString::number(first), sizes[0]);
    return Text::tr("Dimensions %1 to %2 (%3)")
        .arg(QString::number(first), QString::number(first + count - 1), sizes.join(u" × "_s));
}

} // namespace

Matrix matrixOf(Dtype dtype, const Shape &shape)
{
    Matrix matrix;
    matrix.shape = shape;
    if (dtype == Dtype::C64)
        matrix.shape.append(2);
    matrix.numbers = 1;
    for (const quint64 size : matrix.shape)
        matrix.numbers *= size;
    if (matrix.numbers == 0)
        return matrix;
    matrix.columns = matrix.shape.size() == 1 ? foldedLength(matrix.numbers)
        : matrix.shape.isEmpty()              ? 1
                                              : matrix.numbers / matrix.shape[0];
    matrix.rows = matrix.numbers / matrix.columns + (matrix.numbers % matrix.columns != 0);
    return matrix;
}

QString Matrix::rowTitle() const
{
    if (shape.isEmpty())
        return {};
    return shape.size() == 1 ? Text::tr("Lines of %1").arg(text::count(columns))
                             : titleOf(shape, 0, 1);
}

QString Matrix::columnTitle() const
{
    if (shape.isEmpty())
        return {};
    return shape.size() == 1 ? titleOf(shape, 0, 1) : titleOf(shape, 1, shape.size() - 1);
}

bool Matrix::contains(quint64 row, quint64 column) const
{
    return row < rows && column < columns && row * columns + column < numbers;
}

Shape Matrix::indexAt(quint64 row, quint64 column) const
{
    quint64 place = row * columns + column;
    Shape index(shape.size());
    for (qsizetype i = shape.size() - 1; i >= 0; --i) {
        index[i] = place % shape[i];
        place /= shape[i];
    }
    return index;
}

QString indexText(const Shape &index)
{
    QStringList entries;
    for (const quint64 entry : index)
        entries += QString::number(entry);
    return u'[' + entries.join(u", "_s) + u']';
}

quint64 cellBegin(quint64 cell, quint64 cells, quint64 length)
{
    // cell · length / cells without leaving 64 bits.
    return cell * (length / cells) + cell * (length % cells) / cells;
}

quint64 cellAt(quint64 position, quint64 cells, quint64 length)
{
    const auto estimate =
        static_cast<quint64>((double(position) + 0.5) * double(cells) / double(length));
    quint64 cell = qMin(estimate, cells - 1);
    while (cell > 0 && cellBegin(cell, cells, length) > position)
        --cell;
    while (cell + 1 < cells && cellBegin(cell + 1, cells, length) <= position)
        ++cell;
    return cell;
}
