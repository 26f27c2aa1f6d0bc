// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/pairgrid.h"

#include "model/base/text.h"

#include <QHash>

#include <algorithm>

namespace {

QStringList shortNames(const QStringList &modules)
{
    const auto ending = [](const QString &module) { return module.section(u'.', -2); };
    const auto stem = [](const QString &module) { return module.section(u'.', 0, -2); };
    QHash<QString, int> endings;
    QHash<QString, int> stems;
    for (const QString &module : modules) {
        ++endings[ending(module)];
        ++stems[stem(module)];
    }
    QStringList names;
    for (const QString &module : modules) {
        const QString whole = stems[stem(module)] == 1 ? stem(module) : module;
        const QString brief = whole == module ? ending(module) : ending(module).section(u'.', 0, 0);
        names += text::visible(endings[ending(module)] == 1 ? brief : whole);
    }
    return names;
}

} // namespace

PairGrid pairGridOf(const Siblings &siblings)
{
    PairGrid grid;
    const bool canBeMapped = siblings.canBeMapped();
    if (canBeMapped) {
        grid.names = shortNames(siblings.modules);
        grid.cells.assign(static_cast<std::size_t>(siblings.modules.size()),
            std::vector<qsizetype>(static_cast<std::size_t>(siblings.layers.size()), -1));
    }
    for (qsizetype i = 0; i < std::ssize(siblings.pairs); ++i) {
        const SiblingPair &pair = siblings.pairs[static_cast<std::size_t>(i)];
        if (pair.layer < 0) {
            grid.unlayered.push_back(i);
        } else if (canBeMapped) {
            const qsizetype row = siblings.modules.indexOf(pair.module);
            const auto column = std::ranges::lower_bound(siblings.layers, pair.layer);
            grid.cells[static_cast<std::size_t>(row)]
                      [static_cast<std::size_t>(column - siblings.layers.begin())] = i;
        }
    }
    return grid;
}
