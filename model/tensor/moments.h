// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/reader.h"

#include <limits>

class Counter;

/// Count, sum, squared distances from the mean and extremes of finite numbers.
struct Moments {
    quint64 finite = 0;
    quint64 nan = 0;
    quint64 inf = 0;
    quint64 zeros = 0;
    double sum = 0;
    double squares = 0;
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();

    void add(const Moments &other);
};

/// Of all numbers of a stretch; `counter` (may be null) counts them on the way. A dtype that is
/// counted by pattern needs none of this.
[[nodiscard]] Moments momentsOf(Dtype dtype, const StretchBytes &read, Counter *counter);
