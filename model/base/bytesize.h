// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

/// "1.5GB" → 15·10⁸: a decimal number with KB, MB, GB or TB (powers of 1000, in any case) or a
/// whole one without a unit. Usage where it is no such size, zero, or too large for 64 bits.
[[nodiscard]] Result<quint64> parseByteSize(const QString &text);
