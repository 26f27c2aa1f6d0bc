// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/verdict.h"

#include "model/base/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};

/// "402 GEN, 3 Extra": what is left out, by the word of the reason, in the order of the buckets.
QString leftOut(const Inventory &inventory, const ConversionPlan &plan)
{
    QMap<QString, quint64> counts;
    quint64 damaged = 0;
    for (qsizetype i = 0; i < std::ssize(plan.decisions); ++i) {
        const Decision &decision = plan.decisions[static_cast<std::size_t>(i)];
        if (decision.reason == Decision::Reason::Damaged)
            ++damaged;
        else if (decision.action == Decision::Action::Drop)
            ++counts[droppedWord(inventory, plan, i)];
    }
    QStringList parts;
    for (const Bucket &bucket : inventory.rules->buckets()) {
        if (const quint64 count = counts.take(bucket.id))
            parts += text::count(count) + u' ' + bucket.name;
    }
    if (const quint64 count = counts.take(u"excluded"_s))
        parts += Text::tr("%1 excluded").arg(text::count(count));
    if (const quint64 count = counts.take(QString()))
        parts += Text::tr("%1 replaced").arg(text::count(count));
    if (damaged > 0)
        parts += Text::tr("%1 damaged").arg(text::count(damaged));
    return parts.join(u", "_s);
}

QString keptSentence(const Inventory &inventory, const ConversionPlan &plan)
{
    const QString who = plan.options.direction == Direction::HfToNemo
        ? Text::tr("Stage %1").arg(static_cast<int>(plan.options.stage))
        : Text::tr("NeMo → HF");
    const QString all = text::count(plan.decisions.size());
    const QString size = text::bytes(plan.keptBytes);
    if (plan.kept.size() == plan.decisions.size())
        return Text::tr("%1 keeps all %2 model tensors, %3.").arg(who, all, size);
    return Text::tr("%1 keeps %2 of %3 tensors, %4, and leaves out %5.")
        .arg(who, text::count(plan.kept.size()), all, size, leftOut(inventory, plan));
}

/// "VAE (244) stays in ae.safetensors."
QStringList sidecarSentences(const Checkpoint &checkpoint)
{
    QStringList sentences;
    for (const CheckpointFile &file : checkpoint.files) {
        if (file.isSidecar) {
            sentences += Text::tr("VAE (%1) stays in %2.")
                             .arg(text::count(static_cast<quint64>(file.tensors)),
                                 file.path.section(u'/', -1));
        }
    }
    return sentences;
}

} // namespace

Verdict verdictOf(const Inventory &inventory, const ConversionPlan &plan)
{
    Verdict verdict;
    if (plan.isRefused()) {
        const Problem &first = plan.errors.front();
        verdict.tone = Verdict::Tone::Refused;
        verdict.keys = first.keys;
        verdict.sentence = first.message;
        if (first.code == Code::UnmatchedKeys) {
            verdict.lenientHelps = true;
            verdict.sentence = Text::tr("Strict: %1 key(s) match no pattern: %2.")
                                   .arg(text::count(static_cast<quint64>(first.keys.size())),
                                       text::sample(first.keys, 3));
        } else if (first.code == Code::KeyCollision) {
            verdict.lenientHelps = true;
            verdict.sentence = Text::tr("Strict: %1 keys become the same key as another one: %2.")
                                   .arg(text::count(static_cast<quint64>(first.keys.size())),
                                       text::sample(first.keys, 3));
        } else {
            verdict.skippingHelps = isDamage(first.code);
        }
        return verdict;
    }
    QStringList sentences;
    for (const Problem &warning : plan.warnings) {
        sentences += warning.message;
        verdict.keys += warning.keys;
    }
    if (!sentences.isEmpty())
        verdict.tone = Verdict::Tone::Warning;
    sentences.prepend(keptSentence(inventory, plan));
    sentences += sidecarSentences(*inventory.checkpoint);
    verdict.sentence = sentences.join(u' ');
    return verdict;
}
