// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/console.h"
#include "app/json.h"
#include "app/stepprogress.h"
#include "app/texttable.h"
#include "model/bagel/siblings.h"
#include "model/base/text.h"
#include "model/tensor/comparison.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DiffCommand)
};

/// UND against GEN inside one checkpoint.
struct Diff {
    std::shared_ptr<const Inventory> inventory;
    Siblings siblings;
    std::vector<Comparison> comparisons; ///< one a pair; of a mismatched one it means nothing

    const TensorInfo &tensor(qsizetype index) const
    {
        return inventory->checkpoint->tensors[static_cast<std::size_t>(index)];
    }
};

Result<Diff> compute(std::shared_ptr<const Inventory> inventory, Progress &progress)
{
    Diff diff{inventory, findSiblings(*inventory), {}};
    quint64 total = 0;
    for (const SiblingPair &pair : diff.siblings.pairs) {
        if (pair.isComparable)
            total += 2 * diff.tensor(pair.und).bytes();
    }
    StepProgress steps(progress, total);
    for (const SiblingPair &pair : diff.siblings.pairs) {
        diff.comparisons.emplace_back();
        if (!pair.isComparable)
            continue;
        const TensorView und = viewOf(*inventory->checkpoint, pair.und);
        const TensorView gen = viewOf(*inventory->checkpoint, pair.gen);
        const auto comparison = compareTensors(und, gen, Coverage::All, steps);
        if (!comparison)
            return tl::unexpected(comparison.error());
        steps.finishStep(und.bytes + gen.bytes);
        diff.comparisons.back() = *comparison;
    }
    return diff;
}

Json layerAsJson(const SiblingPair &pair)
{
    return pair.layer < 0 ? Json() : Json(pair.layer);
}

Json keysAsJson(const Diff &diff, const std::vector<qsizetype> &tensors)
{
    Json keys = Json::array();
    for (const qsizetype tensor : tensors)
        keys.push_back(utf8(diff.tensor(tensor).key));
    return keys;
}

Json asJson(const Diff &diff)
{
    Json pairs = Json::array();
    Json mismatched = Json::array();
    for (std::size_t i = 0; i < diff.siblings.pairs.size(); ++i) {
        const SiblingPair &pair = diff.siblings.pairs[i];
        const TensorInfo &und = diff.tensor(pair.und);
        const TensorInfo &gen = diff.tensor(pair.gen);
        Json entry = {{"und", utf8(und.key)}, {"gen", utf8(gen.key)}, {"layer", layerAsJson(pair)},
            {"module", utf8(pair.module)}};
        if (!pair.isComparable) {
            entry.update(
                {{"und_shape", shapeAsJson(und.shape)}, {"gen_shape", shapeAsJson(gen.shape)},
                    {"und_dtype", utf8(und.dtypeName())}, {"gen_dtype", utf8(gen.dtypeName())}});
            mismatched.push_back(std::move(entry));
            continue;
        }
        const Comparison &comparison = diff.comparisons[i];
        entry.update({{"shape", shapeAsJson(und.shape)}, {"dtype", utf8(und.dtypeName())},
            {"identical", comparison.isIdentical},
            {"identical_share", numberAsJson(comparison.identicalShare())},
            {"max_abs", numberAsJson(comparison.maxAbs)},
            {"mean_abs", numberAsJson(comparison.meanAbs)}, {"rms", numberAsJson(comparison.rms)},
            {"relative_l2", numberAsJson(comparison.relativeL2)},
            {"cosine", numberAsJson(comparison.cosine())}});
        pairs.push_back(std::move(entry));
    }
    return {{"pairs", std::move(pairs)},
        {"unpaired",
            {{"und", keysAsJson(diff, diff.siblings.unpairedUnd)},
                {"gen", keysAsJson(diff, diff.siblings.unpairedGen)}}},
        {"mismatched", std::move(mismatched)}};
}

