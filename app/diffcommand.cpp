// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/console.h"
#include "app/texttable.h"
#include "model/bagel/counterparts.h"
#include "model/base/partialprogress.h"
#include "model/base/text.h"
#include "model/diff/diffreport.h"
#include "model/diff/diffsummary.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DiffCommand)
};

const TensorInfo &tensorAt(const Inventory &inventory, qsizetype tensor)
{
    return inventory.checkpoint->tensors[static_cast<std::size_t>(tensor)];
}

/// One a pair; none for those that cannot be compared.
Result<std::vector<std::optional<Comparison>>> compare(
    const Inventory &inventory, const Siblings &siblings, Progress &progress)
{
    quint64 total = 0;
    for (const SiblingPair &pair : siblings.pairs)
        total += pair.isComparable ? 2 * tensorAt(inventory, pair.und).bytes() : 0;
    quint64 done = 0;
    std::vector<std::optional<Comparison>> results;
    for (const SiblingPair &pair : siblings.pairs) {
        results.emplace_back();
        if (!pair.isComparable)
            continue;
        const TensorView und = viewOf(*inventory.checkpoint, pair.und);
        const TensorView gen = viewOf(*inventory.checkpoint, pair.gen);
        PartialProgress part(progress, done, total);
        const auto comparison = compareTensors(und, gen, Coverage::All, part);
        if (!comparison)
            return tl::unexpected(comparison.error());
        results.back() = *comparison;
        done += und.bytes + gen.bytes;
    }
    return results;
}

QStringList row(
    const Inventory &inventory, const SiblingPair &pair, const std::optional<Comparison> &result)
{
    const TensorInfo &und = tensorAt(inventory, pair.und);
    const TensorInfo &gen = tensorAt(inventory, pair.gen);
    QStringList row{pair.layer < 0 ? u"–"_s : QString::number(pair.layer),
        text::visible(pair.module), shapeText(und.shape)};
    if (!result) {
        return row << QString() << QString() << QString()
                   << Text::tr("not comparable: %1 %2 against %3 %4")
                          .arg(und.dtypeName(), shapeText(und.shape), gen.dtypeName(),
                              shapeText(gen.shape));
    }
    return row << numberAsText(result->relativeL2) << numberAsText(result->cosine())
               << numberAsText(result->maxAbs)
               << (result->isIdentical ? Text::tr("all") : shareAsText(result->identicalShare()));
}

QString verdictOnTwo(const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results)
{
    QStringList sentences{diffVerdict(summarizeDiff(siblings, results)),
        bucketVerdicts(inventory, siblings, results)};
    const auto list = [&](const QString &sentence, const std::vector<qsizetype> &tensors) {
        QStringList keys;
        for (const qsizetype tensor : tensors)
            keys += tensorAt(inventory, tensor).key.toString();
        if (!keys.isEmpty())
            sentences += sentence.arg(text::count(tensors.size()), text::sample(keys));
    };
    list(Text::tr("Only in the first: %1 (%2)."), siblings.unpairedUnd);
    list(Text::tr("Only in the second: %1 (%2)."), siblings.unpairedGen);
    sentences.removeAll(QString());
    return sentences.join(u'\n') + u'\n';
}

QString asText(const Inventory &inventory, const Siblings &siblings,
    const std::vector<std::optional<Comparison>> &results)
{
    QList<QStringList> rows{{Text::tr("Layer"), Text::tr("Module"), Text::tr("Shape"),
        Text::tr("Relative L2"), Text::tr("Cosine"), Text::tr("Max |Δ|"), Text::tr("Identical")}};
    for (std::size_t i = 0; i < results.size(); ++i)
        rows.append(row(inventory, siblings.pairs[i], results[i]));
    const QString table = textTable(rows, u"rllrrrl") + u'\n';
    if (siblings.areCounterparts)
        return table + verdictOnTwo(inventory, siblings, results);
    const auto identical = std::ranges::count_if(
        results, [](const auto &result) { return result && result->isIdentical; });
    return table
        + Text::tr("GEN equals UND in %1 of %2 pairs. Without a sibling: %3 UND, %4 GEN.")
              .arg(text::count(static_cast<quint64>(identical)), text::count(results.size()),
                  text::count(siblings.unpairedUnd.size()),
                  text::count(siblings.unpairedGen.size()))
        + u'\n';
}

int run(const QCommandLineParser &arguments)
{
    if (arguments.isSet(u"json"_s) && arguments.isSet(u"csv"_s)) {
        return console::say(
            Error{Code::Usage, Text::tr("Choose one of --json and --csv, not both.")});
    }
    ConsoleProgress progress;
    std::vector<std::shared_ptr<const Inventory>> opened;
    for (const QString &path : arguments.positionalArguments()) {
        const auto checkpoint = openCheckpoint(path, progress);
        if (!checkpoint)
            return console::say(checkpoint.error());
        opened.push_back(makeInventory(Rules::bundled(), *checkpoint));
    }
    const bool areTwo = opened.size() == 2;
    const auto inventory = areTwo ? joinCheckpoints(*opened[0], *opened[1]) : opened[0];
    const Siblings siblings = areTwo
        ? findCounterparts(*inventory, opened[0]->checkpoint->modelTensors)
        : findSiblings(*inventory);
    const auto results = compare(*inventory, siblings, progress);
    if (!results)
        return console::say(results.error());
    if (arguments.isSet(u"json"_s))
        console::print(diffAsJson(*inventory, siblings, *results));
    else if (arguments.isSet(u"csv"_s))
        console::print(diffAsCsv(*inventory, siblings, *results));
    else
        console::print(asText(*inventory, siblings, *results));
    return 0;
}

} // namespace

Command diffCommand()
{
    return {.name = u"diff"_s,
        .usage = u"PATH [PATH2] [--json | --csv]"_s,
        .summary =
            Text::tr("Compares UND with GEN inside one checkpoint, or two checkpoints key by key."),
        .mostOperands = 2,
        .options = {{u"json"_s, Text::tr("Print one JSON object.")},
            {u"csv"_s, Text::tr("Print the pairs as a table of comma-separated values.")}},
        .run = run};
}
