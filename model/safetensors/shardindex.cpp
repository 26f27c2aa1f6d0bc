// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/shardindex.h"

#include "model/base/compactstring.h"
#include "model/base/repeats.h"
#include "model/base/text.h"
#include "model/safetensors/jsonreader.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QHash>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ShardIndex)
};

constexpr quint64 largestIndex = 100'000'000;

/// True for a name that cannot lead out of the index's folder.
bool isPlainName(const QString &name)
{
    return !name.isEmpty() && name != "."_L1 && !name.contains(".."_L1)
        && std::ranges::none_of(
            name, [](QChar c) { return c == u'/' || c == u'\\' || c == u':' || c < u' '; });
}

QByteArrayView keyOf(const ShardIndex::Entry &entry)
{
    return entry.key;
}

/// As Python's json module writes a string.
QByteArray quoted(QByteArrayView utf8)
{
    return QByteArray::fromStdString(
        nlohmann::json(std::string(utf8.begin(), utf8.end())).dump(-1, ' ', true));
}

void removeRepeatedKeys(ShardIndex &index)
{
    QStringList repeated;
    for (const ShardIndex::Entry &entry : keepLast(index.entries, keyOf))
        repeated += entry.key.toString();
    repeated.removeDuplicates();
    if (!repeated.isEmpty()) {
        index.problems.push_back({Severity::Warning, Code::DuplicateKey, repeated,
            Text::tr("The index names keys more than once, of which the last entry counts: %1.")
                .arg(text::sample(repeated))});
    }
}

/// Sorts the files, without those that no entry names any more.
void sortFiles(ShardIndex &index)
{
    QMap<QString, int> places;
    for (const ShardIndex::Entry &entry : index.entries)
        places.insert(index.files[entry.file], 0);
    const QStringList sorted = places.keys();
    for (int i = 0; i < sorted.size(); ++i)
        places[sorted[i]] = i;
    for (ShardIndex::Entry &entry : index.entries)
        entry.file = places[index.files[entry.file]];
    index.files = sorted;
}

bool readWeightMap(JsonReader &reader, ShardIndex &index)
{
    if (!reader.enterObject())
        return reader.fail(Text::tr("The weight_map is not an object."));
    index.entries.clear();
    index.files.clear();
    QHash<QString, int> places;
    while (reader.nextMember()) {
        CompactString key(reader.text());
        if (!reader.readString()) {
            return reader.fail(Text::tr("The file of %1 is not given as a string.")
                                   .arg(text::brief(key.toString())));
        }
        const QString file = reader.string();
        if (!isPlainName(file)) {
            return reader.fail(
                Text::tr("The file of %1 is given as \"%2\", but only plain names in "
                         "the folder of the index are allowed.")
                    .arg(text::brief(key.toString()), text::brief(file)));
        }
        if (!places.contains(file)) {
            places.insert(file, static_cast<int>(index.files.size()));
            index.files += file;
        }
        index.entries.push_back({std::move(key), places.value(file)});
    }
    removeRepeatedKeys(index);
    std::ranges::sort(index.entries, {}, keyOf);
    sortFiles(index);
    return !reader.hasFailed();
}

void readMetadata(JsonReader &reader, ShardIndex &index)
{
    while (reader.nextMember()) {
        if (reader.text() != "total_size" || !reader.readNumber(index.totalSize))
            reader.skip();
    }
}

bool readIndex(JsonReader &reader, ShardIndex &index)
{
    bool hasWeightMap = false;
    if (!reader.enterObject())
        return reader.fail(Text::tr("The index is not a JSON object."));
    while (reader.nextMember()) {
        if (reader.text() == "weight_map")
            hasWeightMap = readWeightMap(reader, index);
        else if (reader.text() == "metadata" && reader.enterObject())
            readMetadata(reader, index);
        else
            reader.skip();
    }
    if (!reader.finish())
        return false;
    return hasWeightMap
        || reader.fail(Text::tr("There is no weight_map, so this is not the index of a sharded "
                                "checkpoint."));
}

} // namespace

Result<ShardIndex> readShardIndex(const ByteSource &source)
{
    if (source.size() > largestIndex) {
        return fail(Code::InvalidHeader,
            Text::tr("%1 is not the index of a sharded checkpoint: it has more than %2 bytes.")
                .arg(source.name(), text::count(largestIndex)));
    }
    JsonReader reader(source, 0, source.size());
    ShardIndex index;
    if (!readIndex(reader, index))
        return tl::unexpected(reader.error());
    return index;
}

QStringList ShardIndex::keysOf(int file) const
{
    QStringList keys;
    for (const Entry &entry : entries) {
        if (entry.file == file)
            keys += entry.key.toString();
    }
    return keys;
}

ShardIndexWriter::ShardIndexWriter(quint64 totalSize, const Sink &sink) : m_pieces(sink)
{
    m_pieces.add("{\n  \"metadata\": {\n    \"total_size\": ");
    m_pieces.add(totalSize);
    m_pieces.add("\n  },\n  \"weight_map\": {");
}

void ShardIndexWriter::add(QByteArrayView key, const QString &file)
{
    m_pieces.add(m_isEmpty ? "\n    " : ",\n    ");
    m_pieces.add(quoted(key) + ": " + quoted(file.toUtf8()));
    m_isEmpty = false;
}

Result<void> ShardIndexWriter::finish()
{
    m_pieces.add(m_isEmpty ? "}\n}\n" : "\n  }\n}\n");
    return m_pieces.finish();
}
