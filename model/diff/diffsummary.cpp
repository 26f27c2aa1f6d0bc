// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diff/diffsummary.h"

#include "model/base/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DiffSummary)
};

QString number(qsizetype count)
{
    return text::count(static_cast<quint64>(count));
}

} // namespace

DiffSummary summarizeDiff(
    const Siblings &siblings, const std::vector<std::optional<Comparison>> &results)
{
    DiffSummary summary;
    summary.areCounterparts = siblings.areCounterparts;
    summary.pairs = std::ssize(siblings.pairs);
    summary.mismatched = std::ranges::count(siblings.pairs, false, &SiblingPair::isComparable);
    for (const std::optional<Comparison> &result : results) {
        if (!result)
            continue;
        if (result->isSample) {
            ++summary.sampled;
            continue;
        }
        ++summary.exact;
        summary.identical += result->isIdentical ? 1 : 0;
        summary.nonFinite += result->nonFiniteA + result->nonFiniteB > 0 ? 1 : 0;
    }
    return summary;
}

QString bucketVerdicts(const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results)
{
    struct Count {
        qsizetype exact = 0;
        qsizetype identical = 0;
    };
    std::vector<Count> counts(inventory.rules->buckets().size());
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!results[i] || results[i]->isSample)
            continue;
        const auto tensor = static_cast<std::size_t>(siblings.pairs[i].und);
        Count &count = counts[static_cast<std::size_t>(inventory.classes[tensor].bucket)];
        ++count.exact;
        count.identical += results[i]->isIdentical ? 1 : 0;
    }
    QStringList sentences;
    for (std::size_t bucket = 0; bucket < counts.size(); ++bucket) {
        const auto [exact, identical] = counts[bucket];
        const QString name = inventory.rules->buckets()[bucket].name;
        if (exact > 0 && identical == exact)
            sentences += Text::tr("%1: all %2 identical.").arg(name, number(exact));
        else if (exact > 0)
            sentences += Text::tr("%1: %2 of %3 differ.")
                             .arg(name, number(exact - identical), number(exact));
    }
    return sentences.join(u' ');
}

QString diffVerdict(const DiffSummary &summary)
{
    QStringList sentences;
    const QString pairs = number(summary.pairs);
    if (summary.areCounterparts && summary.pairs == 0) {
        sentences += Text::tr("The two checkpoints have no key in common.");
    } else if (summary.areCounterparts) {
        if (summary.isComplete() && summary.identical == summary.pairs)
            sentences += Text::tr("All %1 common tensors are identical.").arg(pairs);
    } else if (summary.pairs == 0) {
        sentences += Text::tr("No GEN tensor has an UND sibling here.");
    } else if (summary.isComplete() && summary.identical == summary.pairs) {
        sentences +=
            Text::tr("GEN still equals UND in %1 of %1 pairs: this checkpoint's generation "
                     "path was never trained.")
                .arg(pairs);
    } else if (summary.identical > 0) {
        sentences += Text::tr("GEN still equals UND in %1 of %2 pairs: never trained there.")
                         .arg(number(summary.identical), pairs);
    } else if (summary.isComplete()) {
        sentences += Text::tr("GEN differs from UND in every pair.");
    }
    if (summary.mismatched > 0) {
        sentences += Text::tr("In %1 of %2 pairs shapes or dtypes differ.")
                         .arg(number(summary.mismatched), pairs);
    }
    if (summary.nonFinite > 0) {
        sentences +=
            Text::tr("%1 of %2 pairs hold NaN or Inf.").arg(number(summary.nonFinite), pairs);
    }
    return sentences.join(u' ');
}
