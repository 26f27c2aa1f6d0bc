// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

/// The tensors that were looked at, one after the other, to go back and forward through as in a
/// browser.
class Visits final {
public:
    /// Forgets what was ahead; nothing happens where `tensor` is the current one.
    void visit(qsizetype tensor)
    {
        if (m_at >= 0 && m_visited[static_cast<std::size_t>(m_at)] == tensor)
            return;
        m_visited.resize(static_cast<std::size_t>(++m_at));
        m_visited.push_back(tensor);
    }
    /// Goes by ±1; none where there is nothing.
    std::optional<qsizetype> go(int direction)
    {
        const qsizetype to = m_at + direction;
        if (to < 0 || to >= std::ssize(m_visited))
            return std::nullopt;
        m_at = to;
        return m_visited[static_cast<std::size_t>(to)];
    }
    void clear()
    {
        m_visited.clear();
        m_at = -1;
    }

private:
    std::vector<qsizetype> m_visited;
    qsizetype m_at = -1;
};
