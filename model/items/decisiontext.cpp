// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/decisiontext.h"

#include <QCoreApplication>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Decision)
};

} // namespace

QString decisionText(const Inventory &inventory, const ConversionPlan &plan, qsizetype tensor)
{
    if (tensor >= inventory.checkpoint->modelTensors)
        return Text::tr("Stays in its own file, which is loaded separately.");
    const Bucket &bucket = inventory.bucketOf(tensor);
    switch (plan.decisions[static_cast<std::size_t>(tensor)].reason) {
    case Decision::Reason::Selected:
        return plan.options.direction == Direction::HfToNemo
            ? Text::tr("Kept: stage %1 keeps %2.")
                  .arg(static_cast<int>(plan.options.stage))
                  .arg(bucket.name)
            : Text::tr("Kept: NeMo → HF keeps every key but extra state.");
    case Decision::Reason::Bucket:
        return bucket.stages.isEmpty() ? Text::tr("Left out: %1 is in no stage.").arg(bucket.name)
                                       : Text::tr("Left out: stage %1 does not keep %2.")
                                             .arg(static_cast<int>(plan.options.stage))
                                             .arg(bucket.name);
    case Decision::Reason::Unmatched:
        return plan.options.strict ? Text::tr("Refused: the key matches no pattern.")
                                   : Text::tr("Left out: the key matches no pattern.");
    case Decision::Reason::ExtraState:
        return Text::tr("Left out: extra state is never written.");
    case Decision::Reason::Excluded:
        return Text::tr("Left out by the exclude expression.");
    case Decision::Reason::Collision:
        return Text::tr("Refused: another tensor becomes the same key.");
    case Decision::Reason::Replaced:
        return Text::tr("Left out: a later tensor becomes the same key.");
    case Decision::Reason::Damaged:
        return plan.options.skipDamaged ? Text::tr("Left out: the tensor is damaged.")
                                        : Text::tr("Refused: the tensor is damaged.");
    }
    Q_UNREACHABLE();
}

QString decidingPattern(const Inventory &inventory, qsizetype tensor)
{
    const Classification key = inventory.classes[static_cast<std::size_t>(tensor)];
    return key.pattern < 0 ? QString() : inventory.rules->bucket(key).patterns[key.pattern];
}

QString actionText(Decision::Action action)
{
    switch (action) {
    case Decision::Action::Keep:
        return Text::tr("keep");
    case Decision::Action::Drop:
        return Text::tr("leave out");
    case Decision::Action::Refuse:
        return Text::tr("refuse");
    }
    Q_UNREACHABLE();
}
