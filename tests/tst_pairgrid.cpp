// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/pairgrid.h"
#include "tests/inventorybuilder.h"
#include "tests/testutil.h"

namespace {

const QString layer = u"language_model.model.layers.%1."_s;

/// Both siblings of each module: "self_attn.q_proj.weight" of a layer, or a whole key.
Siblings siblingsOf(const QStringList &undKeys)
{
    QStringList keys = undKeys;
    for (QString key : undKeys)
        keys += key.insert(key.lastIndexOf(u'.'), u"_moe_gen"_s);
    return findSiblings(*inventoryOf(keys));
}

} // namespace

class PairGridTest final : public QObject {
    Q_OBJECT

private slots:
    void hasARowAModuleAndAColumnALayer()
    {
        const Siblings siblings = siblingsOf({layer.arg(2) + u"self_attn.q_proj.weight"_s,
            layer.arg(10) + u"self_attn.q_proj.bias"_s,
            layer.arg(10) + u"self_attn.q_proj.weight"_s, u"language_model.model.norm.weight"_s});
        const PairGrid grid = pairGridOf(siblings);
        QCOMPARE(grid.cells.size(), std::size_t(2));
        const auto described = [&](qsizetype pair) {
            if (pair < 0)
                return u"none"_s;
            const SiblingPair &its = siblings.pairs[static_cast<std::size_t>(pair)];
            return u"%1 %2"_s.arg(its.layer).arg(its.module);
        };
        QStringList rows;
        for (const auto &row : grid.cells)
            rows += described(row[0]) + u" | "_s + described(row[1]);
        QCOMPARE(rows,
            (QStringList{u"2 self_attn.q_proj.weight | 10 self_attn.q_proj.weight"_s,
                u"none | 10 self_attn.q_proj.bias"_s}));
        QCOMPARE(grid.unlayered.size(), std::size_t(1));
        QCOMPARE(described(grid.unlayered[0]), u"-1 norm.weight"_s);
    }

    void namesModulesAsShortlyAsTheyStayApart()
    {
        const PairGrid grid = pairGridOf(siblingsOf(
            {layer.arg(0) + u"self_attn.q_proj.weight"_s, layer.arg(0) + u"self_attn.q_proj.bias"_s,
                layer.arg(0) + u"self_attn.o_proj.weight"_s}));
        QCOMPARE(grid.names, (QStringList{u"q_proj.weight"_s, u"q_proj.bias"_s, u"o_proj"_s}));
    }

    void hasNoRowsWhereThereWouldBeTooMany()
    {
        Siblings siblings;
        siblings.layers = {0};
        for (int i = 0; i < 501; ++i) {
            siblings.modules += u"m%1"_s.arg(i);
            siblings.pairs.push_back({i, i, 0, siblings.modules.last()});
        }
        siblings.pairs.push_back({9, 9, -1, u"x"_s});
        const PairGrid grid = pairGridOf(siblings);
        QVERIFY(grid.cells.empty() && grid.names.isEmpty());
        QCOMPARE(grid.unlayered, (std::vector<qsizetype>{501}));
    }
};

QTEST_GUILESS_MAIN(PairGridTest)
#include "tst_pairgrid.moc"
