// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/tensorfile.h"

#include "model/tensor/decode.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TensorFile)
};

constexpr quint64 chunkElements = 1 << 18; // a multiple of 8, so that each begins at a whole byte
constexpr quint64 cellsAtOnce = 1 << 16;

/// What a `.npy` file holds each element in.
struct NpyType {
    QLatin1String description;
    bool isConverted = false; ///< to F32
};

NpyType npyType(Dtype dtype)
{
    switch (dtype) {
    case Dtype::BOOL:
        return {"|b1"_L1};
    case Dtype::U8:
        return {"|u1"_L1};
    case Dtype::I8:
        return {"|i1"_L1};
    case Dtype::I16:
        return {"<i2"_L1};
    case Dtype::U16:
        return {"<u2"_L1};
    case Dtype::F16:
        return {"<f2"_L1};
    case Dtype::I32:
        return {"<i4"_L1};
    case Dtype::U32:
        return {"<u4"_L1};
    case Dtype::F32:
        return {"<f4"_L1};
    case Dtype::C64:
        return {"<c8"_L1};
    case Dtype::F64:
        return {"<f8"_L1};
    case Dtype::I64:
        return {"<i8"_L1};
    case Dtype::U64:
        return {"<u8"_L1};
    default:
        return {"<f4"_L1, true};
    }
}

/// The header pads itself, so that the elements begin at a multiple of 64.
QByteArray npyHeader(const TensorView &view)
{
    QStringList dimensions;
    for (const quint64 dimension : view.shape)
        dimensions += QString::number(dimension);
    // A tuple of one needs its comma.
    const QString shape = dimensions.join(u", "_s) + (dimensions.size() == 1 ? u","_s : QString());
    QByteArray text = u"{'descr': '%1', 'fortran_order': False, 'shape': (%2), }"_s
                          .arg(npyType(view.dtype).description, shape)
                          .toLatin1();
    constexpr qsizetype before = 10; // magic, version and length
    text += QByteArray(63 - (before + text.size()) % 64, ' ') + '\n';
    QByteArray header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(text.size() & 0xff);
    header += static_cast<char>(text.size() >> 8);
    return header + text;
}

Result<void> cannotWrite(const QString &path, const QString &why)
{
    return fail(Code::CannotWrite,
        Text::tr("Cannot write %1: %2. Choose another place or make room.").arg(path, why));
}

/// By any link: writing there would destroy the checkpoint.
bool isSource(const TensorView &view, const TensorFileOptions &options)
{
    const auto isOutput = [&](const QString &file) {
        std::error_code ignored;
        return std::filesystem::equivalent(file.toStdString(), options.path.toStdString(), ignored);
    };
    return isOutput(view.source->name())
        || (options.checkpoint
            && std::ranges::any_of(options.checkpoint->files, isOutput, &CheckpointFile::path));
}

/// Runs `write` on a file that takes the place of options.path only when all went well.
Result<void> save(const TensorView &view, const TensorFileOptions &options,
    const std::function<Result<void>(QSaveFile &)> &write)
{
    if (view.dtype == Dtype::Unknown) {
        return fail(Code::UnknownDtype,
            Text::tr("The tensor’s dtype is unknown, so that its numbers cannot be read."));
    }
    if (isSource(view, options)) {
        return fail(Code::SameFile,
            Text::tr("%1 is part of the checkpoint. Choose another name.").arg(options.path));
    }
    if (QFileInfo::exists(options.path) && !options.overwrite) {
        return fail(Code::Exists,
            Text::tr("%1 exists already. Choose another name, or replace it (--force).")
                .arg(options.path));
    }
    QSaveFile file(options.path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(options.path, file.errorString());
    if (auto done = write(file); !done)
        return done;
    if (!file.commit())
        return cannotWrite(options.path, file.errorString());
    return {};
}

Result<void> put(QSaveFile &file, const QByteArray &bytes)
{
    if (file.write(bytes) == bytes.size())
        return {};
    return cannotWrite(file.fileName(), file.errorString());
}

/// Calls `consume` with the elements' bytes, a chunk after the other.
Result<void> forEachChunk(const TensorView &view, Progress &progress,
    const std::function<Result<void>(quint64, quint64, QByteArray)> &consume)
{
    const quint64 elements = view.elements();
    for (quint64 first = 0; first < elements; first += chunkElements) {
        if (progress.isCancelled())
            return fail(Code::Cancelled, {});
        const quint64 count = qMin(chunkElements, elements - first);
        const ByteRange range = byteRange(view.dtype, first, count);
        QByteArray bytes(static_cast<qsizetype>(range.size()), Qt::Uninitialized);
        auto done = view.source
                        ->readAt(view.position + range.begin,
                            std::as_writable_bytes(std::span(bytes.data(), range.size())))
                        .and_then([&] { return consume(first, count, bytes); });
        if (!done)
            return done;
        progress.report(range.end, view.bytes);
    }
    return {};
}

QByteArray asSingles(Dtype dtype, quint64 first, quint64 count, const QByteArray &bytes)
{
    std::vector<double> numbers(count);
    decode(dtype, first, std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))),
        numbers);
    QByteArray singles(static_cast<qsizetype>(4 * count), Qt::Uninitialized);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto single = static_cast<float>(numbers[i]);
        std::memcpy(singles.data() + 4 * i, &single, sizeof single);
    }
    return singles;
}

