// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What screen readers learn of widgets that Qt does not know.
namespace accessibility {

/// Gives each kind of painted widget its role, and what its accessible description says as its
/// value: a place and its number, or what a picture shows. Widgets call setAccessibleDescription()
/// whenever that changes, which also tells who listens. Labels with a name of their own tell their
/// text in the same way. Has to be called before such widgets are made.
void describeWidgets();

} // namespace accessibility
