// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

/// "5GB" → 5·10⁹: a whole number with KB, MB, GB or TB (powers of 1000, in any case) or without
/// a unit. Usage where it is no such size, zero, or too large for 64 bits.
[[nodiscard]] Result<quint64> parseByteSize(const QString &text);
