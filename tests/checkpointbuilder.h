// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <utility>

struct ShardIndex;

/// Makes safetensors files in code, so that tests need no data: a valid file from a list of
/// tensors, or any header and data that a test wants to see refused.
class CheckpointBuilder final {
public:
    /// Adds a tensor behind the ones before it. Without `data` it gets bytes that depend on its
    /// key, so that no two tensors are alike.
    CheckpointBuilder &tensor(const QString &key, const char *dtype, const QList<quint64> &shape,
        const QByteArray &data = {});
    CheckpointBuilder &metadata(const QString &name, const QString &value);

    /// The whole file, tensors in the order they were added, header padded to 8 bytes.
    [[nodiscard]] QByteArray bytes() const;
    /// Writes bytes() to `path`; false where the system refuses.
    bool write(const QString &path) const;

    /// Length word + `header` as it is + `data`.
    [[nodiscard]] static QByteArray raw(const QByteArray &header, const QByteArray &data = {});
    /// Bytes in all of a tensor of this dtype and shape.
    [[nodiscard]] static qsizetype byteCount(const char *dtype, const QList<quint64> &shape);
    /// `count` bytes that depend on `key`; as BF16, F16 or F32 all of them are finite.
    [[nodiscard]] static QByteArray filling(const QString &key, qsizetype count);

private:
    struct Entry {
        QString key;
        QByteArray dtype;
        QList<quint64> shape;
        QByteArray data;
    };
    QList<Entry> m_tensors;
    QList<std::pair<QString, QString>> m_metadata;
};

/// Key in UTF-8 → name of the file that holds it.
using WeightMap = QMap<QByteArray, QString>;
/// The text of an index as the program writes it.
[[nodiscard]] QByteArray shardIndex(const WeightMap &weightMap, quint64 totalSize = 0);
/// What an index says.
[[nodiscard]] WeightMap weightMap(const ShardIndex &index);

/// Writes `contents` to `path`, for files of any kind; false where the system refuses.
bool writeFile(const QString &path, const QByteArray &contents);
/// The contents of `path`; null where it cannot be read.
[[nodiscard]] QByteArray readFile(const QString &path);
