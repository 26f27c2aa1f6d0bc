// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/dtype.h"

#include <cstddef>
#include <span>

/// True for what encode() writes: F16, BF16, F32 and F64.
[[nodiscard]] bool isEncodable(Dtype dtype);

/// Writes numbers as elements of an encodable dtype into exactly the bytes they need,
/// little-endian. Each is rounded once, to nearest even, as IEEE 754 has it; NaN stays NaN. Returns
/// how many finite numbers became infinite.
quint64 encode(Dtype dtype, std::span<const double> numbers, std::span<std::byte> bytes);
