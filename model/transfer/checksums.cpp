// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/checksums.h"

#include <algorithm>
#include <xxhash.h>

Checksums::Checksums(std::span<const OutputTensor> tensors)
    : m_tensors(tensors),
      m_state(XXH3_createState(), [](XXH3_state_s *state) { XXH3_freeState(state); })
{
    m_values.reserve(tensors.size());
    XXH3_64bits_reset(m_state.get());
    if (!m_tensors.empty())
        m_left = m_tensors.front().bytes();
    finishTensors();
}

Checksums::~Checksums() = default;

void Checksums::add(std::span<const std::byte> bytes)
{
    while (!bytes.empty() && m_values.size() < m_tensors.size()) {
        const auto part = bytes.first(std::min<quint64>(bytes.size(), m_left));
        XXH3_64bits_update(m_state.get(), part.data(), part.size());
        m_left -= part.size();
        bytes = bytes.subspan(part.size());
        finishTensors();
    }
}

void Checksums::finishTensors()
{
    // A loop, since tensors without bytes are finished as soon as they begin.
    while (m_left == 0 && m_values.size() < m_tensors.size()) {
        m_values.push_back(XXH3_64bits_digest(m_state.get()));
        XXH3_64bits_reset(m_state.get());
        if (m_values.size() < m_tensors.size())
            m_left = m_tensors[m_values.size()].bytes();
    }
}
