// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/result.h"

namespace {

struct Entry {
    Code code;
    const char *word;
    int exitStatus;
};

constexpr Entry entries[] = {
    {Code::UnmatchedKeys, "unmatched-keys", 1},
    {Code::KeyCollision, "key-collision", 1},
    {Code::MissingKeys, "missing-keys", 1},
    {Code::MissingFile, "missing-file", 1},
    {Code::InvalidHeader, "invalid-header", 1},
    {Code::Truncated, "truncated", 1},
    {Code::UnknownDtype, "unknown-dtype", 1},
    {Code::Usage, "usage", 2},
    {Code::Exists, "exists", 3},
    {Code::SameFile, "same-file", 3},
    {Code::NoSpace, "no-space", 3},
    {Code::CannotRead, "cannot-read", 3},
    {Code::CannotWrite, "cannot-write", 3},
    {Code::SourceChanged, "source-changed", 3},
    {Code::VerifyFailed, "verify-failed", 3},
    {Code::Cancelled, "cancelled", 130},
    {Code::DuplicateKey, "duplicate-key", 1},
    {Code::NoGen, "no-gen", 1},
    {Code::PatchEmbeddingLayout, "patch-embedding-layout", 1},
    {Code::DistributedSave, "distributed-save", 1},
};

const Entry &entry(Code code)
{
    for (const Entry &candidate : entries) {
        if (candidate.code == code)
            return candidate;
    }
    Q_UNREACHABLE();
}

} // namespace

QString word(Code code)
{
    return QString::fromLatin1(entry(code).word);
}

int exitStatus(Code code)
{
    return entry(code).exitStatus;
}
