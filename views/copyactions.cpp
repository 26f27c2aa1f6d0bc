// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/copyactions.h"

#include "model/items/roles.h"
#include "model/items/rowtext.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CopyActions)
};

QList<qsizetype> tensorsOf(const QModelIndexList &rows)
{
    QList<qsizetype> tensors;
    for (const QModelIndex &row : rows) {
        const QVariant tensor = row.data(Roles::TensorRole);
        if (tensor.isValid() && tensor.value<qsizetype>() >= 0)
            tensors += tensor.value<qsizetype>();
    }
    return tensors;
}

} // namespace

QModelIndexList selectedRows(const QAbstractItemView &view)
{
    QModelIndexList rows = view.selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, [&](const QModelIndex &row) { return view.visualRect(row).top(); });
    return rows;
}

void copyKeys(const QModelIndexList &rows)
{
    QStringList keys;
    for (const QModelIndex &row : rows)
        keys += row.data(Roles::KeyRole).toString();
    QApplication::clipboard()->setText(keys.join(u'\n'));
}

void addCopyActions(QMenu &menu, const QModelIndexList &rows, const Checkpoint &checkpoint)
{
    const QList<qsizetype> tensors = tensorsOf(rows);
    const bool isOne = rows.size() == 1;
    const auto add = [&](const QString &title, auto copy) {
        QObject::connect(menu.addAction(title), &QAction::triggered, &menu, copy);
    };
    const auto put = [](const QString &text) { QApplication::clipboard()->setText(text); };
    add(isOne && tensors.isEmpty() ? Text::tr("Copy &path")
            : isOne                ? Text::tr("Copy &key")
                                   : Text::tr("Copy &keys"),
        [rows] { copyKeys(rows); });
    add(isOne ? Text::tr("Copy row as &text") : Text::tr("Copy rows as &text"),
        [=] { put(rowtext::asText(rows)); });
    add(isOne ? Text::tr("Copy row as &CSV") : Text::tr("Copy rows as &CSV"),
        [=] { put(rowtext::asCsv(rows)); });
    if (tensors.isEmpty())
        return;
    add(Text::tr("Copy as &Python"),
        [=, &checkpoint] { put(rowtext::asPython(checkpoint, tensors)); });
    const TensorInfo &first = checkpoint.tensors[static_cast<std::size_t>(tensors.first())];
    add(Text::tr("Show in &file manager"),
        [path = checkpoint.fileOf(first).path] { showInFileManager(path); });
}

void showInFileManager(const QString &path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
}
