// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

/// What the desktop shows of the program outside its windows. Sent over the session bus, and
/// without a word not at all where there is none, or nobody who listens.
namespace desktop {

/// Progress at the program's icon in the taskbar or dock, 0 … 100; none takes it away.
/// Source: the Unity launcher API, which Plasma, GNOME's docks and others follow.
void showProgress(const std::optional<int> &percent);

/// A notification, for who looks at something else. Source: the Desktop Notifications
/// Specification 1.2.
void notify(const QString &title, const QString &text);

} // namespace desktop
