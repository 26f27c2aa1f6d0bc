// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

/// The cache of Hugging Face's hub library on this machine: what stands in it is only read.
namespace hubcache {

/// One downloaded state of a repository.
struct Snapshot {
    QString repository; ///< "organisation/name"
    QString revision; ///< the branch or tag that points to it, else the commit's first letters
    QString path; ///< a folder; its files are links to blobs

    friend bool operator==(const Snapshot &, const Snapshot &) = default;
};

/// Where the cache is by the hub library's rules: HF_HUB_CACHE, HF_HOME/hub,
/// XDG_CACHE_HOME/huggingface/hub, ~/.cache/huggingface/hub.
[[nodiscard]] QString folder();

/// The snapshots in `folder` that hold a `*.safetensors` or its index, whose blobs are there; by
/// repository and revision. Meant for a worker thread: the folder may be on a slow disk.
[[nodiscard]] QList<Snapshot> snapshots(const QString &folder);

/// "organisation/name" for a path inside a snapshot; null for any other path.
[[nodiscard]] QString repositoryOf(const QString &path);

} // namespace hubcache
