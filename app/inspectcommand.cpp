// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/console.h"
#include "app/jsonprinter.h"
#include "app/texttable.h"
#include "model/bagel/inventory.h"
#include "model/base/json.h"
#include "model/base/text.h"
#include "model/checks/checks.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(InspectCommand)
};

QString word(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Note:
        return u"note"_s;
    }
    Q_UNREACHABLE();
}

Json filesAsJson(const Checkpoint &checkpoint)
{
    Json files = Json::array();
    for (const CheckpointFile &file : checkpoint.files) {
        Json metadata;
        for (const auto &[name, value] : file.metadata)
            metadata[utf8(name)] = utf8(value);
        files.push_back({{"path", utf8(file.path)}, {"bytes", file.source->size()},
            {"header_bytes", file.headerBytes}, {"tensors", file.tensors},
            {"metadata", std::move(metadata)}});
    }
    return files;
}

Json bucketsAsJson(const Inventory &inventory)
{
    Json buckets = Json::object();
    for (std::size_t i = 0; i < inventory.totals.size(); ++i) {
        const Totals &totals = inventory.totals[i];
        buckets[utf8(inventory.rules->buckets()[i].id)] = {{"tensors", totals.tensors},
            {"parameters", totals.parameters}, {"bytes", totals.bytes}};
    }
    return buckets;
}

void printTensors(JsonPrinter &printer, const Inventory &inventory)
{
    const Checkpoint &checkpoint = *inventory.checkpoint;
    printer.beginList("tensors");
    for (std::size_t i = 0; i < checkpoint.tensors.size(); ++i) {
        const TensorInfo &tensor = checkpoint.tensors[i];
        printer.element({{"key", tensor.key.toStdString()},
            {"bucket", utf8(inventory.bucketOf(static_cast<qsizetype>(i)).id)},
            {"dtype", utf8(tensor.dtypeName())}, {"shape", listAsJson(tensor.shape)},
            {"parameters", tensor.parameters()}, {"bytes", tensor.bytes()},
            {"file", utf8(checkpoint.fileOf(tensor).path)},
            {"data_offsets", Json::array({tensor.begin, tensor.end})}});
    }
    printer.endList();
}

Json problemsAsJson(const std::vector<Problem> &problems)
{
    Json list = Json::array();
    for (const Problem &problem : problems) {
        Json entry = {{"severity", utf8(word(problem.severity))}};
        entry.update(problemAsJson(problem));
        list.push_back(std::move(entry));
    }
    return list;
}

void printJson(const Inventory &inventory, const std::vector<Problem> &problems)
{
    JsonPrinter printer;
    printer.member("files", filesAsJson(*inventory.checkpoint));
    printer.member("layout", utf8(word(inventory.layout)));
    printer.member("buckets", bucketsAsJson(inventory));
    printTensors(printer, inventory);
    printer.member("problems", problemsAsJson(problems));
}

QString filesAsText(const Checkpoint &checkpoint)
{
    QList<QStringList> rows{
        {Text::tr("File"), Text::tr("Tensors"), Text::tr("Size"), Text::tr("Metadata")}};
    for (const CheckpointFile &file : checkpoint.files) {
        QStringList metadata;
        for (const auto &[name, value] : file.metadata)
            metadata += text::visible(name);
        rows.append({text::visible(QFileInfo(file.path).fileName()),
            text::count(static_cast<quint64>(file.tensors)), text::bytes(file.source->size()),
            metadata.isEmpty() ? Text::tr("none") : text::sample(metadata)});
    }
    return textTable(rows, u"lrrl");
}

QString bucketsAsText(const Inventory &inventory)
{
    QList<QStringList> rows{{Text::tr("Bucket"), Text::tr("Tensors"), Text::tr("Parameters"),
        Text::tr("Size"), QString()}};
    for (std::size_t i = 0; i < inventory.totals.size(); ++i) {
        const Bucket &bucket = inventory.rules->buckets()[i];
        const Totals &totals = inventory.totals[i];
        rows.append({bucket.name, text::count(static_cast<quint64>(totals.tensors)),
            text::parameters(totals.parameters), text::bytes(totals.bytes), bucket.title});
    }
    return textTable(rows, u"lrrrl");
}

QString problemsAsText(const std::vector<Problem> &problems)
{
    if (problems.empty())
        return Text::tr("No problems found.") + u'\n';
    QList<QStringList> rows;
    for (const Problem &problem : problems)
        rows.append({word(problem.severity), word(problem.code), problem.message});
    return textTable(rows, u"lll");
}

QString asText(const Inventory &inventory, const std::vector<Problem> &problems)
{
    const QString title =
        Text::tr("%1 — layout %2")
            .arg(text::visible(inventory.checkpoint->path), word(inventory.layout));
    return QStringList{title + u'\n', filesAsText(*inventory.checkpoint), bucketsAsText(inventory),
        problemsAsText(problems)}
        .join(u'\n');
}

/// An unknown dtype can be shown; all other errors that opening found are damage.
bool isUnreadable(const Problem &problem)
{
    return problem.severity == Severity::Error && problem.code != Code::UnknownDtype;
}

bool isError(const Problem &problem)
{
    return problem.severity == Severity::Error;
}

int run(const QCommandLineParser &arguments)
{
    ConsoleProgress progress;
    const auto checkpoint = openCheckpoint(arguments.positionalArguments().first(), progress);
    if (!checkpoint)
        return console::say(checkpoint.error());
    const auto inventory = makeInventory(Rules::bundled(), *checkpoint);
    const auto problems = checkCheckpoint(*inventory, progress);
    if (!problems)
        return console::say(problems.error());
    if (arguments.isSet(u"json"_s))
        printJson(*inventory, *problems);
    else
        console::print(asText(*inventory, *problems));

    int status = 0;
    for (const Problem &problem : (*checkpoint)->problems) {
        if (isUnreadable(problem))
            status = console::say(Error{problem.code, problem.message});
    }
    if (status == 0 && arguments.isSet(u"check"_s))
        status = std::ranges::any_of(*problems, isError) ? 1 : 0;
    return status;
}

} // namespace

Command inspectCommand()
{
    return {.name = u"inspect"_s,
        .usage = u"PATH [--json] [--check]"_s,
        .summary = Text::tr("Shows the files, buckets and problems of a checkpoint."),
        .options = {{u"json"_s, Text::tr("Print one JSON object, with every tensor.")},
            {u"check"_s, Text::tr("Exit with status 1 where a problem is an error.")}},
        .run = run};
}
