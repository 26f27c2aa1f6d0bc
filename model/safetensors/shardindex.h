// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/compactstring.h"
#include "model/base/problem.h"
#include "model/safetensors/bytesource.h"
#include "model/safetensors/sink.h"

#include <optional>
#include <vector>

/// `*.safetensors.index.json`: which file holds which key.
struct ShardIndex {
    struct Entry {
        CompactString key;
        int file = 0; ///< index into `files`

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    QStringList files; ///< plain names in the index's folder, sorted
    std::vector<Entry> entries; ///< each key once, in the order of UTF-8
    std::optional<quint64> totalSize; ///< bytes of all tensors, where the metadata tells
    std::vector<Problem> problems;

    [[nodiscard]] QStringList keysOf(int file) const;
};

/// Reads an index. File names come from outside: a name with `/`, `\`, `:` or `..`, thus also an
/// absolute path or a URL, is refused (InvalidHeader, the message names the index and the key).
[[nodiscard]] Result<ShardIndex> readShardIndex(const ByteSource &source);

/// Writes an index as the reference's tools do: indented by 2, ASCII only, newline at the end.
class ShardIndexWriter final {
public:
    /// `totalSize` is that of all tensors, in bytes. `sink` outlives this.
    ShardIndexWriter(quint64 totalSize, const Sink &sink);
    /// The next key in the order of UTF-8, and the name of its file.
    void add(QByteArrayView key, const QString &file);
    /// Once all were added. Fails where `sink` did.
    [[nodiscard]] Result<void> finish();

private:
    Pieces m_pieces;
    bool m_isEmpty = true;
};
