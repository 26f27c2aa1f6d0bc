// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <algorithm>
#include <functional>
#include <ranges>
#include <utility>
#include <vector>

// Of keys that stand twice. Almost no file has any.

/// False: no two elements of `range` are equal by what `projection` makes of them, which qHash
/// takes. True: some may be. Sorted hashes take a fifth of the memory of a hash table.
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

/// Removes all but the last of the entries that have the same key, as a Python dict does when it is
/// filled; `keyOf` gives a view of the key. Returns the removed ones, ordered by where their key
/// came again.
template <typename Entries, typename KeyOf>
[[nodiscard]] Entries keepLast(Entries &entries, KeyOf keyOf)
{
    if (!mayRepeat(entries, keyOf))
        return {};
    using Index = decltype(entries.size());
    QHash<std::invoke_result_t<KeyOf, typename Entries::const_reference>, Index> last;
    std::vector<Index> replaced;
    for (Index i = 0; i < entries.size(); ++i) {
        const auto key = std::invoke(keyOf, std::as_const(entries)[i]);
        const auto earlier = last.constFind(key);
        if (earlier != last.cend())
            replaced.push_back(*earlier);
        last.insert(key, i);
    }
    Entries removed;
    for (const Index i : replaced)
        removed.push_back(std::move(entries[i]));
    std::ranges::sort(replaced);
    Entries remaining;
    auto next = replaced.cbegin();
    for (Index i = 0; i < entries.size(); ++i) {
        if (next != replaced.cend() && *next == i)
            ++next;
        else
            remaining.push_back(std::move(entries[i]));
    }
    entries = std::move(remaining);
    return removed;
}
