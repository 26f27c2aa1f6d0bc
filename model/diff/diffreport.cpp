// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diff/diffreport.h"

using namespace Qt::StringLiterals;

namespace {

const TensorInfo &tensorAt(const Inventory &inventory, qsizetype tensor)
{
    return inventory.checkpoint->tensors[static_cast<std::size_t>(tensor)];
}

Json keysAsJson(const Inventory &inventory, const std::vector<qsizetype> &tensors)
{
    Json keys = Json::array();
    for (const qsizetype tensor : tensors)
        keys.push_back(tensorAt(inventory, tensor).key.toStdString());
    return keys;
}

/// What the two sides are called.
struct Sides {
    explicit Sides(const Siblings &siblings)
        : first(siblings.areCounterparts ? "a" : "und"),
          second(siblings.areCounterparts ? "b" : "gen")
    {
    }
    std::string first;
    std::string second;
};

Json pairAsJson(const Inventory &inventory, const Sides &sides, const SiblingPair &pair)
{
    return {{sides.first, tensorAt(inventory, pair.und).key.toStdString()},
        {sides.second, tensorAt(inventory, pair.gen).key.toStdString()},
        {"layer", pair.layer < 0 ? Json() : Json(pair.layer)}, {"module", utf8(pair.module)}};
}

Json comparedAsJson(const Inventory &inventory, const Sides &sides, const SiblingPair &pair,
    const Comparison &comparison)
{
    const TensorInfo &und = tensorAt(inventory, pair.und);
    Json entry = pairAsJson(inventory, sides, pair);
    entry["shape"] = listAsJson(und.shape);
    entry["dtype"] = utf8(und.dtypeName());
    entry["identical"] = comparison.isIdentical;
    entry["identical_share"] = numberAsJson(comparison.identicalShare());
    entry["max_abs"] = numberAsJson(comparison.maxAbs);
    entry["mean_abs"] = numberAsJson(comparison.meanAbs);
    entry["rms"] = numberAsJson(comparison.rms);
    entry["relative_l2"] = numberAsJson(comparison.relativeL2);
    entry["cosine"] = numberAsJson(comparison.cosine());
    return entry;
}

Json mismatchedAsJson(const Inventory &inventory, const Sides &sides, const SiblingPair &pair)
{
    const TensorInfo &und = tensorAt(inventory, pair.und);
    const TensorInfo &gen = tensorAt(inventory, pair.gen);
    Json entry = pairAsJson(inventory, sides, pair);
    entry[sides.first + "_shape"] = listAsJson(und.shape);
    entry[sides.second + "_shape"] = listAsJson(gen.shape);
    entry[sides.first + "_dtype"] = utf8(und.dtypeName());
    entry[sides.second + "_dtype"] = utf8(gen.dtypeName());
    return entry;
}

QString csvField(const Json &value)
{
    if (value.is_null())
        return {};
    QString field =
        QString::fromStdString(value.is_string() ? value.get<std::string>() : value.dump());
    const bool needsQuotes = field.contains(u'"') || field.contains(u',') || field.contains(u'\n')
        || field.contains(u'\r');
    return needsQuotes ? u'"' + field.replace(u'"', u"\"\""_s) + u'"' : field;
}

} // namespace

Json diffAsJson(const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results)
{
    const Sides sides(siblings);
    Json pairs = Json::array();
    Json mismatched = Json::array();
    for (std::size_t i = 0; i < siblings.pairs.size(); ++i) {
        if (!siblings.pairs[i].isComparable)
            mismatched.push_back(mismatchedAsJson(inventory, sides, siblings.pairs[i]));
        else if (results[i])
            pairs.push_back(comparedAsJson(inventory, sides, siblings.pairs[i], *results[i]));
    }
    return {{"pairs", std::move(pairs)},
        {"unpaired",
            {{sides.first, keysAsJson(inventory, siblings.unpairedUnd)},
                {sides.second, keysAsJson(inventory, siblings.unpairedGen)}}},
        {"mismatched", std::move(mismatched)}};
}

QString diffAsCsv(const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results)
{
    QString lines = (siblings.areCounterparts ? u"a,b,"_s : u"und,gen,"_s)
        + u"layer,module,shape,dtype,identical,identical_share,max_abs,mean_abs,rms,relative_l2,"
          "cosine\r\n"_s;
    const Json diff = diffAsJson(inventory, siblings, results);
    for (const Json &pair : diff["pairs"]) {
        QStringList fields;
        for (const Json &value : pair)
            fields += csvField(value);
        lines += fields.join(u',') + u"\r\n"_s;
    }
    return lines;
}
