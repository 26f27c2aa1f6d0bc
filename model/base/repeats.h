// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

#include <algorithm>
#include <functional>
#include <ranges>
#include <vector>

/// False: no two elements of `range` are equal by what `projection` makes of them, which qHash
/// takes. True: some may be. For ranges of which hardly one repeats anything: sorted hashes take a
/// fifth of the memory of a hash table.
template <typename Range, typename Projection>
[[nodiscard]] bool mayRepeat(const Range &range, Projection projection)
{
    std::vector<std::size_t> hashes;
    hashes.reserve(static_cast<std::size_t>(std::ranges::size(range)));
    for (const auto &element : range)
        hashes.push_back(qHash(std::invoke(projection, element), QHashSeed::globalSeed()));
    std::ranges::sort(hashes);
    return std::ranges::adjacent_find(hashes) != hashes.end();
}
