// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/inventory.h"

#include "model/base/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Inventory)
};

Layout layoutOf(std::span<const TensorInfo> tensors, const QString &root)
{
    const auto rooted = std::ranges::count_if(
        tensors, [&](const TensorInfo &tensor) { return tensor.key.startsWith(root); });
    if (rooted == 0)
        return Layout::Hf;
    return rooted == std::ssize(tensors) ? Layout::Nemo : Layout::Mixed;
}

/// What keys and shapes tell, beyond what each file's header already told.
void addFindings(Inventory &inventory)
{
    QStringList unknown;
    const std::vector<TensorInfo> &tensors = inventory.checkpoint->tensors;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const TensorInfo &tensor = tensors[i];
        if (inventory.rules->bucket(inventory.classes[i]).isUnmatched)
            unknown += tensor.key;
        else if (inventory.rules->isSharedWithGen(tensor.key))
            inventory.sharedWithGen += tensor.key;
        if (tensor.shape.size() == 4
            && inventory.rules->withoutRoot(tensor.key) == inventory.rules->patchEmbedding()) {
            inventory.problems.push_back(
                {Severity::Warning, Code::PatchEmbeddingLayout, {tensor.key},
                    Text::tr(
                        "%1 is in convolution layout: this checkpoint is not converted yet, "
                        "BAGEL's loaders expect the linear layout [out, patch · patch · channels].")
                        .arg(text::visible(tensor.key))});
        }
    }
    if (!unknown.isEmpty()) {
        inventory.problems.push_back({Severity::Warning, Code::UnmatchedKeys, unknown,
            Text::tr("%1 key(s) match no BAGEL pattern: %2.")
                .arg(text::count(static_cast<quint64>(unknown.size())), text::sample(unknown))});
    }
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

std::shared_ptr<const Inventory> makeInventory(
    std::shared_ptr<const Rules> rules, std::shared_ptr<const Checkpoint> checkpoint)
{
    auto inventory = std::make_shared<Inventory>();
    inventory->rules = std::move(rules);
    inventory->checkpoint = std::move(checkpoint);
    inventory->problems = inventory->checkpoint->problems;
    inventory->layout = layoutOf(inventory->checkpoint->model(), inventory->rules->root());
    inventory->totals.resize(inventory->rules->buckets().size());
    inventory->classes.reserve(inventory->checkpoint->tensors.size());
    for (const TensorInfo &tensor : inventory->checkpoint->tensors) {
        const Classification key = inventory->rules->classify(tensor.key);
        inventory->classes.push_back(key);
        inventory->totals[static_cast<std::size_t>(key.bucket)].add(tensor);
    }
    addFindings(*inventory);
    return inventory;
}
