// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/values.h"

#include "model/tensor/decode.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Slice)
};

using Axis = Slice::Axis;

Axis wholeAxis(quint64 size)
{
    return {0, 1, size, false};
}

Result<qint64> parseInteger(const QString &text)
{
    bool isInteger = false;
    const qint64 number = text.trimmed().toLongLong(&isInteger);
    if (!isInteger)
        return fail(Code::Usage,
            Text::tr("\"%1\" is not a whole number. Write an index such as 3, a range such as "
                     "0:10 or : for a whole dimension.")
                .arg(text.trimmed()));
    return number;
}

Result<Axis> parseIndex(const QString &text, qsizetype dimension, quint64 size)
{
    const Result<qint64> number = parseInteger(text);
    if (!number)
        return tl::unexpected(number.error());
    const quint64 magnitude =
        *number < 0 ? 0 - static_cast<quint64>(*number) : static_cast<quint64>(*number);
    if (*number < 0 ? magnitude > size : magnitude >= size)
        return fail(Code::Usage,
            Text::tr("Index %1 is out of range: dimension %2 has %3 entries.")
                .arg(QString::number(*number), QString::number(dimension), QString::number(size)));
    return Axis{*number < 0 ? size - magnitude : magnitude, 1, 1, true};
}

/// `start:stop:step`, cut off as Python's `slice.indices` does.
Result<Axis> parseRange(const QString &text, quint64 size)
{
    const QStringList parts = text.split(u':');
    if (parts.size() > 3)
        return fail(Code::Usage,
            Text::tr("\"%1\" has too many colons: a range is start:stop or start:stop:step.")
                .arg(text.trimmed()));
    std::optional<qint64> bounds[3];
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i].trimmed().isEmpty())
            continue;
        const Result<qint64> number = parseInteger(parts[i]);
        if (!number)
            return tl::unexpected(number.error());
        bounds[i] = *number;
    }
    const qint64 step = qMax(bounds[2].value_or(1), -std::numeric_limits<qint64>::max());
    if (step == 0)
        return fail(Code::Usage, Text::tr("The step of a range cannot be 0."));

    const auto length =
        static_cast<qint64>(qMin<quint64>(size, std::numeric_limits<qint64>::max()));
    const qint64 lowest = step < 0 ? -1 : 0;
    const qint64 highest = step < 0 ? length - 1 : length;
    const auto bounded = [&](std::optional<qint64> bound, qint64 otherwise) {
        if (!bound)
            return otherwise;
        return qBound(lowest, *bound < 0 ? *bound + length : *bound, highest);
    };
    const qint64 start = bounded(bounds[0], step < 0 ? highest : lowest);
    const qint64 stop = bounded(bounds[1], step < 0 ? lowest : highest);
    const bool isEmpty = step < 0 ? start <= stop : start >= stop;
    const qint64 count = isEmpty ? 0 : 1 + (qAbs(stop - start) - 1) / qAbs(step);
    return Axis{
        isEmpty ? 0 : static_cast<quint64>(start), step, static_cast<quint64>(count), false};
}

QStringList entriesOf(const QString &text)
{
    QString inner = text.trimmed();
    if (inner.startsWith(u'[') && inner.endsWith(u']'))
        inner = inner.mid(1, inner.size() - 2).trimmed();
    if (inner.endsWith(u','))
        inner.chop(1);
    return inner.isEmpty() ? QStringList() : inner.split(u',');
}

bool isEllipsis(const QString &entry)
{
    return entry.trimmed() == u"..." || entry.trimmed() == u"…";
}

} // namespace

quint64 Slice::rows() const
{
    for (const Axis &axis : axes) {
        if (!axis.isIndex)
            return axis.count;
    }
    return 1;
}

quint64 Slice::columns() const
{
    quint64 product = 1;
    bool isFirst = true;
    for (const Axis &axis : axes) {
        if (axis.isIndex)
            continue;
        if (!isFirst)
            product *= axis.count;
        isFirst = false;
    }
    return product;
}

