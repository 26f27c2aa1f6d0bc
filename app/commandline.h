// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// True where the arguments, the program's name left out, ask for the window: none, or one path.
[[nodiscard]] bool wantsWindow(const QStringList &arguments);

/// Runs a command without widgets and without a display; returns the exit status. The commands,
/// their JSON and their exit status are stable: scripts depend on them. Needs a QCoreApplication.
[[nodiscard]] int runCommandLine(const QStringList &arguments);
