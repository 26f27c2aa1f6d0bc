// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/compactstring.h"
#include "model/base/problem.h"
#include "model/safetensors/bytesource.h"
#include "model/safetensors/dtype.h"
#include "model/safetensors/shape.h"

#include <QList>

#include <utility>
#include <vector>

/// The most bytes of JSON that a reader accepts.
inline constexpr quint64 largestHeader = 100'000'000;

/// `__metadata__`: names and values in the order of the header, each name once.
using Metadata = QList<std::pair<QString, QString>>;

/// One tensor as a header describes it. Offsets count from the first data byte of its file.
struct TensorInfo {
    CompactString key = {};
    CompactString unknownDtype = {}; ///< the header's word where `dtype` is Unknown, else empty
    Shape shape = {};
    quint64 begin = 0;
    quint64 end = 0;
    int file = 0; ///< index into Checkpoint::files
    Dtype dtype = Dtype::Unknown;
    /// Can be shown but not read: its bytes reach beyond the file's end, or its dtype is unknown.
    bool isDamaged = false;

    [[nodiscard]] quint64 bytes() const { return end - begin; }
    /// Number of elements, the product of the shape; 1 for a scalar. Never overflows for a tensor
    /// of a known dtype that the header reader accepted; else the largest number.
    [[nodiscard]] quint64 parameters() const;
    /// The dtype's name, or the header's word where it is unknown.
    [[nodiscard]] QString dtypeName() const;

    friend bool operator==(const TensorInfo &, const TensorInfo &) = default;
};

/// A file's header, read and checked by the rules of the reference library.
struct Header {
    /// Ordered by data offsets as the reference does; tensors without bytes keep header order.
    std::vector<TensorInfo> tensors;
    Metadata metadata;
    bool hasMetadata = false; ///< true also for an empty `__metadata__` object
    quint64 size = 0; ///< 8 + N: where the data begins in the file
    quint64 dataBytes = 0; ///< where the last tensor ends, counted from the first data byte
    /// What is wrong although the header can be read: an unknown dtype, a truncated or overlong
    /// file (severity error, the reference refuses them), duplicate keys (warning).
    std::vector<Problem> problems;

    friend bool operator==(const Header &, const Header &) = default;
};

/// Reads the header of `source`: 8 + N bytes, nothing behind them. Fails with InvalidHeader where
/// the header cannot be read or breaks a rule of the format that the reference enforces, with
/// Truncated where the file ends inside its header, with CannotRead where the system fails. The
/// message names the file, the tensor and the byte position.
/// Rules: huggingface/safetensors `tensor.rs`, `read_metadata` and `Metadata::validate`.
[[nodiscard]] Result<Header> readHeader(const ByteSource &source);
