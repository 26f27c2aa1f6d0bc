// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

/// Element types of safetensors, in the order of the reference's enum (huggingface/safetensors
/// `tensor.rs`). The writer sorts by this order, last first. `Unknown` is ours: a name that the
/// reference would refuse, kept so that such a file can be shown.
enum class Dtype : quint8 {
    BOOL,
    F4,
    F6_E2M3,
    F6_E3M2,
    U8,
    I8,
    F8_E5M2,
    F8_E4M3,
    F8_E8M0,
    F8_E4M3FNUZ,
    F8_E5M2FNUZ,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    C64,
    F64,
    I64,
    U64,
    Unknown,
};

inline constexpr int dtypeCount = 22;

/// The spelling in a header, for instance "BF16"; "?" for Unknown.
[[nodiscard]] QLatin1String name(Dtype dtype);

/// Bits per element; 0 for Unknown.
[[nodiscard]] int bits(Dtype dtype);

/// The dtype spelled `name`, exactly; Unknown when the reference has none.
[[nodiscard]] Dtype dtypeFromName(std::string_view name);
