// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/siblings.h"
#include "tests/inventorybuilder.h"

#include <QTest>

using namespace Qt::StringLiterals;

class SiblingsTest final : public QObject {
    Q_OBJECT

private slots:
    void findsTheSiblingInAllThreePlaces_data()
    {
        QTest::addColumn<QString>("und");
        QTest::addColumn<QString>("gen");
        QTest::addColumn<int>("layer");
        QTest::addColumn<QString>("module");
        const QString layer = u"language_model.model.layers.12."_s;
        QTest::newRow("on the module")
            << layer + u"self_attn.q_proj.bias"_s << layer + u"self_attn.q_proj_moe_gen.bias"_s
            << 12 << u"self_attn.q_proj.bias"_s;
        QTest::newRow("on the parent")
            << layer + u"mlp.up_proj.weight"_s << layer + u"mlp_moe_gen.up_proj.weight"_s << 12
            << u"mlp.up_proj.weight"_s;
        QTest::newRow("on the final norm")
            << u"language_model.model.norm.weight"_s
            << u"language_model.model.norm_moe_gen.weight"_s << -1 << u"norm.weight"_s;
        QTest::newRow("rooted") << u"model."_s + layer + u"input_layernorm.weight"_s
                                << u"model."_s + layer + u"input_layernorm_moe_gen.weight"_s << 12
                                << u"input_layernorm.weight"_s;
    }
    void findsTheSiblingInAllThreePlaces()
    {
        QFETCH(QString, und);
        QFETCH(QString, gen);
        const Siblings siblings = findSiblings(*inventoryOf({gen, und}));
        QCOMPARE(siblings.pairs.size(), std::size_t(1));
        QCOMPARE(siblings.pairs[0].und, 1);
        QCOMPARE(siblings.pairs[0].gen, 0);
        QTEST(siblings.pairs[0].layer, "layer");
        QTEST(siblings.pairs[0].module, "module");
        QVERIFY(siblings.pairs[0].isComparable);
    }

    void listsWhatHasNoSibling()
    {
        const Siblings siblings =
            findSiblings(*inventoryOf({u"connector.fc1.weight"_s, u"vae2llm.bias"_s, u"encoder.x"_s,
                u"foo_moe_gen"_s, u"language_model.model.norm_moe_gen.weight"_s}));
        QVERIFY(siblings.pairs.empty());
        QCOMPARE(siblings.unpairedUnd, std::vector<qsizetype>{0});
        QCOMPARE(siblings.unpairedGen, (std::vector<qsizetype>{1, 4}));
    }

    void ordersByLayerThenModuleWithTheFinalNormLast()
    {
        QStringList keys{
            u"language_model.model.norm.weight"_s, u"language_model.model.norm_moe_gen.weight"_s};
        for (const QString &layer : {u"10"_s, u"2"_s}) {
            const QString base = u"language_model.model.layers.%1."_s.arg(layer);
            keys += base + u"mlp.down_proj.weight"_s;
            keys += base + u"mlp_moe_gen.down_proj.weight"_s;
            keys += base + u"self_attn.q_proj.weight"_s;
            keys += base + u"self_attn.q_proj_moe_gen.weight"_s;
        }
        const Siblings siblings = findSiblings(*inventoryOf(keys));
        QStringList order;
        for (const SiblingPair &pair : siblings.pairs)
            order += u"%1 %2"_s.arg(pair.layer).arg(pair.module);
        QCOMPARE(order,
            (QStringList{u"2 self_attn.q_proj.weight"_s, u"2 mlp.down_proj.weight"_s,
                u"10 self_attn.q_proj.weight"_s, u"10 mlp.down_proj.weight"_s,
                u"-1 norm.weight"_s}));
        QCOMPARE(siblings.layers, (QList<int>{2, 10}));
        QCOMPARE(siblings.modules,
            (QStringList{u"self_attn.q_proj.weight"_s, u"mlp.down_proj.weight"_s}));
    }

    void flagsPairsThatCannotBeCompared()
    {
        auto inventory =
            std::make_shared<Inventory>(*inventoryOf({u"language_model.model.norm.weight"_s,
                u"language_model.model.norm_moe_gen.weight"_s}));
        auto checkpoint = std::make_shared<Checkpoint>(*inventory->checkpoint);
        checkpoint->tensors[1].shape = {1, 2};
        inventory->checkpoint = checkpoint;
        QVERIFY(!findSiblings(*inventory).pairs[0].isComparable);
    }
};

QTEST_GUILESS_MAIN(SiblingsTest)
#include "tst_siblings.moc"
