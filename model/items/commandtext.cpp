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

QStringList fixes(const Inventory &inventory, const ConversionOptions &conversion,
    const ExportOptions &output, const QString &donor)
{
    QStringList words;
    if (!inventory.prefix.isEmpty())
        words += {u"--strip-prefix"_s, inventory.prefix.toString()};
    if (!donor.isEmpty())
        words += {u"--graft"_s, donor};
    if (!conversion.onlyBucket.isEmpty())
        words += {u"--only"_s, conversion.onlyBucket};
    if (conversion.dtype)
        words += {u"--dtype"_s, name(*conversion.dtype)};
    if (conversion.patchLayout)
        words += {u"--patch-embedding"_s, word(*conversion.patchLayout)};
    if (conversion.dropPositionTables)
        words += u"--drop-position-tables"_s;
    if (output.withSidecars)
        words += u"--with-sidecars"_s;
    return words;
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

QString convert(const Inventory &inventory, const ConversionPlan &plan,
    const ExportOptions &options, const QString &donor)
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
    return line(words + fixes(inventory, plan.options, options, donor));
}

QString diff(const Inventory &inventory, const Siblings &siblings)
{
    const bool hasDonor =
        std::ranges::any_of(inventory.checkpoint->files, &CheckpointFile::isDonor);
    if (hasDonor || !inventory.prefix.isEmpty())
        return {};
    QStringList words{u"diff"_s, inventory.checkpoint->path};
    if (!siblings.otherPath.isNull())
        words += siblings.otherPath;
    return line(words);
}

} // namespace commandtext
