// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening.h"

#include "model/bagel/counterparts.h"
#include "model/bagel/graft.h"
#include "model/base/text.h"
#include "model/diff/diffcache.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Opening)
};

QString remarkOn(const Graft &graft, const QString &donor)
{
    QString remark = graft.taken.isEmpty()
        ? Text::tr("%1 has no key that is missing here.").arg(donor)
        : Text::tr("%1 missing keys come from %2: %3.")
              .arg(text::count(static_cast<quint64>(graft.taken.size())), donor,
                  text::sample(graft.taken));
    if (!graft.misfits.isEmpty()) {
        remark += u' '
            + Text::tr("%1 have another shape there and are not taken: %2.")
                  .arg(text::count(static_cast<quint64>(graft.misfits.size())),
                      text::sample(graft.misfits));
    }
    return remark;
}

} // namespace

Result<Opened> openSource(const std::shared_ptr<const Rules> &rules, const Source &source,
    ConversionOptions options, bool hasDirection, const QString &cacheFolder, Progress &progress)
{
    const auto checkpoint = openCheckpoint(source.path, progress);
    if (!checkpoint)
        return tl::unexpected(checkpoint.error());
    Opened opened;
    opened.source = source;
    opened.inventory = makeInventory(rules, *checkpoint, source.prefix);
    if (!source.donor.isEmpty()) {
        const auto donor = openCheckpoint(source.donor, progress);
        if (!donor)
            return tl::unexpected(donor.error());
        const Graft grafted =
            graft(*opened.inventory, *makeInventory(rules, *donor, source.prefix));
        opened.inventory = grafted.inventory;
        opened.remark = remarkOn(grafted, source.donor);
    }
    opened.tree = buildTensorTree(*opened.inventory);
    const auto diff = pairUp(opened.inventory, {}, cacheFolder, progress);
    if (!diff)
        return tl::unexpected(diff.error());
    opened.diff = *diff;
    if (!hasDirection) {
        options.direction =
            opened.inventory->layout == Layout::Nemo ? Direction::NemoToHf : Direction::HfToNemo;
    }
    opened.plan = std::make_shared<const ConversionPlan>(makePlan(*opened.inventory, options));
    return opened;
}

Result<Comparable> pairUp(const std::shared_ptr<const Inventory> &inventory,
    const QString &otherPath, const QString &cacheFolder, Progress &progress)
{
    Comparable pairs;
    pairs.inventory = inventory;
    if (otherPath.isEmpty()) {
        pairs.siblings = std::make_shared<const Siblings>(findSiblings(*inventory));
    } else {
        const auto other = openCheckpoint(otherPath, progress);
        if (!other)
            return tl::unexpected(other.error());
        pairs.inventory = joinCheckpoints(*inventory, *makeInventory(inventory->rules, *other));
        pairs.siblings = std::make_shared<const Siblings>(
            findCounterparts(*pairs.inventory, inventory->checkpoint->modelTensors, otherPath));
    }
    pairs.known = loadDiff(cacheFolder, *pairs.inventory, *pairs.siblings);
    return pairs;
}
