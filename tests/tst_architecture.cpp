// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/architecture.h"
#include "model/bagel/positiontable.h"
#include "model/bagel/rules.h"
#include "tests/testutil.h"

#include <QSet>

#include <cmath>

namespace {

quint64 parametersOf(const std::vector<ExpectedTensor> &tensors, QStringView bucket)
{
    const auto rules = Rules::bundled();
    quint64 sum = 0;
    for (const ExpectedTensor &tensor : tensors) {
        if (rules->bucket(rules->classify(tensor.key.toUtf8())).id != bucket)
            continue;
        quint64 count = 1;
        for (const quint64 dimension : tensor.shape)
            count *= dimension;
        sum += count;
    }
    return sum;
}

bool hasShape(const std::vector<ExpectedTensor> &tensors, const QString &key, const Shape &shape)
{
    return std::ranges::any_of(tensors,
        [&](const ExpectedTensor &tensor) { return tensor.key == key && tensor.shape == shape; });
}

} // namespace

class ArchitectureTest final : public QObject {
    Q_OBJECT

private slots:
    void countsTheParametersOfTheRelease()
    {
        const auto model = modelTensors({});
        QCOMPARE(model.size(), std::size_t(1223));
        QCOMPARE(parametersOf(model, u"und"), quint64(8'052'719'008));
        QCOMPARE(parametersOf(model, u"gen"), quint64(6'554'541'120));
        QCOMPARE(parametersOf(model, u"unknown"), quint64(0));

        const auto autoencoder = autoencoderTensors({});
        QCOMPARE(autoencoder.size(), std::size_t(244));
        QCOMPARE(parametersOf(autoencoder, u"vae"), quint64(83'819'683));
    }

    void namesEachKeyOnce()
    {
        QSet<QString> keys;
        for (const ExpectedTensor &tensor : modelTensors({}))
            keys += tensor.key;
        for (const ExpectedTensor &tensor : autoencoderTensors({}))
            keys += tensor.key;
        QCOMPARE(keys.size(), 1223 + 244);
    }

    void shapesTensorsAsTheRelease()
    {
        const auto model = modelTensors({});
        const QString layer = u"language_model.model.layers.27."_s;
        QVERIFY(hasShape(model, layer + u"self_attn.k_proj_moe_gen.weight"_s, {512, 3584}));
        QVERIFY(hasShape(model, layer + u"self_attn.q_norm.weight"_s, {128}));
        QVERIFY(hasShape(model, layer + u"mlp_moe_gen.down_proj.weight"_s, {3584, 18944}));
        QVERIFY(hasShape(
            model, u"vit_model.vision_model.embeddings.patch_embedding.weight"_s, {1152, 588}));
        QVERIFY(hasShape(model, u"connector.fc1.weight"_s, {3584, 1152}));
        QVERIFY(hasShape(model, u"llm2vae.weight"_s, {64, 3584}));
        QVERIFY(hasShape(model, u"latent_pos_embed.pos_embed"_s, {4096, 3584}));
        QVERIFY(hasShape(autoencoderTensors({}), u"decoder.up.1.block.0.nin_shortcut.weight"_s,
            {256, 512, 1, 1}));
    }

    void leavesTheLastVisionLayerOut()
    {
        ModelSizes sizes;
        sizes.vitLayers = 27;
        QCOMPARE(modelTensors(sizes).size(), std::size_t(1239));
    }

    void encodesColumnsThenRowsByWaves()
    {
        const quint64 side = 5;
        const quint64 width = 8;
        const std::vector<double> table = positionTable(side, width);
        QCOMPARE(table.size(), std::size_t(side * side * width));
        // Row h · side + w with h = 2, w = 3: sin w, sin w/100, cos w, cos w/100, then those of h.
        const std::vector<double> expected{std::sin(3.0), std::sin(0.03), std::cos(3.0),
            std::cos(0.03), std::sin(2.0), std::sin(0.02), std::cos(2.0), std::cos(0.02)};
        for (std::size_t column = 0; column < width; ++column)
            QVERIFY(std::abs(table[(2 * side + 3) * width + column] - expected[column]) < 1e-15);
    }
};

QTEST_GUILESS_MAIN(ArchitectureTest)
#include "tst_architecture.moc"
