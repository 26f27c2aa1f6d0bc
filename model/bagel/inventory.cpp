// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/inventory.h"

using namespace Qt::StringLiterals;

namespace {

/// `key` without `prefix`, where it begins with it.
QByteArrayView without(QByteArrayView prefix, QByteArrayView key)
{
    return key.startsWith(prefix) ? key.sliced(prefix.size()) : key;
}

Layout layoutOf(const Inventory &inventory)
{
    const std::span<const TensorInfo> tensors = inventory.checkpoint->model();
    const auto rooted = std::ranges::count_if(tensors, [&](const TensorInfo &tensor) {
        return without(inventory.prefix, tensor.key).startsWith(inventory.rules->root());
    });
    if (rooted == 0)
        return Layout::Hf;
    return rooted == std::ssize(tensors) ? Layout::Nemo : Layout::Mixed;
}

} // namespace

QString word(Layout layout)
{
    switch (layout) {
    case Layout::Hf:
        return u"hf"_s;
    case Layout::Nemo:
        return u"nemo"_s;
    case Layout::Mixed:
        return u"mixed"_s;
    }
    Q_UNREACHABLE();
}

void Totals::add(const TensorInfo &tensor)
{
    ++tensors;
    parameters += tensor.parameters();
    bytes += tensor.bytes();
    const QString dtype = tensor.dtypeName();
    if (!dtypes.contains(dtype))
        dtypes += dtype;
}

QByteArrayView Inventory::bareKey(const TensorInfo &tensor) const
{
    return rules->withoutRoot(without(prefix, tensor.key));
}

std::shared_ptr<const Inventory> makeInventory(std::shared_ptr<const Rules> rules,
    std::shared_ptr<const Checkpoint> checkpoint, const CompactString &prefix)
{
    auto inventory = std::make_shared<Inventory>();
    inventory->rules = std::move(rules);
    inventory->checkpoint = std::move(checkpoint);
    inventory->prefix = prefix;
    inventory->layout = layoutOf(*inventory);
    inventory->totals.resize(inventory->rules->buckets().size());
    inventory->classes.reserve(inventory->checkpoint->tensors.size());
    for (const TensorInfo &tensor : inventory->checkpoint->tensors) {
        const QByteArrayView key = without(prefix, tensor.key);
        const Classification found = inventory->rules->classify(key);
        inventory->classes.push_back(found);
        inventory->totals[static_cast<std::size_t>(found.bucket)].add(tensor);
        if (inventory->rules->isSharedWithGen(key))
            inventory->sharedWithGen += tensor.key.toString();
    }
    return inventory;
}
