// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/unpairedlist.h"

#include "model/base/text.h"
#include "model/items/roles.h"

#include <span>

namespace {

constexpr std::size_t mostShown = 5000; // of a group

} // namespace

UnpairedList::UnpairedList(QWidget *parent) : QTreeWidget(parent)
{
    setHeaderLabels({tr("Key"), tr("Shape"), tr("Dtype")});
    setAccessibleName(tr("Unpaired tensors"));
    setUniformRowHeights(true);
    setColumnWidth(0, 460);
    connect(this, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        const QVariant tensor = item->data(0, Roles::TensorRole);
        if (tensor.isValid())
            emit tensorActivated(tensor.value<qsizetype>());
    });
}

void UnpairedList::setPairs(const Inventory &inventory, const Siblings &siblings)
{
    clear();
    const bool isOther = siblings.areCounterparts;
    addGroup(isOther ? tr("Only in B") : tr("GEN tensors without an UND sibling"), inventory,
        siblings.unpairedGen, !isOther);
    addGroup(isOther ? tr("Only in A") : tr("UND tensors without a GEN sibling"), inventory,
        siblings.unpairedUnd, true);
}

void UnpairedList::addGroup(const QString &title, const Inventory &inventory,
    const std::vector<qsizetype> &tensors, bool isOwn)
{
    auto *group =
        new QTreeWidgetItem(this, {tr("%1 (%2)").arg(title, text::count(tensors.size()))});
    for (const qsizetype tensor : std::span(tensors).first(qMin(tensors.size(), mostShown))) {
        const TensorInfo &info = inventory.checkpoint->tensors[static_cast<std::size_t>(tensor)];
        auto *item = new QTreeWidgetItem(
            group, {text::visible(info.key.toString()), shapeText(info.shape), info.dtypeName()});
        if (isOwn) // the tree does not show the other checkpoint's
            item->setData(0, Roles::TensorRole, QVariant::fromValue(tensor));
    }
    if (tensors.size() > mostShown) {
        new QTreeWidgetItem(
            group, {tr("… and %1 more").arg(text::count(tensors.size() - mostShown))});
    }
    group->setExpanded(tensors.size() < 50);
}
