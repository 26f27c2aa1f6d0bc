// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/writer.h"

/// Reads `bytes` of a source from a byte on.
using ReadAt = std::function<Result<void>(quint64 offset, std::span<std::byte> buffer)>;

/// Makes the bytes of `output` out of those that `read` gives for `input` (offsets count from the
/// tensor's first byte) and hands them to `sink`, piece by piece: a change of the patch embedding's
/// layout first where the shapes differ, then the cast. Returns how many finite numbers became
/// infinite. Fails where `read` or `sink` does.
///
/// The layouts: linear[o, (r · columns + c) · channels + k] = convolution[o, k, r, c]. Source:
/// ByteDance-Seed/Bagel, SiglipVisionEmbeddings.convert_conv2d_to_linear.
[[nodiscard]] Result<quint64> recastTensor(
    const TensorInfo &input, const OutputTensor &output, const ReadAt &read, const Sink &sink);
