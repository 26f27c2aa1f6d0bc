// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/writer.h"

#include <memory>

struct XXH3_state_s;

/// XXH3-64 of each of the tensors that lie one behind the other, from their bytes as they pass.
class Checksums final {
public:
    explicit Checksums(std::span<const OutputTensor> tensors);
    ~Checksums();
    Checksums(const Checksums &) = delete;
    Checksums &operator=(const Checksums &) = delete;

    /// The next bytes, any number of them.
    void add(std::span<const std::byte> bytes);
    /// One a tensor, once all bytes have passed.
    [[nodiscard]] const std::vector<quint64> &values() const { return m_values; }

private:
    void finishTensors();

    std::span<const OutputTensor> m_tensors;
    quint64 m_left = 0; ///< of the current tensor, whose number is m_values.size()
    std::vector<quint64> m_values;
    std::unique_ptr<XXH3_state_s, void (*)(XXH3_state_s *)> m_state;
};
