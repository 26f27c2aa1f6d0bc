// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/console.h"
#include "app/convertrequest.h"
#include "app/jsonprinter.h"
#include "app/texttable.h"
#include "model/bagel/graft.h"
#include "model/base/json.h"
#include "model/base/text.h"
#include "model/transfer/exporter.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ConvertCommand)
};

/// What is known when the command ends, well or not.
struct Outcome {
    std::shared_ptr<const Inventory> inventory; ///< null where the checkpoint cannot be opened
    ConversionPlan plan;
    std::optional<Receipt> receipt;
    std::vector<Problem> errors;
};

/// Where `path` leads, whether or not there is a file.
QString placeOf(const QString &path)
{
    const QFileInfo info(path);
    return info.exists()
        ? info.canonicalFilePath()
        : QFileInfo(info.absolutePath()).canonicalFilePath() + u'/' + info.fileName();
}

/// Before anything is written: a receipt must neither replace what it speaks of nor fail when the
/// export is done.
Result<void> checkReceiptPath(const ConvertRequest &request, const Outcome &outcome)
{
    const QFileInfo receipt(request.receiptPath);
    if (receipt.isDir() || !QFileInfo(receipt.absolutePath()).isWritable()) {
        return fail(Code::CannotWrite,
            Text::tr("Cannot write the receipt %1: its folder is missing or read-only. Choose "
                     "another file.")
                .arg(request.receiptPath));
    }
    const auto outputs = outputPaths(*outcome.inventory, outcome.plan, request.output);
    if (!outputs)
        return tl::unexpected(outputs.error());
    QStringList taken = *outputs;
    taken += {request.output.destination, request.path};
    for (const CheckpointFile &file : outcome.inventory->checkpoint->files)
        taken += file.path;
    for (const QString &path : std::as_const(taken)) {
        if (placeOf(path) == placeOf(request.receiptPath)) {
            return fail(Code::SameFile,
                Text::tr("The receipt would replace %1. Choose another file for it.").arg(path));
        }
    }
    return {};
}

void printKept(JsonPrinter &printer, const Inventory &inventory, const ConversionPlan &plan)
{
    for (const qsizetype tensor : plan.kept) {
        const CompactString &key =
            inventory.checkpoint->tensors[static_cast<std::size_t>(tensor)].key;
        printer.element(
            {{"source", key.toStdString()}, {"target", utf8(outputKey(inventory, plan, tensor))}});
    }
}

void printDropped(JsonPrinter &printer, const Inventory &inventory, const ConversionPlan &plan)
{
    for (std::size_t at = 0; at < plan.decisions.size(); ++at) {
        const QString reason = droppedWord(inventory, plan, static_cast<qsizetype>(at));
        if (!reason.isNull()) {
            printer.element({{"source", inventory.checkpoint->tensors[at].key.toStdString()},
                {"reason", utf8(reason)}});
        }
    }
}

void printJson(const ConvertRequest &request, const Outcome &outcome)
{
    Json errors = Json::array();
    for (const Problem &problem : outcome.errors)
        errors.push_back(problemAsJson(problem));
    Json outputs = Json::array();
    Json verified;
    if (outcome.receipt) {
        for (const ExportedFile &file : outcome.receipt->files) {
            outputs.push_back(
                {{"path", utf8(file.path)}, {"tensors", file.tensors}, {"bytes", file.bytes}});
        }
        if (outcome.receipt->verified)
            verified = *outcome.receipt->verified;
    }
    JsonPrinter printer;
    printer.member("to", utf8(word(request.conversion.direction)));
    printer.member("stage", utf8(word(request.conversion.stage)));
    printer.member("strict", request.conversion.strict);
    printer.beginList("kept");
    if (outcome.inventory)
        printKept(printer, *outcome.inventory, outcome.plan);
    printer.endList();
    printer.beginList("dropped");
    if (outcome.inventory)
        printDropped(printer, *outcome.inventory, outcome.plan);
    printer.endList();
    printer.member("errors", errors);
    printer.member("outputs", outputs);
    printer.member("verified", verified);
}

/// What the plan does with each bucket.
QString planAsText(const Inventory &inventory, const ConversionPlan &plan)
{
    struct Group {
        Decision::Action action;
        QString name;
        Totals totals;
    };
    QList<Group> groups{{Decision::Action::Keep, Text::tr("keep"), {}},
        {Decision::Action::Drop, Text::tr("leave out"), {}},
        {Decision::Action::Refuse, Text::tr("refuse"), {}}};
    const std::vector<TensorInfo> &tensors = inventory.checkpoint->tensors;
    QList<QStringList> rows{{Text::tr("Action"), Text::tr("Bucket"), Text::tr("Tensors"),
        Text::tr("Parameters"), Text::tr("Size")}};
    for (const Group &group : groups) {
        std::vector<Totals> buckets(inventory.totals.size());
        for (std::size_t at = 0; at < plan.decisions.size(); ++at) {
            if (plan.decisions[at].action == group.action)
                buckets[static_cast<std::size_t>(inventory.classes[at].bucket)].add(tensors[at]);
        }
        for (std::size_t bucket = 0; bucket < buckets.size(); ++bucket) {
            const Totals &totals = buckets[bucket];
            if (totals.tensors > 0) {
                rows.append({group.name, inventory.rules->buckets()[bucket].name,
                    text::count(static_cast<quint64>(totals.tensors)),
                    text::parameters(totals.parameters), text::bytes(totals.bytes)});
            }
        }
    }
    return textTable(rows, u"llrrr");
}

