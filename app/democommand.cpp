// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/console.h"
#include "model/demo/demo.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DemoCommand)
};

int run(const QCommandLineParser &arguments)
{
    const auto paths =
        writeDemo(arguments.positionalArguments().first(), arguments.isSet(u"force"_s));
    if (!paths)
        return console::say(paths.error());
    console::print(paths->join(u'\n') + u'\n');
    return 0;
}

} // namespace

Command demoCommand()
{
    return {.name = u"demo"_s,
        .usage = u"DIR [--force]"_s,
        .summary = Text::tr(
            "Writes a small BAGEL checkpoint: all 1,223 + 244 keys, with shapes scaled down."),
        .options = {{u"force"_s, Text::tr("Overwrite a checkpoint that is in DIR already.")}},
        .run = run};
}
