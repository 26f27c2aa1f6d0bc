// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/shardindex.h"

#include "model/base/compactstring.h"
#include "model/base/text.h"
#include "model/safetensors/jsonreader.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QSet>

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

/// As Python's json module writes a string.
QByteArray quoted(QByteArrayView utf8)
{
    return QByteArray::fromStdString(
        nlohmann::json(std::string(utf8.begin(), utf8.end())).dump(-1, ' ', true));
}

bool readWeightMap(JsonReader &reader, ShardIndex &index)
{
    if (!reader.enterObject())
        return reader.fail(Text::tr("The weight_map is not an object."));
    index.weightMap.clear();
    QStringList repeated;
    QSet<QString> names; // each once in memory, however many keys a file has
    while (reader.nextMember()) {
        const QByteArray key = QByteArrayView(reader.text()).toByteArray();
        if (!reader.readString()) {
            return reader.fail(Text::tr("The file of %1 is not given as a string.")
                                   .arg(text::brief(fromUtf8(key))));
        }
        const QString file = reader.string();
        if (!isPlainName(file)) {
            return reader.fail(
                Text::tr("The file of %1 is given as \"%2\", but only plain names in "
                         "the folder of the index are allowed.")
                    .arg(text::brief(fromUtf8(key)), text::brief(file)));
        }
        if (index.weightMap.contains(key))
            repeated += fromUtf8(key);
        index.weightMap.insert(key, *names.insert(file));
    }
    if (!repeated.isEmpty()) {
        repeated.removeDuplicates();
        index.problems.push_back({Severity::Warning, Code::DuplicateKey, repeated,
            Text::tr("The index names keys more than once, of which the last entry counts: %1.")
                .arg(text::sample(repeated))});
    }
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

ShardIndexWriter::ShardIndexWriter(quint64 totalSize, const Sink &sink) : m_sink(sink)
{
    write("{\n  \"metadata\": {\n    \"total_size\": " + QByteArray::number(totalSize)
        + "\n  },\n  \"weight_map\": {");
}

void ShardIndexWriter::add(QByteArrayView key, const QString &file)
{
    const QByteArray entry = quoted(key) + ": " + quoted(file.toUtf8());
    write((m_isEmpty ? "\n    " : ",\n    ") + entry);
    m_isEmpty = false;
}

Result<void> ShardIndexWriter::finish()
{
    write(m_isEmpty ? "}\n}\n" : "\n  }\n}\n");
    return m_done;
}

void ShardIndexWriter::write(QByteArrayView text)
{
    if (m_done)
        m_done = m_sink(text);
}
