// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/verdict.h"
#include "tests/inventorybuilder.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Verdict verdict(const QStringList &keys, const ConversionOptions &options)
{
    const auto inventory = inventoryOf(keys);
    return verdictOf(*inventory, makePlan(*inventory, options));
}

const QString und = u"vit_model.x"_s;
const QString gen = u"vae2llm.bias"_s;

} // namespace

class VerdictTest final : public QObject {
    Q_OBJECT

private slots:
    void saysWhatIsKeptAndLeftOut()
    {
        const Verdict answer = verdict({und, gen, u"encoder.x"_s}, {});
        QCOMPARE(
            answer.sentence, u"Stage 1 keeps 1 of 3 tensors, 4 B, and leaves out 1 GEN, 1 VAE."_s);
        QCOMPARE(answer.tone, Verdict::Tone::Good);
    }

    void saysWhenEverythingIsKept()
    {
        ConversionOptions two;
        two.stage = Stage::Two;
        QCOMPARE(verdict({und, gen}, two).sentence, u"Stage 2 keeps all 2 model tensors, 8 B."_s);
    }

    void refusesInStrictModeAndOffersLenient()
    {
        const Verdict answer = verdict({und, u"a"_s, u"b"_s, u"c"_s, u"d"_s}, {});
        QCOMPARE(answer.sentence, u"Strict: 4 key(s) match no pattern: a, b, c, …."_s);
        QCOMPARE(answer.tone, Verdict::Tone::Refused);
        QVERIFY(answer.lenientHelps);
        QCOMPARE(answer.keys.size(), 4);
    }

    void offersToLeaveOutDamagedTensors()
    {
        auto inventory = std::make_shared<Inventory>(*inventoryOf({und, gen, u"vit_model.x"_s}));
        auto checkpoint = std::make_shared<Checkpoint>(*inventory->checkpoint);
        checkpoint->tensors[2].isDamaged = true;
        checkpoint->problems = {{Severity::Error, Code::Truncated, {u"vit_model.x"_s}, u"Cut."_s}};
        inventory->checkpoint = checkpoint;
        const Verdict refused = verdictOf(*inventory, makePlan(*inventory, {}));
        QCOMPARE(refused.tone, Verdict::Tone::Refused);
        QVERIFY(refused.skippingHelps && !refused.lenientHelps);
        ConversionOptions options;
        options.skipDamaged = true;
        const Verdict answer = verdictOf(*inventory, makePlan(*inventory, options));
        QCOMPARE(answer.tone, Verdict::Tone::Warning);
        QVERIFY(answer.sentence.contains(u"leaves out 1 GEN, 1 damaged."_s));
        QVERIFY(!answer.skippingHelps);
    }

    void warnsOfMissingGen()
    {
        ConversionOptions two;
        two.stage = Stage::Two;
        const Verdict answer = verdict({und}, two);
        QCOMPARE(answer.tone, Verdict::Tone::Warning);
        QVERIFY(answer.sentence.contains(u"Stage 2, but this file has no GEN tensor."_s));
    }

    void namesTheSidecar()
    {
        auto inventory = std::make_shared<Inventory>(*inventoryOf({und, u"encoder.x"_s}));
        auto checkpoint = std::make_shared<Checkpoint>(*inventory->checkpoint);
        checkpoint->modelTensors = 1;
        checkpoint->files.push_back({u"/nowhere/ae.safetensors"_s, nullptr, 8, 1, {}, true});
        checkpoint->tensors[1].file = 1;
        inventory->checkpoint = checkpoint;
        QCOMPARE(verdictOf(*inventory, makePlan(*inventory, {})).sentence,
            u"Stage 1 keeps all 1 model tensors, 4 B. VAE (1) stays in ae.safetensors."_s);
    }

    void warnsOfConvolutionLayout()
    {
        auto inventory = std::make_shared<Inventory>(
            *inventoryOf({u"vit_model.vision_model.embeddings.patch_embedding.weight"_s}));
        auto checkpoint = std::make_shared<Checkpoint>(*inventory->checkpoint);
        checkpoint->tensors[0].shape = {1152, 3, 14, 14};
        const auto conv = makeInventory(Rules::bundled(), checkpoint);
        const Verdict answer = verdictOf(*conv, makePlan(*conv, {}));
        QCOMPARE(answer.tone, Verdict::Tone::Warning);
        QVERIFY(answer.sentence.contains(u"convolution layout"_s));
    }
};

QTEST_GUILESS_MAIN(VerdictTest)
#include "tst_verdict.moc"
