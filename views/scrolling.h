// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QScrollArea;
class QWidget;

/// A frameless area around a page that fills it where there is room and scrolls where there is not:
/// on a small screen, or with large text.
[[nodiscard]] QScrollArea *scrolling(QWidget *page);
