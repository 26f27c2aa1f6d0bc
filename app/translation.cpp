// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace {

/// False where there is no such catalogue.
bool add(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    return translator->load(locale, name, u"_"_s, folder)
        && QCoreApplication::installTranslator(translator);
}

} // namespace

void translation::install(const QString &language)
{
    const QLocale locale(language);
    // Qt's dialogs alone in another language would be half a translation.
    if (add(locale, u"bagel-explorer"_s, u":/i18n"_s))
        add(locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}
