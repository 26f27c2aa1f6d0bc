// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/bytesize.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ByteSize)
};

} // namespace

Result<quint64> parseByteSize(const QString &text)
{
    static const QRegularExpression form(
        u"\\A([0-9]+)(?:([KMGT]?)B)?\\z"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    bool isNumber = false;
    quint64 bytes = match.captured(1).toULongLong(&isNumber);
    const qsizetype powers = match.captured(2).isEmpty()
        ? 0
        : u"KMGT"_s.indexOf(match.captured(2), 0, Qt::CaseInsensitive) + 1;
    for (qsizetype power = 0; isNumber && power < powers; ++power) {
        isNumber = bytes <= std::numeric_limits<quint64>::max() / 1000;
        bytes *= 1000;
    }
    if (!isNumber || bytes == 0) {
        return fail(Code::Usage,
            Text::tr("“%1” is no size: expected a number with KB, MB, GB or TB, such as 5GB.")
                .arg(text));
    }
    return bytes;
}
