// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/dtype.h"

#include <array>

namespace {

struct Entry {
    std::string_view name;
    int bits;
};

constexpr std::array<Entry, dtypeCount> entries{{
    {"BOOL", 8},
    {"F4", 4},
    {"F6_E2M3", 6},
    {"F6_E3M2", 6},
    {"U8", 8},
    {"I8", 8},
    {"F8_E5M2", 8},
    {"F8_E4M3", 8},
    {"F8_E8M0", 8},
    {"F8_E4M3FNUZ", 8},
    {"F8_E5M2FNUZ", 8},
    {"I16", 16},
    {"U16", 16},
    {"F16", 16},
    {"BF16", 16},
    {"I32", 32},
    {"U32", 32},
    {"F32", 32},
    {"C64", 64},
    {"F64", 64},
    {"I64", 64},
    {"U64", 64},
}};

} // namespace

QLatin1String name(Dtype dtype)
{
    return dtype == Dtype::Unknown
        ? QLatin1String("?")
        : QLatin1String(entries[static_cast<std::size_t>(dtype)].name.data());
}

int bits(Dtype dtype)
{
    return dtype == Dtype::Unknown ? 0 : entries[static_cast<std::size_t>(dtype)].bits;
}

Dtype dtypeFromName(std::string_view name)
{
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (name == entries[i].name)
            return static_cast<Dtype>(i);
    }
    return Dtype::Unknown;
}
