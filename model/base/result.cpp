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
    {Code::Prefix, "prefix", 1},
    {Code::AdapterKeys, "adapter-keys", 1},
    {Code::QuantiserKeys, "quantiser-keys", 1},
    {Code::MergedVae, "merged-vae", 1},
    {Code::ExtraState, "extra-state", 1},
    {Code::EmptyMetadata, "empty-metadata", 1},
    {Code::UnalignedData, "unaligned-data", 1},
    {Code::IndexTotal, "index-total", 1},
    {Code::InvalidConfig, "invalid-config", 1},
    {Code::ConfigMismatch, "config-mismatch", 1},
    {Code::ShapeMismatch, "shape-mismatch", 1},
    {Code::Variation, "variation", 1},
    {Code::NoVision, "no-vision", 1},
    {Code::NoFlowMatching, "no-flow-matching", 1},
    {Code::NotBagel, "not-bagel", 1},
    {Code::DtypeMix, "dtype-mix", 1},
    {Code::ZeroData, "zero-data", 1},
    {Code::PositionTable, "position-table", 1},
    {Code::GenEqualsUnd, "gen-equals-und", 1},
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
