// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/console.h"
#include "app/texttable.h"
#include "model/base/json.h"
#include "model/base/partialprogress.h"
#include "model/base/text.h"
#include "model/tensor/statistics.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(StatsCommand)
};

struct Row {
    qsizetype tensor;
    Statistics statistics;
};

/// The tensors with these keys, in the order asked for; all of them where none is named. A key
/// that occurs in several files means all of them.
Result<std::vector<qsizetype>> choose(const Checkpoint &checkpoint, const QStringList &keys)
{
    QMultiHash<QString, qsizetype> places;
    std::vector<qsizetype> chosen;
    for (qsizetype i = std::ssize(checkpoint.tensors); i-- > 0;)
        places.insert(checkpoint.tensors[static_cast<std::size_t>(i)].key.toString(), i);
    QStringList missing;
    for (const QString &key : keys) {
        if (!places.contains(key))
            missing += key;
        for (auto [at, end] = places.equal_range(key); at != end; ++at)
            chosen.push_back(*at);
    }
    if (!missing.isEmpty()) {
        return fail(Code::MissingKeys,
            Text::tr("%1 has no tensor %2.")
                .arg(text::visible(checkpoint.path), text::sample(missing)));
    }
    for (qsizetype i = 0; keys.isEmpty() && i < std::ssize(checkpoint.tensors); ++i)
        chosen.push_back(i);
    return chosen;
}

Result<std::vector<Row>> compute(
    const Checkpoint &checkpoint, const std::vector<qsizetype> &tensors, Progress &progress)
{
    quint64 total = 0;
    for (const qsizetype tensor : tensors)
        total += checkpoint.tensors[static_cast<std::size_t>(tensor)].bytes();
    quint64 done = 0;
    std::vector<Row> rows;
    for (const qsizetype tensor : tensors) {
        const TensorView view = viewOf(checkpoint, tensor);
        PartialProgress part(progress, done, total);
        const auto statistics = computeStatistics(view, Coverage::All, part);
        if (!statistics)
            return tl::unexpected(statistics.error());
        done += view.bytes;
        rows.push_back({tensor, *statistics});
    }
    return rows;
}

Json asJson(const Checkpoint &checkpoint, const std::vector<Row> &rows)
{
    Json tensors = Json::array();
    for (const auto &[index, statistics] : rows) {
        const TensorInfo &tensor = checkpoint.tensors[static_cast<std::size_t>(index)];
        tensors.push_back({{"key", tensor.key.toStdString()}, {"dtype", utf8(tensor.dtypeName())},
            {"shape", listAsJson(tensor.shape)}, {"count", statistics.count},
            {"min", numberAsJson(statistics.min)}, {"max", numberAsJson(statistics.max)},
            {"mean", numberAsJson(statistics.mean)}, {"std", numberAsJson(statistics.deviation)},
            {"zeros", statistics.zeros}, {"nan", statistics.nan}, {"inf", statistics.inf}});
    }
    return {{"tensors", std::move(tensors)}};
}

QString asText(const Checkpoint &checkpoint, const std::vector<Row> &rows)
{
    QList<QStringList> lines{{Text::tr("Key"), Text::tr("Dtype"), Text::tr("Shape"),
        Text::tr("Min"), Text::tr("Max"), Text::tr("Mean"), Text::tr("Std"), Text::tr("Zeros"),
        Text::tr("NaN"), Text::tr("Inf")}};
    for (const auto &[index, statistics] : rows) {
        const TensorInfo &tensor = checkpoint.tensors[static_cast<std::size_t>(index)];
        lines.append({text::visible(tensor.key.toString()), tensor.dtypeName(),
            shapeText(tensor.shape), numberAsText(statistics.min), numberAsText(statistics.max),
            numberAsText(statistics.mean), numberAsText(statistics.deviation),
            text::count(statistics.zeros), text::count(statistics.nan),
            text::count(statistics.inf)});
    }
    return textTable(lines, u"lllrrrrrrr");
}

int run(const QCommandLineParser &arguments)
{
    ConsoleProgress progress;
    const QStringList operands = arguments.positionalArguments();
    const auto checkpoint = openCheckpoint(operands.first(), progress);
    if (!checkpoint)
        return console::say(checkpoint.error());
    const auto tensors = choose(**checkpoint, operands.mid(1));
    if (!tensors)
        return console::say(tensors.error());
    const auto rows = compute(**checkpoint, *tensors, progress);
    if (!rows)
        return console::say(rows.error());
    if (arguments.isSet(u"json"_s))
        console::print(asJson(**checkpoint, *rows));
    else
        console::print(asText(**checkpoint, *rows));
    return 0;
}

} // namespace

Command statsCommand()
{
    return {.name = u"stats"_s,
        .usage = u"PATH [KEY…] [--json]"_s,
        .summary = Text::tr("Computes statistics of all tensors, or of those named."),
        .mostOperands = std::numeric_limits<int>::max(),
        .options = {{u"json"_s, Text::tr("Print one JSON object.")}},
        .run = run};
}
