// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"

/// Passes the progress of one task on as a part of a larger one: `before` units of `total` were
/// done when it began.
class PartialProgress final : public Progress {
public:
    PartialProgress(Progress &whole, quint64 before, quint64 total)
        : m_whole(whole), m_before(before), m_total(total)
    {
    }
    void report(quint64 done, quint64) override { m_whole.report(m_before + done, m_total); }
    bool isCancelled() const override { return m_whole.isCancelled(); }

private:
    Progress &m_whole;
    quint64 m_before;
    quint64 m_total;
};
