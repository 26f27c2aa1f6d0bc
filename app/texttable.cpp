// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/texttable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

QString textTable(const QList<QStringList> &rows, QStringView alignment)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(qMax(widths.size(), row.size()));
        for (qsizetype column = 0; column < row.size(); ++column)
            widths[column] = qMax(widths[column], row[column].size());
    }
    QString lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const bool isRight = column < alignment.size() && alignment[column] == u'r';
            const QString cell = isRight ? row[column].rightJustified(widths[column])
                                         : row[column].leftJustified(widths[column]);
            line += (column > 0 ? u"  "_s : QString()) + cell;
        }
        while (line.endsWith(u' '))
            line.chop(1);
        lines += line + u'\n';
    }
    return lines;
}

QString numberAsText(const std::optional<double> &number)
{
    return number ? QString::number(*number, 'g', 4) : u"–"_s;
}

QString shareAsText(const std::optional<double> &share)
{
    return share ? QString::number(*share * 100, 'f', 1) + u" %"_s : u"–"_s;
}
