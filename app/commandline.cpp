// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/command.h"
#include "app/console.h"
#include "app/versions.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QList<Command> commands()
{
    return {inspectCommand(), convertCommand(), statsCommand(), diffCommand(), extractCommand(),
        demoCommand()};
}

bool isCommandName(const QString &word)
{
    return std::ranges::any_of(
        commands(), [&](const Command &command) { return command.name == word; });
}

QString usageLine(const Command &command)
{
    return u"bagel-explorer %1 %2"_s.arg(command.name, command.usage);
}

QString help()
{
    QString help = Text::tr("Explore, compare and convert BAGEL checkpoints.") + u"\n\n"_s;
    help += u"bagel-explorer [PATH[::KEY]]\n    "_s
        + Text::tr("Opens the window on a file, a directory or an index.json, and shows a tensor.")
        + u'\n';
    for (const Command &command : commands())
        help += usageLine(command) + u"\n    "_s + command.summary + u'\n';
    help += u'\n'
        + Text::tr("Exit status: 0 done; 1 the checkpoint is refused; 2 wrong usage; "
                   "3 input/output failure; 130 interrupted.");
    return help + u'\n';
}

QString help(const Command &command)
{
    QString help = Text::tr("Usage: %1").arg(usageLine(command)) + u"\n\n"_s;
    help += command.summary + u'\n';
    for (const QCommandLineOption &option : command.options) {
        QStringList names;
        for (const QString &name : option.names())
            names += (name.size() == 1 ? u"-"_s : u"--"_s) + name;
        help += u"\n  "_s + names.join(u", "_s);
        if (!option.valueName().isEmpty())
            help += u' ' + option.valueName();
        help += u"\n      "_s + option.description() + u'\n';
    }
    return help;
}

int refuse(const QString &sentence, const QString &hint)
{
    const int status = console::say(Error{Code::Usage, sentence});
    console::say(hint);
    return status;
}

int run(const Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption helpOption(QStringList{u"h"_s, u"help"_s});
    parser.addOption(helpOption);
    parser.addOptions(command.options);
    // The parser takes the command's name for the program's.
    const bool isValid = parser.parse(arguments);
    const QString usage = Text::tr("Usage: %1").arg(usageLine(command));
    if (!isValid)
        return refuse(parser.errorText(), usage);
    if (parser.isSet(helpOption)) {
        console::print(help(command));
        return 0;
    }
    const qsizetype operands = parser.positionalArguments().size();
    if (operands < command.leastOperands)
        return refuse(Text::tr("An argument is missing."), usage);
    if (operands > command.mostOperands) {
        return refuse(Text::tr("“%1” is one argument too many.")
                          .arg(parser.positionalArguments().at(command.mostOperands)),
            usage);
    }
    return command.run(parser);
}

int dispatch(const QStringList &arguments)
{
    const QString first = arguments.value(0);
    for (const Command &command : commands()) {
        if (command.name == first)
            return run(command, arguments);
    }
    if (first == u"--help" || first == u"-h") {
        console::print(help());
        return 0;
    }
    if (first == u"--version" || first == u"-v") {
        console::print(versions());
        return 0;
    }
    const QString hint = Text::tr("See bagel-explorer --help.");
    if (first.startsWith(u'-'))
        return refuse(Text::tr("Unknown option '%1'.").arg(first), hint);
    if (arguments.size() > 1 && QFileInfo::exists(first))
        return refuse(Text::tr("The window opens one PATH; others open from its File menu."), hint);
    return refuse(Text::tr("“%1” is neither a command nor a file or folder.").arg(first), hint);
}

} // namespace

bool wantsWindow(const QStringList &arguments)
{
    if (arguments.isEmpty())
        return true;
    const QString &first = arguments.first();
    // A word that is no file is more likely a mistyped command.
    const bool isPath = first.contains(u'/') || first.contains(u'.') || QFileInfo::exists(first);
    return arguments.size() == 1 && isPath && !first.startsWith(u'-') && !isCommandName(first);
}

int runCommandLine(const QStringList &arguments)
{
    return console::finish(dispatch(arguments));
}