QString receiptAsText(const Receipt &receipt, bool hasRecasts)
{
    QString lines;
    for (const ExportedFile &file : receipt.files) {
        lines += (file.isCopy ? Text::tr("Copied %1: %2.").arg(file.path, text::bytes(file.bytes))
                              : Text::tr("Wrote %1: %2 tensors, %3.")
                                    .arg(file.path, text::count(static_cast<quint64>(file.tensors)),
                                        text::bytes(file.bytes)))
            + u'\n';
    }
    if (receipt.verified == true) {
        lines +=
            (hasRecasts ? Text::tr("Every tensor was read back and equals what was made of its "
                                   "source.")
                        : Text::tr("Every tensor was read back and equals its source."))
            + u'\n';
    }
    return lines;
}

/// Names every tensor that was left out as damaged: nothing else tells which they were.
void sayDamaged(const Outcome &outcome)
{
    for (std::size_t at = 0; at < outcome.plan.decisions.size(); ++at) {
        const Decision &decision = outcome.plan.decisions[at];
        if (decision.action == Decision::Action::Drop
            && decision.reason == Decision::Reason::Damaged) {
            const TensorInfo &tensor = outcome.inventory->checkpoint->tensors[at];
            console::say(Text::tr("Damaged: %1").arg(text::visible(tensor.key.toString())));
        }
    }
}

/// Completes the checkpoint from the donor, and says with what.
Result<std::shared_ptr<const Inventory>> grafted(
    const ConvertRequest &request, const std::shared_ptr<const Inventory> &base, Progress &progress)
{
    if (request.donor.isEmpty())
        return base;
    const auto donor = openCheckpoint(request.donor, progress);
    if (!donor)
        return tl::unexpected(donor.error());
    const Graft graft = ::graft(*base, *makeInventory(base->rules, *donor, request.prefix));
    console::say(graft.taken.isEmpty()
            ? Text::tr("%1 has no key that is missing.").arg(request.donor)
            : Text::tr("Taking %1 missing keys from %2: %3.")
                  .arg(text::count(static_cast<quint64>(graft.taken.size())), request.donor,
                      text::sample(graft.taken)));
    if (!graft.misfits.isEmpty()) {
        console::say(Text::tr("Warning: %1 missing keys of %2 have another shape and are not "
                              "taken: %3.")
                         .arg(text::count(static_cast<quint64>(graft.misfits.size())),
                             request.donor, text::sample(graft.misfits)));
    }
    return graft.inventory;
}

/// Says what changes on the way beyond keys.
void sayRecasts(const Outcome &outcome)
{
    if (outcome.plan.recasts > 0) {
        console::say(Text::tr("%1 tensors change their dtype or layout on the way.")
                         .arg(text::count(static_cast<quint64>(outcome.plan.recasts))));
    }
    if (!outcome.receipt)
        return;
    for (const CastOverflow &overflow : outcome.receipt->overflows) {
        console::say(Text::tr("Warning: %1 numbers of %2 are too large for the dtype and became "
                              "infinite.")
                         .arg(text::count(overflow.numbers), text::visible(overflow.key)));
    }
}

/// Says what a dry run would write, where that is known.
void sayOutputs(const ConvertRequest &request, const Outcome &outcome)
{
    const auto paths = outputPaths(*outcome.inventory, outcome.plan, request.output);
    if (paths && !paths->contains(QString())) {
        console::say(
            Text::tr("Would write %1 file(s): %2.")
                .arg(text::count(static_cast<quint64>(paths->size())), text::sample(*paths)));
    }
}

/// Says everything about `outcome`; returns the exit status.
int conclude(const ConvertRequest &request, const Outcome &outcome)
{
    for (const QString &line : outcome.plan.log)
        console::say(line);
    for (const Problem &warning : outcome.plan.warnings)
        console::say(Text::tr("Warning: %1").arg(warning.message));
    sayDamaged(outcome);
    sayRecasts(outcome);
    if (request.isDryRun && outcome.inventory)
        sayOutputs(request, outcome);
    int status = 0;
    for (const Problem &error : outcome.errors) {
        const int its = console::say(Error{error.code, error.message});
        status = status == 0 ? its : status;
    }
    if (request.isJson && status != exitStatus(Code::Cancelled))
        printJson(request, outcome);
    else if (outcome.receipt)
        console::print(receiptAsText(*outcome.receipt, outcome.plan.recasts > 0));
    else if (request.isDryRun && outcome.inventory)
        console::print(planAsText(*outcome.inventory, outcome.plan));
    return status;
}