/// A field of a table, in double quotes where it needs them (RFC 4180).
QString csvField(const Json &value)
{
    if (value.is_null())
        return {};
    QString field = value.is_string() ? QString::fromStdString(value.get<std::string>())
                                      : QString::fromStdString(value.dump());
    if (field.contains(u'"') || field.contains(u',') || field.contains(u'\n')
        || field.contains(u'\r'))
        field = u'"' + field.replace(u'"', u"\"\""_s) + u'"';
    return field;
}

/// The pairs of the JSON object, a line each.
QString asCsv(const Diff &diff)
{
    QString lines = u"und,gen,layer,module,shape,dtype,identical,identical_share,max_abs,mean_abs,"
                    "rms,relative_l2,cosine\r\n"_s;
    for (const Json &pair : asJson(diff)["pairs"]) {
        QStringList fields;
        for (const Json &value : pair)
            fields += csvField(value);
        lines += fields.join(u',') + u"\r\n"_s;
    }
    return lines;
}

QString asText(const Diff &diff)
{
    QList<QStringList> rows{{Text::tr("Layer"), Text::tr("Module"), Text::tr("Shape"),
        Text::tr("Relative L2"), Text::tr("Cosine"), Text::tr("Max |Δ|"), Text::tr("Identical")}};
    std::size_t identical = 0;
    for (std::size_t i = 0; i < diff.siblings.pairs.size(); ++i) {
        const SiblingPair &pair = diff.siblings.pairs[i];
        const TensorInfo &und = diff.tensor(pair.und);
        const Comparison &comparison = diff.comparisons[i];
        QStringList row{pair.layer < 0 ? u"–"_s : QString::number(pair.layer),
            text::visible(pair.module), shapeAsText(und.shape)};
        if (pair.isComparable) {
            row += {numberAsText(comparison.relativeL2), numberAsText(comparison.cosine()),
                numberAsText(comparison.maxAbs),
                comparison.isIdentical ? Text::tr("all")
                                       : shareAsText(comparison.identicalShare())};
            identical += comparison.isIdentical ? 1 : 0;
        } else {
            const TensorInfo &gen = diff.tensor(pair.gen);
            row += Text::tr("not comparable: GEN is %1 %2, UND is %3")
                       .arg(gen.dtypeName(), shapeAsText(gen.shape), und.dtypeName());
        }
        rows.append(row);
    }
    return textTable(rows, u"rllrrrr") + u'\n'
        + Text::tr("GEN equals UND in %1 of %2 pairs. Without a sibling: %3 UND, %4 GEN.")
              .arg(text::count(identical), text::count(diff.siblings.pairs.size()),
                  text::count(diff.siblings.unpairedUnd.size()),
                  text::count(diff.siblings.unpairedGen.size()))
        + u'\n';
}

int run(const QCommandLineParser &arguments)
{
    if (arguments.isSet(u"json"_s) && arguments.isSet(u"csv"_s)) {
        return console::say(
            Error{Code::Usage, Text::tr("Choose one of --json and --csv, not both.")});
    }
    ConsoleProgress progress;
    const auto checkpoint = openCheckpoint(arguments.positionalArguments().first(), progress);
    if (!checkpoint)
        return console::say(checkpoint.error());
    const auto diff = compute(makeInventory(Rules::bundled(), *checkpoint), progress);
    if (!diff)
        return console::say(diff.error());
    if (arguments.isSet(u"json"_s))
        console::print(asJson(*diff));
    else
        console::print(arguments.isSet(u"csv"_s) ? asCsv(*diff) : asText(*diff));
    return 0;
}

} // namespace

Command diffCommand()
{
    return {.name = u"diff"_s,
        .usage = u"PATH [--json | --csv]"_s,
        .summary = Text::tr("Compares UND with GEN inside one checkpoint, pair by pair."),
        .options = {{u"json"_s, Text::tr("Print one JSON object.")},
            {u"csv"_s, Text::tr("Print the pairs as a table.")}},
        .run = run};
}
