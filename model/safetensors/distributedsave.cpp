// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/distributedsave.h"

#include "model/safetensors/jsonreader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Checkpoint)
};

const QString infoName = u"DCP_SHARDING_INFO"_s;
const QString versionName = u"DCP_VERSION"_s;

/// A value of the metadata as something to parse.
class ValueSource final : public ByteSource {
public:
    ValueSource(const QString &name, const QString &value) : m_name(name), m_bytes(value.toUtf8())
    {
    }

    QString name() const override { return m_name; }
    quint64 size() const override { return static_cast<quint64>(m_bytes.size()); }
    Result<void> readAt(quint64 offset, std::span<std::byte> buffer) const override
    {
        Q_ASSERT(offset <= size() && buffer.size() <= size() - offset);
        std::memcpy(buffer.data(), m_bytes.constData() + offset, buffer.size());
        return {};
    }

private:
    QString m_name;
    QByteArray m_bytes;
};

/// Reads the entry of one tensor.
bool readEntry(JsonReader &reader, bool &isPart)
{
    if (!reader.enterObject())
        return false;
    while (reader.nextMember()) {
        if (reader.text() != "saved_offsets") {
            reader.skip();
            continue;
        }
        if (!reader.enterArray())
            return false;
        while (reader.nextElement()) {
            std::optional<quint64> offset;
            if (!reader.readNumber(offset) || !offset)
                return false;
            isPart |= *offset > 0;
        }
    }
    return !reader.hasFailed();
}

bool readInfo(JsonReader &reader, QStringList &parts)
{
    if (!reader.enterObject())
        return false;
    while (reader.nextMember()) {
        const QString key = reader.string();
        bool isPart = false;
        if (!readEntry(reader, isPart))
            return false;
        if (isPart)
            parts += key;
    }
    return reader.finish();
}

} // namespace

bool isAboutDistributedSave(const QString &name)
{
    return name == infoName || name == versionName;
}

bool isDistributedSave(const Metadata &metadata)
{
    return std::ranges::any_of(metadata, [](const auto &entry) { return entry.first == infoName; });
}

Result<QStringList> tensorsInParts(const QString &file, const Metadata &metadata)
{
    QStringList parts;
    for (const auto &[name, value] : metadata) {
        if (name != infoName)
            continue;
        const ValueSource source(Text::tr("%1 of %2").arg(infoName, file), value);
        JsonReader reader(source, 0, source.size());
        if (!readInfo(reader, parts)) {
            reader.fail(Text::tr("This does not tell which part of a tensor is there."));
            return tl::unexpected(reader.error());
        }
    }
    return parts;
}

bool hasOtherParts(const QString &path)
{
    static const QRegularExpression expression(u"^shard-(\\d+)-.*\\.safetensors$"_s);
    const QFileInfo info(path);
    const QString own = expression.match(info.fileName()).captured(1);
    const QStringList names = info.dir().entryList({u"shard-*.safetensors"_s}, QDir::Files);
    return !own.isEmpty() && std::ranges::any_of(names, [&](const QString &name) {
        const QRegularExpressionMatch match = expression.match(name);
        return match.hasMatch() && match.captured(1) != own;
    });
}
