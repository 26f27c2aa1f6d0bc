// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diff/diffcache.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

using Json = nlohmann::json;

/// Raised whenever the meaning of a kept number changes.
constexpr int version = 1;

QString fileFor(const QString &folder, const Checkpoint &checkpoint, const Siblings &siblings)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::number(version));
    if (siblings.areCounterparts)
        hash.addData("two checkpoints");
    for (const CheckpointFile &file : checkpoint.files) {
        if (file.isSidecar || !file.source)
            continue;
        const FileIdentity identity = file.source->identity();
        hash.addData(file.path.toUtf8() + '\0' + QByteArray::number(identity.size) + '\0'
            + QByteArray::number(identity.modified) + '\n');
    }
    return QDir(folder).filePath(QString::fromLatin1(hash.result().toHex().first(32)) + u".json"_s);
}

std::string keyOf(const Inventory &inventory, const SiblingPair &pair)
{
    return inventory.checkpoint->tensors[static_cast<std::size_t>(pair.gen)].key.toStdString();
}

Json toJson(const std::optional<double> &number)
{
    return number ? Json(*number) : Json();
}

std::optional<double> toNumber(const Json &value)
{
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

Json toJson(const Comparison &comparison)
{
    return {{"count", comparison.count}, {"identical", comparison.isIdentical},
        {"equal", comparison.equal}, {"nonFiniteA", comparison.nonFiniteA},
        {"nonFiniteB", comparison.nonFiniteB}, {"compared", comparison.compared},
        {"maxAbs", toJson(comparison.maxAbs)}, {"meanAbs", toJson(comparison.meanAbs)},
        {"rms", toJson(comparison.rms)}, {"relativeL2", toJson(comparison.relativeL2)},
        {"cosineDistance", toJson(comparison.cosineDistance)}};
}

Comparison toComparison(const Json &value)
{
    Comparison comparison;
    comparison.count = value.at("count");
    comparison.isIdentical = value.at("identical");
    comparison.equal = value.at("equal");
    comparison.nonFiniteA = value.at("nonFiniteA");
    comparison.nonFiniteB = value.at("nonFiniteB");
    comparison.compared = value.at("compared");
    comparison.maxAbs = toNumber(value.at("maxAbs"));
    comparison.meanAbs = toNumber(value.at("meanAbs"));
    comparison.rms = toNumber(value.at("rms"));
    comparison.relativeL2 = toNumber(value.at("relativeL2"));
    comparison.cosineDistance = toNumber(value.at("cosineDistance"));
    return comparison;
}

} // namespace

std::vector<std::optional<Comparison>> loadDiff(
    const QString &folder, const Inventory &inventory, const Siblings &siblings)
{
    std::vector<std::optional<Comparison>> results(siblings.pairs.size());
    QFile file(fileFor(folder, *inventory.checkpoint, siblings));
    if (folder.isEmpty() || !file.open(QIODevice::ReadOnly))
        return results;
    const QByteArray contents = file.readAll();
    try {
        const Json known = Json::parse(contents.begin(), contents.end());
        for (std::size_t i = 0; i < results.size(); ++i) {
            const auto found = known.find(keyOf(inventory, siblings.pairs[i]));
            if (found != known.end() && siblings.pairs[i].isComparable)
                results[i] = toComparison(*found);
        }
    } catch (const Json::exception &) {
        // A damaged cache is no cache.
        results.assign(siblings.pairs.size(), std::nullopt);
    }
    return results;
}

void saveDiff(const QString &folder, const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results)
{
    Json known = Json::object();
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i] && !results[i]->isSample)
            known[keyOf(inventory, siblings.pairs[i])] = toJson(*results[i]);
    }
    if (folder.isEmpty() || known.empty() || !QDir().mkpath(folder))
        return;
    QSaveFile file(fileFor(folder, *inventory.checkpoint, siblings));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write(QByteArray::fromStdString(known.dump()));
    file.commit();
}
