// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/header.h"

/// What the JSON of a header says. Each entry is well-formed by itself; nothing is compared with
/// other entries or with the file yet.
struct HeaderJson {
    std::vector<TensorInfo> tensors; ///< in the order of the header, repeated keys included
    Metadata metadata; ///< likewise
    bool hasMetadata = false;
};

/// Parses bytes `begin` to `end` of `source` as the reference library does (`HashMetadata`, whose
/// "flatten" makes serde parse every value completely, also the ignored ones). InvalidHeader where
/// it would refuse them, CannotRead where the system fails.
[[nodiscard]] Result<HeaderJson> parseHeaderJson(
    const ByteSource &source, quint64 begin, quint64 end);

/// Where the last entry with this key is, counted in `source`: for messages, since it parses again.
[[nodiscard]] quint64 positionOfKey(
    const ByteSource &source, quint64 begin, quint64 end, QByteArrayView key);
