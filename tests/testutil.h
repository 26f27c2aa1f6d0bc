// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QAbstractItemModel>
#include <QString>
#include <QTest>

using namespace Qt::StringLiterals;

/// Fails the test with the error's own words where `result` holds one.
#define VERIFY_OK(result)                                                                          \
    do {                                                                                           \
        const auto &verified = (result);                                                           \
        QVERIFY2(verified.has_value(),                                                             \
            verified.has_value() ? "" : qPrintable(verified.error().detail));                      \
    } while (false)

/// A model as an indented list, one row a line, the columns' display texts separated by " | ".
inline QString dump(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList texts;
        for (int column = 0; column < model.columnCount(parent); ++column)
            texts += model.index(row, column, parent).data().toString();
        lines += QString(depth * 2, u' ') + texts.join(u" | "_s) + u'\n';
        lines += dump(model, model.index(row, 0, parent), depth + 1);
    }
    return lines;
}
