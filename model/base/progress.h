// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// How a long function tells how far it is and learns that it should stop. The base class ignores
/// reports and is never cancelled, so it serves where nobody watches. Both functions may be called
/// from any thread, also from several at once.
class Progress {
public:
    Progress() = default;
    virtual ~Progress() = default;
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    /// `done` of `total` units (bytes, unless the function says otherwise) are finished. Cheap
    /// enough to be called for every chunk; never decreases within one task.
    virtual void report(quint64 done, quint64 total)
    {
        Q_UNUSED(done)
        Q_UNUSED(total)
    }

    /// True when the function should return Code::Cancelled soon.
    virtual bool isCancelled() const { return false; }
};
