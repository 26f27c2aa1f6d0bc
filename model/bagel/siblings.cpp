// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/siblings.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace {

const QString visionTower = u"vit_model."_s;

} // namespace

SiblingPair placedPair(qsizetype und, qsizetype gen, const QString &key)
{
    static const QRegularExpression layered(
        u"\\.layers\\.(\\d{1,6})\\.(.+)$"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match = layered.match(key);
    if (!match.hasMatch())
        return {und, gen, -1, key.section(u'.', -2)};
    int layer = 0;
    for (const QChar digit : match.capturedView(1))
        layer = layer * 10 + digit.digitValue();
    // Both towers have a self_attn.q_proj.weight.
    const QString tower = key.startsWith(visionTower) ? u"vision "_s : QString();
    return {und, gen, layer, tower + match.captured(2)};
}

void sortPairs(Siblings &siblings, const Rules &rules)
{
    const auto rank = [&](const QString &module) {
        QString plain = module;
        const bool isMarked = plain.remove(rules.siblingMark()) != module;
        const qsizetype known = rules.siblingModules().indexOf(plain);
        const qsizetype count = rules.siblingModules().size();
        return known < 0 ? 2 * count : known + (isMarked ? count : 0);
    };
    QHash<QString, qsizetype> ranks; // of each module, which most pairs share with others
    for (const SiblingPair &pair : siblings.pairs) {
        if (!ranks.contains(pair.module))
            ranks.insert(pair.module, rank(pair.module));
    }
    const auto order = [&](const SiblingPair &pair) {
        // As unsigned, -1 (no layer) comes last.
        return std::tuple(static_cast<unsigned>(pair.layer), ranks.value(pair.module), pair.module);
    };
    std::ranges::stable_sort(siblings.pairs, {}, order);
    QSet<QString> listed;
    for (const SiblingPair &pair : siblings.pairs) {
        if (pair.layer < 0)
            continue;
        if (siblings.layers.isEmpty() || siblings.layers.last() != pair.layer)
            siblings.layers += pair.layer;
        if (!listed.contains(pair.module)) {
            listed.insert(pair.module);
            siblings.modules += pair.module;
        }
    }
    std::ranges::stable_sort(
        siblings.modules, {}, [&](const QString &module) { return ranks.value(module); });
}

Siblings findSiblings(const Inventory &inventory)
{
    const Rules &rules = *inventory.rules;
    const std::span<const TensorInfo> tensors = inventory.checkpoint->model();
    const int und = rules.bucketIndex(u"und");
    const int gen = rules.bucketIndex(u"gen");

    QHash<QByteArrayView, qsizetype> lonelyUnd;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (inventory.classes[i].bucket == und)
            lonelyUnd.insert(inventory.bareKey(tensors[i]), static_cast<qsizetype>(i));
    }
    Siblings siblings;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (inventory.classes[i].bucket != gen)
            continue;
        QString key = fromUtf8(inventory.bareKey(tensors[i]));
        const bool isMarked = key.contains(rules.siblingMark());
        const QByteArray undKey = key.remove(rules.siblingMark()).toUtf8();
        const auto sibling = lonelyUnd.constFind(undKey);
        if (!isMarked || sibling == lonelyUnd.cend()) {
            siblings.unpairedGen.push_back(static_cast<qsizetype>(i));
            continue;
        }
        const TensorInfo &other = tensors[static_cast<std::size_t>(*sibling)];
        SiblingPair pair = placedPair(*sibling, static_cast<qsizetype>(i), key);
        pair.isComparable = other.shape == tensors[i].shape && other.dtype == tensors[i].dtype;
        siblings.pairs.push_back(std::move(pair));
        lonelyUnd.erase(sibling);
    }
    siblings.unpairedUnd.assign(lonelyUnd.cbegin(), lonelyUnd.cend());
    std::ranges::sort(siblings.unpairedUnd);

    sortPairs(siblings, rules);
    return siblings;
}
