// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/comparison.h"

#include <QString>

#include <array>

/// What a pair can be judged by.
enum class Metric : quint8 { RelativeL2, CosineDistance, MaxAbs, MeanAbs, Rms, IdenticalShare };

inline constexpr std::array allMetrics{Metric::RelativeL2, Metric::CosineDistance, Metric::MaxAbs,
    Metric::MeanAbs, Metric::Rms, Metric::IdenticalShare};

/// For people, for instance "Relative L2".
[[nodiscard]] QString title(Metric metric);
/// What it means, as one sentence with its formula.
[[nodiscard]] QString explanation(Metric metric);
/// Null where the comparison has no such number.
[[nodiscard]] std::optional<double> value(const Comparison &comparison, Metric metric);
/// A number as it is shown: three significant digits, a share as a percentage, "–" for none.
[[nodiscard]] QString shown(std::optional<double> number, Metric metric);
