// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/target.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

Target targetOf(const QString &text)
{
    constexpr QStringView separator = u"::";
    QString whole = text.trimmed();
    for (const QChar quote : {u'"', u'\''}) {
        if (whole.size() > 1 && whole.startsWith(quote) && whole.endsWith(quote))
            whole = whole.sliced(1, whole.size() - 2);
    }
    if (whole.startsWith(u"file:"))
        whole = QUrl(whole).toLocalFile();
    else if (whole.startsWith(u"~/"))
        whole.replace(0, 1, QDir::homePath());
    const auto absolute = [](const QString &path) { return QFileInfo(path).absoluteFilePath(); };
    if (QFileInfo::exists(whole))
        return {absolute(whole), {}};
    const qsizetype first = whole.indexOf(separator);
    for (qsizetype at = first; at >= 0; at = whole.indexOf(separator, at + separator.size())) {
        if (QFileInfo::exists(whole.first(at)))
            return {absolute(whole.first(at)), whole.sliced(at + separator.size())};
    }
    return first < 0 ? Target{absolute(whole), {}}
                     : Target{absolute(whole.first(first)), whole.sliced(first + separator.size())};
}
