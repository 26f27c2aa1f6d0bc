// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/bytesize.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ByteSize)
};

} // namespace

Result<quint64> parseByteSize(const QString &text)
{
    static const QRegularExpression form(u"\\A([0-9]+)(?:(?:\\.([0-9]+))?([KMGT])B|B?)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    const QString unit = match.captured(3);
    const qsizetype places =
        unit.isEmpty() ? 0 : 3 * (u"KMGT"_s.indexOf(unit, 0, Qt::CaseInsensitive) + 1);
    // The point moves to the right: exact, unlike a floating point number. Less than a byte is cut.
    const QString digits = match.captured(1) + match.captured(2).leftJustified(places, u'0', true);
    bool isNumber = false;
    const quint64 bytes = digits.toULongLong(&isNumber);
    if (!isNumber || bytes == 0) {
        return fail(Code::Usage,
            Text::tr("“%1” is no size: expected a number with KB, MB, GB or TB, such as 1.5GB.")
                .arg(text));
    }
    return bytes;
}
