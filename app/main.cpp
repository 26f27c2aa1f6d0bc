// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/mainwindow.h"
#include "app/translation.h"
#include "views/accessibility.h"
#include "views/icons.h"

#include <QApplication>

#include <clocale>
#include <langinfo.h>
#include <string_view>

using namespace Qt::StringLiterals;

namespace {

/// Qt works in UTF-8 and complains at length about any other locale, such as a container's "C" or
/// one that is not installed, whose language is still the one to speak.
void preferUtf8()
{
    setlocale(LC_CTYPE, "");
    if (std::string_view(nl_langinfo(CODESET)) == "UTF-8")
        return;
    for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (qEnvironmentVariableIsEmpty("LANGUAGE"))
            qputenv("LANGUAGE", qgetenv(name));
    }
    qputenv("LC_ALL", "C.UTF-8");
}

} // namespace

int main(int argc, char *argv[])
{
    preferUtf8();
    QCoreApplication::setApplicationName(u"bagel-explorer"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(BAGEL_EXPLORER_VERSION));
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);

    if (!wantsWindow(arguments)) {
        QCoreApplication application(argc, argv);
        return runCommandLine(arguments);
    }
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Bagel Explorer"_s);
    QApplication::setDesktopFileName(QCoreApplication::applicationName());
    QApplication::setWindowIcon(icons::icon(u"bagel-explorer"_s));
    translation::install(QLocale().uiLanguages().value(0));
    accessibility::describeWidgets();
    auto *window = new MainWindow(Rules::bundled());
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
    if (!arguments.isEmpty())
        window->open(arguments.first());
    return QApplication::exec();
}
