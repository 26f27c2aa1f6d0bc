// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/console.h"
#include "model/base/text.h"
#include "model/transfer/tensorfile.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ExtractCommand)
};

Result<qsizetype> find(const Checkpoint &checkpoint, const QString &key)
{
    const auto found = std::ranges::find(checkpoint.tensors, CompactString(key), &TensorInfo::key);
    if (found == checkpoint.tensors.end()) {
        return fail(Code::MissingKeys,
            Text::tr("%1 has no tensor %2. “inspect --json” lists its keys.")
                .arg(checkpoint.path, text::brief(key)));
    }
    if (found->isDamaged) {
        return fail(Code::Truncated,
            Text::tr("%1 is damaged, so it cannot be extracted.").arg(text::brief(key)));
    }
    return found - checkpoint.tensors.begin();
}

int run(const QCommandLineParser &arguments)
{
    if (arguments.value(u"output"_s).isEmpty())
        return console::say(Error{Code::Usage, Text::tr("Say where to write: -o FILE.")});
    ConsoleProgress progress;
    const QStringList operands = arguments.positionalArguments();
    const auto checkpoint = openCheckpoint(operands[0], progress);
    if (!checkpoint)
        return console::say(checkpoint.error());
    const auto tensor = find(**checkpoint, operands[1]);
    if (!tensor)
        return console::say(tensor.error());
    const TensorView view = viewOf(**checkpoint, *tensor);
    const TensorFileOptions options{arguments.value(u"output"_s), arguments.isSet(u"force"_s),
        *checkpoint, arguments.value(u"slice"_s)};
    if (const auto done = writeTensor(view, options, progress); !done)
        return console::say(done.error());
    console::print(writtenSentence(view, options.path) + u'\n');
    return 0;
}

} // namespace

Command extractCommand()
{
    return {.name = u"extract"_s,
        .usage = u"PATH KEY -o FILE [--slice SLICE] [--force]"_s,
        .summary = Text::tr("Writes one tensor to a file: .npy for NumPy, .csv for text, any other "
                            "name for its bytes."),
        .leastOperands = 2,
        .mostOperands = 2,
        .options = {{{u"o"_s, u"output"_s}, Text::tr("The file to write."), u"FILE"_s},
            {u"slice"_s, Text::tr("The part that a CSV gets, as in Python, for instance 0:10,:5."),
                u"SLICE"_s},
            {u"force"_s, Text::tr("Replace a file that exists.")}},
        .run = run};
}
