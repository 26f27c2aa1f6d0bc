// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/commandtext.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString line(QStringList words)
{
    words.prepend(u"bagel-explorer"_s);
    std::ranges::transform(words, words.begin(), commandtext::shellWord);
    return words.join(u' ');
}

} // namespace

namespace commandtext {

QString shellWord(QString text)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_./:=+-]+\\z"_s);
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString convert(
    const Inventory &inventory, const ConversionPlan &plan, const ExportOptions &options)
{
    constexpr quint64 gigabyte = 1'000'000'000;
    QStringList words{u"convert"_s, inventory.checkpoint->path, u"-o"_s, options.destination,
        u"--to"_s, word(plan.options.direction)};
    if (plan.options.direction == Direction::HfToNemo)
        words += {u"--stage"_s, word(plan.options.stage)};
    if (!plan.options.strict)
        words += u"--no-strict"_s;
    if (plan.options.exclude)
        words += {u"--exclude"_s, plan.options.exclude->pattern()};
    if (plan.options.skipDamaged)
        words += u"--skip-damaged"_s;
    if (const auto limit = options.maxShardBytes) {
        const bool isWhole = *limit % gigabyte == 0;
        words += {u"--max-shard-size"_s,
            isWhole ? QString::number(*limit / gigabyte) + u"GB"_s : QString::number(*limit)};
    }
    if (options.verify)
        words += u"--verify"_s;
    return line(words);
}

QString diff(const Inventory &inventory)
{
    return line({u"diff"_s, inventory.checkpoint->path});
}

} // namespace commandtext
