// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/checks/datachecks.h"

#include "model/bagel/positiontable.h"
#include "model/bagel/siblings.h"
#include "model/base/text.h"
#include "model/tensor/decode.h"
#include "model/tensor/reader.h"

#include <QByteArray>
#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DataChecks)
};

constexpr quint64 sampleBytes = 4096;
constexpr quint64 sampledParts[] = {0, 1, 2}; // beginning, middle, end

/// The beginning, the middle or the end of a tensor.
Result<QByteArray> sampleOf(const TensorView &view, quint64 part)
{
    const quint64 size = qMin(sampleBytes, view.bytes);
    QByteArray sample(static_cast<qsizetype>(size), Qt::Uninitialized);
    return view.source
        ->readAt(view.position + (view.bytes - size) * part / 2,
            std::as_writable_bytes(std::span(sample.data(), size)))
        .map([&] { return std::move(sample); });
}

/// Whether all samples are zero; a trained tensor tells by its first one.
Result<bool> isZero(const TensorView &view)
{
    static const QByteArray zeros(static_cast<qsizetype>(sampleBytes), '\0');
    for (const quint64 part : sampledParts) {
        const auto sample = sampleOf(view, part);
        if (!sample)
            return tl::unexpected(sample.error());
        if (!zeros.startsWith(*sample))
            return false;
    }
    return true;
}

/// Whether all samples of the one are those of the other.
Result<bool> areEqual(const TensorView &a, const TensorView &b)
{
    for (const quint64 part : sampledParts) {
        const auto sampleA = sampleOf(a, part);
        const auto sampleB = sampleOf(b, part);
        if (!sampleA || !sampleB)
            return tl::unexpected((sampleA ? sampleB : sampleA).error());
        if (*sampleA != *sampleB)
            return false;
    }
    return true;
}

/// How far a stored table may be from the computed one: half a unit in the last place below 1, and
/// what computing in single precision costs. Zero for dtypes that hold no such table.
double tolerance(Dtype dtype)
{
    switch (dtype) {
    case Dtype::F64:
    case Dtype::F32:
        return 1e-5;
    case Dtype::F16:
        return 0x1p-11;
    case Dtype::BF16:
        return 0x1p-8;
    case Dtype::F8_E4M3:
    case Dtype::F8_E4M3FNUZ:
        return 0x1p-4;
    case Dtype::F8_E5M2:
    case Dtype::F8_E5M2FNUZ:
        return 0x1p-3;
    default:
        return 0;
    }
}

class DataCheck final {
public:
    DataCheck(const Inventory &inventory, Progress &progress)
        : m_inventory(inventory), m_checkpoint(*inventory.checkpoint), m_progress(progress)
    {
    }

    Result<std::vector<Problem>> run()
    {
        return findZeros()
            .and_then([&] { return m_isAllZero ? Result<void>() : comparePairs(); })
            .and_then([&] { return m_isAllZero ? Result<void>() : checkTables(); })
            .map([&] { return std::move(m_problems); });
    }

private:
    const TensorInfo &at(qsizetype tensor) const
    {
        return m_checkpoint.tensors[static_cast<std::size_t>(tensor)];
    }

    Result<void> goOn() const
    {
        return m_progress.isCancelled()
            ? fail(Code::Cancelled, Text::tr("Checking %1 was cancelled.").arg(m_checkpoint.path))
            : Result<void>();
    }

    Result<void> findZeros()
    {
        QStringList zero;
        qsizetype matrices = 0;
        for (qsizetype i = 0; i < m_checkpoint.modelTensors; ++i) {
            // Biases of nothing but zeros are common, matrices are not.
            if (at(i).isDamaged || at(i).shape.size() < 2 || at(i).bytes() == 0)
                continue;
            if (auto alive = goOn(); !alive)
                return alive;
            const auto isAllZero = isZero(viewOf(m_checkpoint, i));
            if (!isAllZero)
                return tl::unexpected(isAllZero.error());
            ++matrices;
            if (*isAllZero)
                zero += at(i).key.toString();
        }
        m_isAllZero = !zero.isEmpty() && zero.size() == matrices;
        if (zero.isEmpty())
            return {};
        const QString message = m_isAllZero
            ? Text::tr("Every matrix is zero wherever it was sampled, so this file holds no "
                       "weights. An unfinished download or copy looks like this.")
            : Text::tr("%1 of %2 matrices are zero wherever they were sampled: %3. An unfinished "
                       "download or copy looks like this.")
                  .arg(text::count(static_cast<quint64>(zero.size())),
                      text::count(static_cast<quint64>(matrices)), text::sample(zero, 3));
        m_problems.push_back({Severity::Warning, Code::ZeroData, zero, message});
        return {};
    }

