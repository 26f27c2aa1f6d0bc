// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

class QLabel;

/// The program's own signs, drawn as SVG in resources/icons, crisp at any scale.
namespace icons {

/// resources/icons/NAME.svg in the palette's colour for text on buttons and menus, which it follows
/// when the theme changes, or in a colour of its own.
[[nodiscard]] QIcon icon(const QString &name, const QColor &color = {});

/// Shows the icon in `label` in the colour and height of its text, as they are now.
void show(QLabel &label, const QString &name);

} // namespace icons
