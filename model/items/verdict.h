// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"

/// What the current choices lead to, in words.
struct Verdict {
    enum class Tone : quint8 { Good, Warning, Refused };

    Tone tone = Tone::Good;
    QString sentence;
    QStringList keys; ///< the offending ones, to be shown on request
    bool lenientHelps = false; ///< choosing lenient would leave the offending keys out
    bool skippingHelps = false; ///< so would leaving out damaged tensors

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

[[nodiscard]] Verdict verdictOf(const Inventory &inventory, const ConversionPlan &plan);
