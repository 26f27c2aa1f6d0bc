// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QModelIndexList>

class QAbstractItemView;
class QMenu;
struct Checkpoint;

/// The selected rows of a view, one index each, as they stand on the screen from top to bottom.
[[nodiscard]] QModelIndexList selectedRows(const QAbstractItemView &view);

/// Adds "Copy key", "Copy rows as text", "… as CSV", "… as Python" and "Show in file manager" for
/// these rows. Rows without a tensor (Roles::TensorRole) are left out of keys and Python.
void addCopyActions(QMenu &menu, const QModelIndexList &rows, const Checkpoint &checkpoint);

/// Copies the keys of these rows, one a line.
void copyKeys(const QModelIndexList &rows);

/// Opens the folder that `path` is in.
void showInFileManager(const QString &path);
