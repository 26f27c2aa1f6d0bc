// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/statisticsverdict.h"

#include "model/base/text.h"

#include <QCoreApplication>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(StatisticsVerdict)
};

QString nonFinite(const Statistics &statistics)
{
    const QString nan = text::count(statistics.nan);
    const QString inf = text::count(statistics.inf);
    if (statistics.inf == 0)
        return statistics.isSample ? Text::tr("%1 NaN found in a sample.").arg(nan)
                                   : Text::tr("%1 NaN found.").arg(nan);
    if (statistics.nan == 0)
        return statistics.isSample ? Text::tr("%1 Inf found in a sample.").arg(inf)
                                   : Text::tr("%1 Inf found.").arg(inf);
    return statistics.isSample ? Text::tr("%1 NaN and %2 Inf found in a sample.").arg(nan, inf)
                               : Text::tr("%1 NaN and %2 Inf found.").arg(nan, inf);
}

} // namespace

Verdict verdictOf(const Statistics &statistics)
{
    using Tone = Verdict::Tone;
    if (statistics.count == 0)
        return {Tone::Good, Text::tr("No elements."), {}, false};
    if (statistics.nan + statistics.inf > 0)
        return {Tone::Refused, nonFinite(statistics), {}, false};
    if (statistics.zeros == statistics.count) {
        return {Tone::Warning,
            statistics.isSample ? Text::tr("All zero in a sample.") : Text::tr("All zero."), {},
            false};
    }
    if (statistics.isSample)
        return {Tone::Good, Text::tr("Nothing stands out in a sample."), {}, false};
    if (statistics.min == statistics.max) {
        return {Tone::Good, Text::tr("Every number is %1.").arg(text::number(*statistics.min, 6)),
            {}, false};
    }
    return {Tone::Good, Text::tr("Every number is finite."), {}, false};
}
