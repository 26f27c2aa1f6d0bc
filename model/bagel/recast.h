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

/// How a kept tensor changes on its way to the output.
struct Recast {
    TensorInfo output; ///< dtype, shape and bytes() of what is written
    bool changesLayout = false; ///< the patch embedding's, to the one that the shape tells

    friend bool operator==(const Recast &, const Recast &) = default;
};

/// `input` cast to `dtype`, where that is asked for and its elements are floating-point numbers of
/// F8 to F64; none where it stays as it is.
[[nodiscard]] std::optional<Recast> recastTo(const TensorInfo &input, std::optional<Dtype> dtype);

/// The patch embedding brought to `layout` as well. ShapeMismatch where it is not made of square
/// patches with 3 channels.
[[nodiscard]] Result<std::optional<Recast>> recastPatches(
    const TensorInfo &input, PatchLayout layout, std::optional<Dtype> dtype);
