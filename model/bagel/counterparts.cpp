// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/counterparts.h"

#include "model/bagel/layout.h"

#include <QHash>

std::shared_ptr<const Inventory> joinCheckpoints(const Inventory &first, const Inventory &second)
{
    auto joint = std::make_shared<Checkpoint>();
    joint->path = first.checkpoint->path;
    for (const Inventory *part : {&first, &second}) {
        const auto files = static_cast<int>(joint->files.size());
        for (const CheckpointFile &file : part->checkpoint->files) {
            if (!file.isSidecar)
                joint->files.push_back(file);
        }
        // A model's files stand before its sidecars, so that their numbers stay.
        for (TensorInfo tensor : part->checkpoint->model()) {
            tensor.file += files;
            joint->tensors.push_back(std::move(tensor));
        }
    }
    joint->modelTensors = static_cast<qsizetype>(joint->tensors.size());
    return makeInventory(first.rules, joint, first.prefix);
}

Siblings findCounterparts(const Inventory &joint, qsizetype firstTensors, const QString &otherPath)
{
    const std::vector<TensorInfo> &tensors = joint.checkpoint->tensors;
    QHash<QByteArray, qsizetype> prefixBytes; // by key
    for (const auto &[prefix, keys] : explainingPrefixes(joint).asKeyValueRange()) {
        for (const QString &key : keys)
            prefixBytes.insert(key.toUtf8(), prefix.toUtf8().size());
    }
    const auto plainKey = [&](const TensorInfo &tensor) {
        const QByteArrayView key = tensor.key;
        const qsizetype prefix = prefixBytes.isEmpty() ? 0 : prefixBytes.value(key.toByteArray());
        return prefix == 0 ? joint.bareKey(tensor) : joint.rules->withoutRoot(key.sliced(prefix));
    };

    QHash<QByteArrayView, qsizetype> lonely;
    Siblings siblings;
    siblings.areCounterparts = true;
    siblings.otherPath = otherPath;
    for (qsizetype i = 0; i < firstTensors; ++i) {
        const QByteArrayView key = plainKey(tensors[static_cast<std::size_t>(i)]);
        // Of keys that become the same the last one counts, as in a conversion.
        if (const auto earlier = lonely.constFind(key); earlier != lonely.cend())
            siblings.unpairedUnd.push_back(*earlier);
        lonely.insert(key, i);
    }
    for (qsizetype i = firstTensors; i < std::ssize(tensors); ++i) {
        const TensorInfo &second = tensors[static_cast<std::size_t>(i)];
        const QByteArrayView key = plainKey(second);
        const auto found = lonely.constFind(key);
        if (found == lonely.cend()) {
            siblings.unpairedGen.push_back(i);
            continue;
        }
        const TensorInfo &first = tensors[static_cast<std::size_t>(*found)];
        SiblingPair pair = placedPair(*found, i, fromUtf8(key));
        if (pair.layer < 0)
            pair.module = fromUtf8(key);
        pair.isComparable = first.shape == second.shape && first.dtype == second.dtype
            && !first.isDamaged && !second.isDamaged;
        siblings.pairs.push_back(std::move(pair));
        lonely.erase(found);
    }
    siblings.unpairedUnd.insert(siblings.unpairedUnd.end(), lonely.cbegin(), lonely.cend());
    std::ranges::sort(siblings.unpairedUnd);
    sortPairs(siblings, *joint.rules);
    return siblings;
}