/// The cells of a window of a table of `columns`: a line ends where the table's row does.
QByteArray csvOf(const Values &values, quint64 columns)
{
    QString cells;
    quint64 column = 0;
    for (const QString &text : values.texts) {
        const bool isLast = values.window.column + column + 1 == columns;
        cells += text + (isLast ? u'\n' : u',');
        column = (column + 1) % values.window.columns;
    }
    return cells.toUtf8();
}

} // namespace

QLatin1String npyDescription(Dtype dtype)
{
    return npyType(dtype).description;
}

Result<void> writeNpy(const TensorView &view, const TensorFileOptions &options, Progress &progress)
{
    const bool isConverted = npyType(view.dtype).isConverted;
    const auto write = [&](QSaveFile &file) {
        return put(file, npyHeader(view)).and_then([&] {
            return forEachChunk(
                view, progress, [&](quint64 first, quint64 count, const QByteArray &bytes) {
                    return put(
                        file, isConverted ? asSingles(view.dtype, first, count, bytes) : bytes);
                });
        });
    };
    return save(view, options, write);
}

Result<void> writeRaw(const TensorView &view, const TensorFileOptions &options, Progress &progress)
{
    return save(view, options, [&](QSaveFile &file) {
        return forEachChunk(view, progress,
            [&](quint64, quint64, const QByteArray &bytes) { return put(file, bytes); });
    });
}

Result<void> writeCsv(const TensorView &view, const Slice &slice, const TensorFileOptions &options,
    Progress &progress)
{
    const quint64 rows = slice.rows();
    const quint64 columns = slice.columns();
    const auto write = [&](QSaveFile &file) -> Result<void> {
        // Many short rows at once, or a part of a row that may be as long as the tensor.
        const quint64 height = qMax<quint64>(1, cellsAtOnce / qMax<quint64>(1, columns));
        const quint64 width = qMin(cellsAtOnce, columns);
        for (quint64 row = 0; row < rows; row += height) {
            for (quint64 column = 0; column < columns; column += width) {
                if (progress.isCancelled())
                    return fail(Code::Cancelled, {});
                const Region window{
                    row, column, qMin(height, rows - row), qMin(width, columns - column)};
                const auto done = readValues(view, slice, window).and_then([&](const Values &read) {
                    return put(file, csvOf(read, columns));
                });
                if (!done)
                    return done;
            }
            progress.report(view.bytes / rows * row, view.bytes);
        }
        return {};
    };
    return save(view, options, write);
}

Result<void> writeTensor(
    const TensorView &view, const TensorFileOptions &options, Progress &progress)
{
    const QString suffix = QFileInfo(options.path).suffix().toLower();
    if (!options.slice.isEmpty() && suffix != u"csv")
        return fail(Code::Usage, Text::tr("A slice is for CSV: name the output something.csv."));
    if (suffix == u"csv") {
        const auto slice = parseSlice(options.slice, view.shape);
        return slice ? writeCsv(view, *slice, options, progress) : tl::unexpected(slice.error());
    }
    return suffix == u"npy" ? writeNpy(view, options, progress) : writeRaw(view, options, progress);
}

QString writtenSentence(const TensorView &view, const QString &path)
{
    const bool isConverted =
        path.endsWith(".npy"_L1, Qt::CaseInsensitive) && npyType(view.dtype).isConverted;
    return isConverted
        ? Text::tr("Wrote %1: %2 as F32, since NumPy has no %3.")
              .arg(path, shapeText(view.shape), name(view.dtype))
        : Text::tr("Wrote %1: %2 %3.").arg(path, shapeText(view.shape), name(view.dtype));
}
