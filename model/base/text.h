// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// How numbers and keys are written for people. Decimal units, three significant digits, the
/// thousands separator of English, independent of the locale.
namespace text {

/// 16105438016 → "16.1 GB"; below 1000 exact bytes: "812 B".
[[nodiscard]] QString bytes(quint64 count);

/// 8052719008 → "8.05 B"; 83819683 → "83.8 M"; below 1000 exact.
[[nodiscard]] QString parameters(quint64 count);

/// 1223 → "1,223".
[[nodiscard]] QString count(quint64 number);

/// A measured number in `digits` significant digits, for instance "0.0213", "-1.5e-07"; below ten
/// million no digit before the point is lost: "1,000,000".
[[nodiscard]] QString number(double value, int digits = 4);

/// A key as it can be shown: control, bidirectional and other invisible characters appear as
/// escapes (\n, \u{200e}), so that a key never reaches beyond its line.
[[nodiscard]] QString visible(const QString &key);

/// visible(), cut to about a line: a key may have a million characters.
[[nodiscard]] QString brief(const QString &key);

/// The first `limit` keys, brief, joined by ", ", with "…" when some were left out.
[[nodiscard]] QString sample(const QStringList &keys, int limit = 5);

} // namespace text
