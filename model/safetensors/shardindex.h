// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/problem.h"

#include <QByteArray>
#include <QMap>

#include <optional>
#include <vector>

/// `*.safetensors.index.json`: which file holds which key.
struct ShardIndex {
    QMap<QString, QString> weightMap; ///< key → file name, a plain name in the index's folder
    std::optional<quint64> totalSize; ///< metadata.total_size, where it is a whole number
    std::vector<Problem> problems;
};

/// Parses an index. File names come from outside: a name with `/` or `\`, `..`, an absolute path or
/// a URL is refused (InvalidHeader, the message names `path` and the key).
[[nodiscard]] Result<ShardIndex> parseShardIndex(const QByteArray &json, const QString &path);

/// The index as the reference's tools write it: indented by 2, keys sorted, newline at the end.
[[nodiscard]] QByteArray writeShardIndex(
    const QMap<QString, QString> &weightMap, quint64 totalSize);
