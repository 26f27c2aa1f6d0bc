// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <sys/types.h>

/// The system calls that writing a file needs, one function each with the call's own contract
/// (-1 and errno on failure), so that a test can make the k-th of them fail. The real one forwards.
class System {
public:
    System() = default;
    virtual ~System() = default;
    System(const System &) = delete;
    System &operator=(const System &) = delete;

    /// Forwards to the operating system; stateless.
    [[nodiscard]] static System &real();
};
