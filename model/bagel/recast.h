// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/header.h"

#include <array>
#include <optional>

/// How the patch embedding's weight is laid out: [out, rows · columns · channels], as BAGEL's
/// loaders expect it, or [out, channels, rows, columns], as a convolution has it.
enum class PatchLayout : quint8 { Linear, Convolution };

/// "linear" or "conv".
[[nodiscard]] QString word(PatchLayout layout);

/// What a cast may lead to.
inline constexpr std::array castDtypes{Dtype::BF16, Dtype::F16, Dtype::F32};

/// `wished` where the elements of `input` are floating-point numbers of F8 to F64, else (or without
/// a wish) their own dtype.
[[nodiscard]] Dtype castDtype(const TensorInfo &input, std::optional<Dtype> wished);

/// The shape of the patch embedding in `layout`. ShapeMismatch where it has another one and is not
/// made of square patches with 3 channels.
[[nodiscard]] Result<Shape> patchShape(const TensorInfo &input, PatchLayout layout);
