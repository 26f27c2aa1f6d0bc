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
        keys.push_back(utf8(tensorAt(inventory, tensor).key));
    return keys;
}

Json pairAsJson(const Inventory &inventory, const SiblingPair &pair)
{
    return {{"und", utf8(tensorAt(inventory, pair.und).key)},
        {"gen", utf8(tensorAt(inventory, pair.gen).key)},
        {"layer", pair.layer < 0 ? Json() : Json(pair.layer)}, {"module", utf8(pair.module)}};
}

Json comparedAsJson(
    const Inventory &inventory, const SiblingPair &pair, const Comparison &comparison)
{
    const TensorInfo &und = tensorAt(inventory, pair.und);
    Json entry = pairAsJson(inventory, pair);
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

Json mismatchedAsJson(const Inventory &inventory, const SiblingPair &pair)
{
    const TensorInfo &und = tensorAt(inventory, pair.und);
    const TensorInfo &gen = tensorAt(inventory, pair.gen);
    Json entry = pairAsJson(inventory, pair);
    entry["und_shape"] = listAsJson(und.shape);
    entry["gen_shape"] = listAsJson(gen.shape);
    entry["und_dtype"] = utf8(und.dtypeName());
    entry["gen_dtype"] = utf8(gen.dtypeName());
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
    Json pairs = Json::array();
    Json mismatched = Json::array();
    for (std::size_t i = 0; i < siblings.pairs.size(); ++i) {
        if (!siblings.pairs[i].isComparable)
            mismatched.push_back(mismatchedAsJson(inventory, siblings.pairs[i]));
        else if (results[i])
            pairs.push_back(comparedAsJson(inventory, siblings.pairs[i], *results[i]));
    }
    return {{"pairs", std::move(pairs)},
        {"unpaired",
            {{"und", keysAsJson(inventory, siblings.unpairedUnd)},
                {"gen", keysAsJson(inventory, siblings.unpairedGen)}}},
        {"mismatched", std::move(mismatched)}};
}

QString diffAsCsv(const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results)
{
    QString lines = u"und,gen,layer,module,shape,dtype,identical,identical_share,max_abs,mean_abs,"
                    "rms,relative_l2,cosine\r\n"_s;
    const Json diff = diffAsJson(inventory, siblings, results);
    for (const Json &pair : diff["pairs"]) {
        QStringList fields;
        for (const Json &value : pair)
            fields += csvField(value);
        lines += fields.join(u',') + u"\r\n"_s;
    }
    return lines;
}
