// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <QString>

/// Every kind of error, problem and note. `word()` gives the stable spelling that scripts see.
enum class Code : quint8 {
    // What the input is: the checkpoint is refused.
    UnmatchedKeys,
    KeyCollision,
    MissingKeys,
    MissingFile,
    InvalidHeader,
    Truncated,
    UnknownDtype,
    // What the caller asked for.
    Usage,
    // What the system or the destination is.
    Exists,
    SameFile,
    NoSpace,
    CannotRead,
    CannotWrite,
    SourceChanged,
    VerifyFailed,
    // The user said stop: never an error to show.
    Cancelled,
    // Only ever warnings or notes.
    DuplicateKey,
    NoGen,
    PatchEmbeddingLayout,
    Prefix,
    AdapterKeys,
    QuantiserKeys,
    MergedVae,
    ExtraState,
    EmptyMetadata,
    UnalignedData,
    IndexTotal,
    InvalidConfig,
    ConfigMismatch,
    ShapeMismatch, ///< also refuses a conversion that needs another shape
    Variation,
    NoVision,
    NoFlowMatching,
    NotBagel,
    DtypeMix,
    ZeroData,
    PositionTable,
    GenEqualsUnd,
    DistributedSave,
};

/// The stable word of `code`, for instance "unmatched-keys".
[[nodiscard]] QString word(Code code);

/// The exit status of a command that failed with `code`: 1 the checkpoint is refused, 2 wrong
/// usage, 3 input/output failure, 130 interrupted.
[[nodiscard]] int exitStatus(Code code);

/// What failed: `detail` is a whole sentence for the user that says what failed, on which file or
/// key, why, and what to do.
struct Error {
    Code code;
    QString detail;

    friend bool operator==(const Error &, const Error &) = default;
};

template <typename T> using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(Code code, const QString &detail)
{
    return tl::unexpected(Error{code, detail});
}
