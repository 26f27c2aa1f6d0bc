// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/rules.h"

#include <QColor>

class QApplication;

/// How the program looks: Fusion with a calm palette and one small style sheet, light or dark.
namespace theme {

enum class Scheme : quint8 { System, Light, Dark };

/// Remembers what the system's palette is on the first call, then sets style, palette and style
/// sheet of the application. May be called again at any time: widgets then forget what palette they
/// were given, and learn of it by QEvent::StyleChange.
void apply(QApplication &application, Scheme scheme);

/// True while the application's windows are dark.
[[nodiscard]] bool isDark();

/// A bucket's colour on the current background.
[[nodiscard]] QColor bucketColor(const Bucket &bucket);
/// Black or white, whichever reads better on `background` (WCAG contrast).
[[nodiscard]] QColor textOn(const QColor &background);
/// WCAG 2 contrast ratio, 1 to 21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

/// Colours of states: text and background.
struct Tone {
    QColor text;
    QColor background;
};
[[nodiscard]] Tone goodTone();
[[nodiscard]] Tone warningTone();
[[nodiscard]] Tone refusedTone();

/// Text that steps back: notes, left-out rows.
[[nodiscard]] QColor dimmedText();
/// Behind what a search has found.
[[nodiscard]] QColor markColor();

} // namespace theme
