// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/text.h"

#include <QChar>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

/// `number` divided by 1000 until it is below 1000, with three significant digits and a unit.
template <std::size_t N> QString scaled(quint64 number, const std::array<const char *, N> &units)
{
    double value = static_cast<double>(number);
    std::size_t unit = 0;
    // 999.5 would be shown as 1000 with three digits, so it moves to the next unit too.
    while (value >= 999.5 && unit + 1 < N) {
        value /= 1000;
        ++unit;
    }
    const int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    const QString digits = QString::number(value, 'f', decimals);
    const QString name = QString::fromLatin1(units[unit]);
    return name.isEmpty() ? digits : digits + u' ' + name;
}

} // namespace

namespace text {

QString bytes(quint64 count)
{
    return scaled(count, std::array{"B", "kB", "MB", "GB", "TB", "PB", "EB"});
}

QString parameters(quint64 count)
{
    return scaled(count, std::array{"", "K", "M", "B", "T"});
}

QString count(quint64 number)
{
    QString digits = QString::number(number);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, u',');
    return digits;
}

QString number(double value, int digits)
{
    const double size = std::abs(value);
    if (size < 1e7 && size >= 999.5 && size >= std::pow(10, digits - 1))
        return (value < 0 ? u"-"_s : QString()) + count(static_cast<quint64>(std::round(size)));
    return QString::number(value, 'g', digits);
}

QString visible(const QString &key)
{
    QString shown;
    shown.reserve(key.size());
    for (const QChar c : key) {
        switch (c.unicode()) {
        case u'\n':
            shown += u"\\n";
            continue;
        case u'\r':
            shown += u"\\r";
            continue;
        case u'\t':
            shown += u"\\t";
            continue;
        default:
            break;
        }
        const QChar::Category category = c.category();
        const bool hidden = category == QChar::Other_Control || category == QChar::Other_Format
            || category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
        if (hidden)
            shown += u"\\u{"_s + QString::number(c.unicode(), 16) + u'}';
        else
            shown += c;
    }
    return shown;
}

QString brief(const QString &key)
{
    constexpr qsizetype longest = 200;
    return key.size() <= longest ? visible(key) : visible(key.first(longest)) + u'…';
}

QString sample(const QStringList &keys, int limit)
{
    QStringList shown;
    for (const QString &key : keys.first(qMin<qsizetype>(limit, keys.size())))
        shown += brief(key);
    return shown.join(u", "_s) + (keys.size() > limit ? u", …"_s : QString());
}

} // namespace text
