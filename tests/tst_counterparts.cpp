// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/counterparts.h"
#include "model/diff/diffsummary.h"
#include "tests/inventorybuilder.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString q = u"language_model.model.layers.3.self_attn.q_proj.weight"_s;
const QString qGen = u"language_model.model.layers.3.self_attn.q_proj_moe_gen.weight"_s;
const QString vision = u"vit_model.vision_model.encoder.layers.3.self_attn.q_proj.weight"_s;
const QString connector = u"connector.fc1.bias"_s;

/// "first = second: layer module" a line; then what only one has.
QString described(const QStringList &first, const QStringList &second)
{
    const auto joint = joinCheckpoints(*inventoryOf(first), *inventoryOf(second));
    const Siblings siblings = findCounterparts(*joint, first.size());
    const auto key = [&](qsizetype tensor) {
        return joint->checkpoint->tensors[static_cast<std::size_t>(tensor)].key.toString();
    };
    QStringList lines;
    for (const SiblingPair &pair : siblings.pairs) {
        lines +=
            u"%1 = %2: %3 %4"_s.arg(key(pair.und), key(pair.gen)).arg(pair.layer).arg(pair.module);
    }
    for (const qsizetype tensor : siblings.unpairedUnd)
        lines += u"removed "_s + key(tensor);
    for (const qsizetype tensor : siblings.unpairedGen)
        lines += u"added "_s + key(tensor);
    return lines.join(u'\n');
}

Comparison comparison(bool isIdentical)
{
    Comparison comparison;
    comparison.isIdentical = isIdentical;
    return comparison;
}

} // namespace

class CounterpartsTest final : public QObject {
    Q_OBJECT

private slots:
    void bringsBothCheckpointsToOneLayout_data()
    {
        QTest::addColumn<QString>("before");
        QTest::newRow("HF and HF") << QString();
        QTest::newRow("HF and NeMo") << u"model."_s;
        QTest::newRow("HF and a wrapped one") << u"module."_s;
        QTest::newRow("HF and a wrapped NeMo one") << u"_orig_mod.model."_s;
    }
    void bringsBothCheckpointsToOneLayout()
    {
        QFETCH(const QString, before);
        QCOMPARE(described({connector}, {before + connector}),
            u"%1 = %2%1: -1 %1"_s.arg(connector, before));
    }

    void placesPairsByLayerAndTower()
    {
        QCOMPARE(described({vision, qGen, q}, {q, qGen, vision}),
            u"%1 = %1: 3 self_attn.q_proj.weight\n"
            "%2 = %2: 3 self_attn.q_proj_moe_gen.weight\n"
            "%3 = %3: 3 vision self_attn.q_proj.weight"_s.arg(q, qGen, vision));
    }

    void listsWhatOnlyOneOfThemHas()
    {
        QCOMPARE(described({q, connector}, {vision, q}),
            u"%1 = %1: 3 self_attn.q_proj.weight\nremoved %2\nadded %3"_s.arg(
                q, connector, vision));
    }

    void comparesNothingOfAnotherShapeOrDtype()
    {
        const auto first = inventoryOf({q, connector, qGen});
        auto second = std::make_shared<Inventory>(*first);
        auto checkpoint = std::make_shared<Checkpoint>(*first->checkpoint);
        checkpoint->tensors[0].shape = {1, 2};
        checkpoint->tensors[1].dtype = Dtype::F16;
        checkpoint->tensors[2].isDamaged = true;
        second->checkpoint = checkpoint;
        const auto joint = joinCheckpoints(*first, *second);
        for (const SiblingPair &pair : findCounterparts(*joint, 3).pairs)
            QVERIFY(!pair.isComparable);
    }

    void leavesSidecarsOut()
    {
        auto first = std::make_shared<Inventory>(*inventoryOf({q, u"encoder.x"_s}));
        auto checkpoint = std::make_shared<Checkpoint>(*first->checkpoint);
        checkpoint->modelTensors = 1;
        checkpoint->files.push_back({u"/nowhere/ae.safetensors"_s, nullptr, 8, 1, {}, true});
        checkpoint->tensors[1].file = 1;
        first->checkpoint = checkpoint;
        const auto joint = joinCheckpoints(*first, *inventoryOf({q}));
        QCOMPARE(joint->checkpoint->files.size(), std::size_t(2));
        QCOMPARE(joint->checkpoint->tensors[1].file, 1);
        QCOMPARE(findCounterparts(*joint, 1).pairs.size(), std::size_t(1));
    }

    void saysWhichBucketMoved()
    {
        const auto both = inventoryOf({q, qGen, connector});
        const auto joint = joinCheckpoints(*both, *both);
        const Siblings siblings = findCounterparts(*joint, 3);
        const std::vector<std::optional<Comparison>> results{
            comparison(true), comparison(false), comparison(true)};
        QCOMPARE(bucketVerdicts(*joint, siblings, results),
            u"UND: all 2 identical. GEN: 1 of 1 differ."_s);
        QCOMPARE(diffVerdict(summarizeDiff(siblings, results)), QString());
        QCOMPARE(diffVerdict(summarizeDiff(
                     siblings, {comparison(true), comparison(true), comparison(true)})),
            u"All 3 common tensors are identical."_s);
        QCOMPARE(diffVerdict({.areCounterparts = true}),
            u"The two checkpoints have no key in common."_s);
    }
};

QTEST_GUILESS_MAIN(CounterpartsTest)
#include "tst_counterparts.moc"