    /// Ends at the first pair that differs.
    Result<void> comparePairs()
    {
        const Siblings siblings = findSiblings(m_inventory);
        qsizetype equal = 0;
        for (const SiblingPair &pair : siblings.pairs) {
            if (!pair.isComparable)
                return {};
            if (at(pair.und).isDamaged || at(pair.gen).isDamaged)
                continue;
            const auto isEqual =
                areEqual(viewOf(m_checkpoint, pair.und), viewOf(m_checkpoint, pair.gen));
            if (!isEqual)
                return tl::unexpected(isEqual.error());
            if (!*isEqual)
                return {};
            ++equal;
            if (auto alive = goOn(); !alive)
                return alive;
        }
        if (equal == 0)
            return {};
        m_problems.push_back({Severity::Warning, Code::GenEqualsUnd, {},
            Text::tr("GEN equals UND in every sample of all %1 pairs: the generation path was "
                     "probably never trained. Compare UND and GEN to be sure (diff).")
                .arg(equal)});
        return {};
    }

    Result<void> checkTables()
    {
        for (qsizetype i = 0; i < m_checkpoint.modelTensors; ++i) {
            const TensorInfo &tensor = at(i);
            if (tensor.isDamaged || tensor.shape.size() != 2 || tolerance(tensor.dtype) == 0)
                continue;
            if (!m_inventory.rules->isPositionTable(m_inventory.bareKey(tensor)))
                continue;
            if (auto done = checkTable(i); !done)
                return done;
        }
        return {};
    }

    Result<void> checkTable(qsizetype tensor)
    {
        const QString key = at(tensor).key.toString();
        const quint64 rows = at(tensor).shape[0];
        const quint64 width = at(tensor).shape[1];
        const auto side = static_cast<quint64>(std::llround(std::sqrt(double(rows))));
        if (side * side != rows || width % 4 != 0 || rows == 0) {
            m_problems.push_back({Severity::Warning, Code::PositionTable, {key},
                Text::tr(
                    "%1 has the shape %2, but a table of positions has a square number of rows "
                    "and a multiple of 4 columns.")
                    .arg(text::visible(key), shapeText(at(tensor).shape))});
            return {};
        }
        const std::vector<double> waves = positionWaves(side, width);
        std::atomic<quint64> wrong = 0;
        const auto compare = [&](const StretchBytes &read) {
            std::vector<double> numbers(read.stretch.count);
            decode(at(tensor).dtype, read.stretch.first, read.bytes[0], numbers);
            quint64 differing = 0;
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                const quint64 row = (read.stretch.first + i) / width;
                const quint64 column = (read.stretch.first + i) % width;
                const quint64 half = width / 2;
                const quint64 position = column < half ? row % side : row / side;
                const double error = std::abs(numbers[i] - waves[position * half + column % half]);
                differing += !(error <= tolerance(at(tensor).dtype)); // so that NaN differs
            }
            wrong += differing;
        };
        const TensorView view = viewOf(m_checkpoint, tensor);
        const auto done =
            readStretches(std::span(&view, 1), stretches(view, Coverage::All), m_progress, compare);
        if (done && wrong > 0) {
            m_problems.push_back({Severity::Warning, Code::PositionTable, {key},
                Text::tr("%1 is not the sin-cos table that BAGEL computes and never trains: %2 of "
                         "its %3 numbers differ. Leave it out (--drop-position-tables): BAGEL "
                         "makes it anew.")
                    .arg(text::visible(key), text::count(wrong), text::count(rows * width))});
        }
        return done;
    }

    const Inventory &m_inventory;
    const Checkpoint &m_checkpoint;
    Progress &m_progress;
    bool m_isAllZero = false;
    std::vector<Problem> m_problems;
};

} // namespace

Result<std::vector<Problem>> checkData(const Inventory &inventory, Progress &progress)
{
    return DataCheck(inventory, progress).run();
}