int run(const QCommandLineParser &arguments)
{
    const auto request = parseConvertRequest(arguments);
    if (!request)
        return console::say(request.error());

    Outcome outcome;
    const auto failed = [&](const Error &error) {
        outcome.errors = {{Severity::Error, error.code, {}, error.detail}};
        return conclude(*request, outcome);
    };
    ConsoleProgress progress;
    const auto checkpoint = openCheckpoint(request->path, progress);
    if (!checkpoint)
        return failed(checkpoint.error());
    const auto base = makeInventory(Rules::bundled(), *checkpoint, request->prefix);
    const auto inventory = grafted(*request, base, progress);
    if (!inventory)
        return failed(inventory.error());
    outcome.inventory = *inventory;
    outcome.plan = makePlan(*outcome.inventory, request->conversion);
    outcome.errors = outcome.plan.errors;
    if (request->isDryRun || outcome.plan.isRefused())
        return conclude(*request, outcome);

    if (!request->receiptPath.isEmpty()) {
        if (const auto checked = checkReceiptPath(*request, outcome); !checked)
            return failed(checked.error());
    }
    const auto receipt =
        exportCheckpoint(*outcome.inventory, outcome.plan, request->output, progress);
    if (!receipt)
        return failed(receipt.error());
    outcome.receipt = *receipt;
    if (!request->receiptPath.isEmpty()) {
        if (const auto saved = saveReceipt(*receipt, request->receiptPath); !saved)
            return failed(saved.error());
    }
    return conclude(*request, outcome);
}

} // namespace

Command convertCommand()
{
    return {.name = u"convert"_s,
        .usage = u"PATH -o OUT [--to nemo|hf] [--stage stage1|stage2|1|2] [--no-strict] "
                 "[--exclude REGEX] [--skip-damaged] [--max-shard-size SIZE] [--verify] "
                 "[--receipt FILE.json] [--force] [--dry-run] [--json] [--strip-prefix PREFIX] "
                 "[--patch-embedding linear|conv] [--dtype BF16|F16|F32] [--drop-position-tables] "
                 "[--graft PATH] [--only und|gen|vae] [--with-sidecars]"_s,
        .summary = Text::tr("Converts a checkpoint as NeMo AutoModel's BAGEL adapter does."),
        .options = {{{u"o"_s, u"output"_s},
                        Text::tr("The file to write; for shards, the folder to write them into."),
                        u"OUT"_s},
            {u"to"_s, Text::tr("The layout to convert to (default: nemo)."), u"nemo|hf"_s,
                u"nemo"_s},
            {u"stage"_s,
                Text::tr("stage1 keeps UND, stage2 keeps UND and GEN (default: stage1). Plays no "
                         "part in --to hf."),
                u"STAGE"_s, u"stage1"_s},
            {u"no-strict"_s,
                Text::tr("Leave out keys that match no pattern, instead of refusing the "
                         "conversion.")},
            {u"exclude"_s,
                Text::tr("--to hf leaves out the keys that this regular expression matches at "
                         "their start."),
                u"REGEX"_s},
            {u"skip-damaged"_s,
                Text::tr("Leave out tensors that are damaged, instead of refusing the "
                         "conversion.")},
            {u"max-shard-size"_s,
                Text::tr("Write shards of at most this size: 5GB, 1.5GB, or a number of bytes."),
                u"SIZE"_s},
            {u"verify"_s, Text::tr("Read back what was written and compare it with the source.")},
            {u"receipt"_s,
                Text::tr("Write the size and the XXH3 checksum of every tensor into this file."),
                u"FILE.json"_s},
            {u"force"_s, Text::tr("Overwrite OUT.")},
            {u"dry-run"_s, Text::tr("Show what would be done and write nothing.")},
            {u"json"_s, Text::tr("Print one JSON object.")},
            {u"strip-prefix"_s,
                Text::tr("Take this off every key that begins with it, for instance module."),
                u"PREFIX"_s},
            {u"patch-embedding"_s,
                Text::tr(
                    "Write the patch embedding in this layout. BAGEL's loaders expect linear."),
                u"linear|conv"_s},
            {u"dtype"_s,
                Text::tr("Cast floating-point tensors, rounding to nearest even. Numbers that "
                         "become infinite are counted and told."),
                u"BF16|F16|F32"_s},
            {u"drop-position-tables"_s,
                Text::tr("Leave out the fixed sin-cos tables, which BAGEL makes anew.")},
            {u"graft"_s,
                Text::tr("Take the keys that are missing, and only those, from another checkpoint. "
                         "Shapes must fit."),
                u"PATH"_s},
            {u"only"_s, Text::tr("Keep this one bucket, whatever the stage."), u"und|gen|vae"_s},
            {u"with-sidecars"_s,
                Text::tr("Copy ae.safetensors, the configs and the tokenizer's files along.")}},
        .run = run};
}