Shape Slice::indexAt(quint64 row, quint64 column) const
{
    Shape index(axes.size());
    // From the last dimension on, until the first that is not a single index: that one is the row.
    quint64 rest = row * columns() + column;
    for (qsizetype i = axes.size() - 1; i >= 0; --i) {
        const Axis &axis = axes[i];
        index[i] = axis.start;
        if (axis.isIndex)
            continue;
        index[i] += static_cast<quint64>(axis.step) * (rest % axis.count);
        rest /= axis.count;
    }
    return index;
}

quint64 Slice::elementAt(quint64 row, quint64 column) const
{
    const Shape index = indexAt(row, column);
    quint64 element = 0;
    for (qsizetype i = 0; i < shape.size(); ++i)
        element = element * shape[i] + index[i];
    return element;
}

Slice wholeSlice(const Shape &shape)
{
    Slice slice;
    slice.shape = shape;
    for (const quint64 size : shape)
        slice.axes.append(wholeAxis(size));
    return slice;
}

Result<Slice> parseSlice(const QString &text, const Shape &shape)
{
    const QStringList entries = entriesOf(text);
    const qsizetype ellipses = std::count_if(entries.begin(), entries.end(), isEllipsis);
    const qsizetype missing = shape.size() - (entries.size() - ellipses);
    if (ellipses > 1)
        return fail(Code::Usage, Text::tr("A slice can have only one \"...\"."));
    if (missing < 0)
        return fail(Code::Usage,
            Text::tr("The slice has more entries than the tensor has dimensions (%1).")
                .arg(shape.size()));

    Slice slice;
    slice.shape = shape;
    const auto fill = [&slice](qsizetype until) {
        while (slice.axes.size() < until)
            slice.axes.append(wholeAxis(slice.shape[slice.axes.size()]));
    };
    for (const QString &entry : entries) {
        const qsizetype dimension = slice.axes.size();
        if (isEllipsis(entry)) {
            fill(dimension + missing);
            continue;
        }
        const quint64 size = shape[dimension];
        const Result<Axis> axis =
            entry.contains(u':') ? parseRange(entry, size) : parseIndex(entry, dimension, size);
        if (!axis)
            return tl::unexpected(axis.error());
        slice.axes.append(*axis);
    }
    fill(shape.size());
    return slice;
}

Result<Values> readValues(const TensorView &view, const Slice &slice, const Region &window)
{
    if (view.dtype == Dtype::Unknown)
        return fail(Code::UnknownDtype,
            Text::tr("The values of this tensor in \"%1\" cannot be read, since its dtype is not "
                     "known.")
                .arg(view.source->name()));
    Values values;
    Region &cut = values.window;
    cut.row = qMin(window.row, slice.rows());
    cut.column = qMin(window.column, slice.columns());
    cut.rows = qMin(window.rows, slice.rows() - cut.row);
    cut.columns = qMin(window.columns, slice.columns() - cut.column);

    std::vector<std::byte> buffer;
    for (quint64 row = cut.row; row < cut.row + cut.rows; ++row) {
        for (quint64 column = cut.column; column < cut.column + cut.columns;) {
            // Elements that follow each other are read in one go.
            const quint64 first = slice.elementAt(row, column);
            quint64 count = 1;
            while (column + count < cut.column + cut.columns
                && slice.elementAt(row, column + count) == first + count)
                ++count;
            const ByteRange range = byteRange(view.dtype, first, count);
            buffer.resize(range.size());
            const Result<void> read = view.source->readAt(view.position + range.begin, buffer);
            if (!read)
                return tl::unexpected(read.error());
            for (quint64 i = 0; i < count; ++i) {
                const ByteRange at = byteRange(view.dtype, first + i, 1);
                const quint64 pattern = patternAt(view.dtype, first + i,
                    std::span(buffer).subspan(at.begin - range.begin, at.size()));
                values.numbers.push_back(numberOf(view.dtype, pattern));
                values.texts += elementText(view.dtype, pattern);
            }
            column += count;
        }
    }
    return values;
}
