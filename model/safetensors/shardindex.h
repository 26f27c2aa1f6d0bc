// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/problem.h"
#include "model/safetensors/bytesource.h"

#include <QMap>

#include <optional>
#include <vector>

/// `*.safetensors.index.json`: which file holds which key.
struct ShardIndex {
    QMap<QString, QString> weightMap; ///< key → file name, a plain name in the index's folder
    std::optional<quint64> totalSize; ///< bytes of all tensors, where the metadata tells
    std::vector<Problem> problems;
};

/// Reads an index. File names come from outside: a name with `/`, `\`, `:` or `..`, thus also an
/// absolute path or a URL, is refused (InvalidHeader, the message names the index and the key).
[[nodiscard]] Result<ShardIndex> readShardIndex(const ByteSource &source);

/// The index as the reference's tools write it: indented by 2, keys sorted, ASCII only, newline at
/// the end.
[[nodiscard]] QByteArray writeShardIndex(
    const QMap<QString, QString> &weightMap, quint64 totalSize);
