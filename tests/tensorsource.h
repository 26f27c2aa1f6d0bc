// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/tensorview.h"

#include <QByteArray>
#include <QProcess>

#include <atomic>
#include <cstring>
#include <vector>

/// The bytes of a tensor in memory, behind a few bytes that are not its own. Counts what is read,
/// from any thread, and can be told to fail.
class TensorSource final : public ByteSource {
public:
    /// Odd, so that no element is aligned.
    static constexpr quint64 position = 3;

    explicit TensorSource(const QByteArray &tensor) : m_bytes(QByteArray(position, '\x7f') + tensor)
    {
    }

    [[nodiscard]] QString name() const override { return QStringLiteral("memory.safetensors"); }
    [[nodiscard]] quint64 size() const override { return static_cast<quint64>(m_bytes.size()); }
    [[nodiscard]] Result<void> readAt(quint64 offset, std::span<std::byte> buffer) const override
    {
        if (offset > size() || buffer.size() > size() - offset)
            return fail(Code::Truncated, name());
        if (offset + buffer.size() > position + failsFrom)
            return fail(Code::CannotRead, name());
        if (offset < position)
            return fail(Code::Usage, QStringLiteral("Read before the tensor."));
        std::memcpy(buffer.data(), m_bytes.constData() + offset, buffer.size());
        bytesRead += buffer.size();
        quint64 seen = largestRead;
        while (seen < buffer.size() && !largestRead.compare_exchange_weak(seen, buffer.size())) { }
        return {};
    }

    quint64 failsFrom = 1ULL << 60; ///< a byte of the tensor: reading it is refused
    mutable std::atomic<quint64> bytesRead = 0;
    mutable std::atomic<quint64> largestRead = 0;

private:
    QByteArray m_bytes;
};

inline TensorView viewOf(
    const std::shared_ptr<const TensorSource> &source, Dtype dtype, const Shape &shape)
{
    return {source, TensorSource::position, source->size() - TensorSource::position, dtype, shape};
}

inline TensorView viewOf(const QByteArray &tensor, Dtype dtype, const Shape &shape)
{
    return viewOf(std::make_shared<const TensorSource>(tensor), dtype, shape);
}

/// A tensor of rank 1 (of any other with `shape`) with these elements.
template <typename T>
TensorView viewOf(const std::vector<T> &elements, Dtype dtype, const Shape &shape = {})
{
    const QByteArray bytes(reinterpret_cast<const char *>(elements.data()),
        static_cast<qsizetype>(elements.size() * sizeof(T)));
    return viewOf(bytes, dtype, shape.isEmpty() ? Shape{elements.size()} : shape);
}

/// Pseudo-random bytes, the same every time.
inline QByteArray noise(qsizetype count, quint64 seed = 1)
{
    QByteArray bytes(count, '\0');
    for (char &byte : bytes) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        byte = static_cast<char>(seed >> 56);
    }
    return bytes;
}

/// Remembers what was reported and is cancelled when told to.
class WatchedProgress final : public Progress {
public:
    void report(quint64 done, quint64 total) override
    {
        hasDecreased = hasDecreased || done < lastDone;
        lastDone = done;
        lastTotal = total;
    }
    bool isCancelled() const override { return cancelAfter >= 0 && asked++ >= cancelAfter; }

    bool hasDecreased = false;
    quint64 lastDone = 0;
    quint64 lastTotal = 0;
    int cancelAfter = -1; ///< so many times it is not cancelled; negative: never
    mutable std::atomic<int> asked = 0;
};

/// Interpreter with numpy and ml_dtypes; empty where the environment names none.
inline QString pythonInterpreter()
{
    return qEnvironmentVariable("BAGEL_EXPLORER_PYTHON");
}

/// What `script` prints, given `input`; its messages where it fails.
inline QByteArray runPython(
    const QString &script, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(pythonInterpreter(), QStringList{QStringLiteral("-c"), script} + arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60'000);
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
        ? process.readAllStandardOutput()
        : process.readAllStandardError();
}

#define SKIP_WITHOUT_PYTHON()                                                                      \
    if (pythonInterpreter().isEmpty())                                                             \
    QSKIP("BAGEL_EXPLORER_PYTHON names no interpreter with numpy and ml_dtypes")
