// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QMenu;
class QWidget;

/// Adds "Copy picture" and "Save picture…" (PNG) of what `widget` shows to a context menu.
/// `name` is suggested as the file's name.
void addPictureActions(QMenu &menu, QWidget *widget, const QString &name);

/// Asks where and saves what `widget` shows as PNG; tells when that fails.
void savePicture(QWidget *widget, const QString &name);
