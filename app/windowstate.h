// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;
class QWidget;

/// What a window looked like, kept in the settings for the next one: its place, the places of its
/// named splitters and the columns of its tables.
namespace windowstate {

void save(QSettings &settings, const QWidget &window);
void restore(const QSettings &settings, QWidget &window);

} // namespace windowstate
