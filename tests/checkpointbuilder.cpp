// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/checkpointbuilder.h"

#include "model/safetensors/dtype.h"
#include "model/safetensors/shardindex.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QHash>
#include <QtEndian>

namespace {

QByteArray quoted(const QString &text)
{
    return QByteArray::fromStdString(nlohmann::json(text.toStdString()).dump());
}

} // namespace

CheckpointBuilder &CheckpointBuilder::tensor(
    const QString &key, const char *dtype, const QList<quint64> &shape, const QByteArray &data)
{
    const QByteArray bytes = data.isNull() ? filling(key, byteCount(dtype, shape)) : data;
    m_tensors.append({key, dtype, shape, bytes});
    return *this;
}

CheckpointBuilder &CheckpointBuilder::metadata(const QString &name, const QString &value)
{
    m_metadata.append({name, value});
    return *this;
}

QByteArray CheckpointBuilder::bytes() const
{
    QList<QByteArray> entries;
    if (!m_metadata.isEmpty()) {
        QList<QByteArray> pairs;
        for (const auto &[name, value] : m_metadata)
            pairs += quoted(name) + ':' + quoted(value);
        entries += "\"__metadata__\":{" + pairs.join(',') + '}';
    }
    QByteArray data;
    for (const Entry &entry : m_tensors) {
        QList<QByteArray> dimensions;
        for (const quint64 dimension : entry.shape)
            dimensions += QByteArray::number(dimension);
        const QByteArray begin = QByteArray::number(data.size());
        data += entry.data;
        entries += quoted(entry.key) + ":{\"dtype\":\"" + entry.dtype + "\",\"shape\":["
            + dimensions.join(',') + "],\"data_offsets\":[" + begin + ','
            + QByteArray::number(data.size()) + "]}";
    }
    QByteArray header = '{' + entries.join(',') + '}';
    while (header.size() % 8 != 0)
        header += ' ';
    return raw(header, data);
}

bool CheckpointBuilder::write(const QString &path) const
{
    return writeFile(path, bytes());
}

QByteArray CheckpointBuilder::raw(const QByteArray &header, const QByteArray &data)
{
    QByteArray length(8, '\0');
    qToLittleEndian(static_cast<quint64>(header.size()), length.data());
    return length + header + data;
}

qsizetype CheckpointBuilder::byteCount(const char *dtype, const QList<quint64> &shape)
{
    quint64 count = static_cast<quint64>(bits(dtypeFromName(dtype)));
    for (const quint64 dimension : shape)
        count *= dimension;
    return static_cast<qsizetype>(count / 8);
}

QByteArray CheckpointBuilder::filling(const QString &key, qsizetype count)
{
    QByteArray data(count, '\0');
    quint64 state = qHash(key, 0) | 1; // any other seed is mixed with one of the process
    for (char &byte : data) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        // Below 0x40 in every byte, so that no exponent is all ones.
        byte = static_cast<char>((state >> 40) & 0x3f);
    }
    return data;
}

QByteArray shardIndex(const WeightMap &weightMap, quint64 totalSize)
{
    QByteArray text;
    const Sink append = [&](QByteArrayView piece) {
        text += piece;
        return Result<void>();
    };
    ShardIndexWriter writer(totalSize, append);
    for (const auto &[key, file] : weightMap.asKeyValueRange())
        writer.add(key, file);
    return writer.finish() ? text : QByteArray();
}

WeightMap weightMap(const ShardIndex &index)
{
    WeightMap map;
    for (const ShardIndex::Entry &entry : index.entries)
        map.insert(entry.key.utf8().toByteArray(), index.files[entry.file]);
    return map;
}

bool writeFile(const QString &path, const QByteArray &contents)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size();
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
