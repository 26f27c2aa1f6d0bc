// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/conversion.h"
#include "tests/inventorybuilder.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString embed = u"language_model.model.embed_tokens.weight"_s;
const QString norm = u"language_model.model.norm.weight"_s;
const QString genNorm = u"language_model.model.norm_moe_gen.weight"_s;

/// "source → target" of what is kept, "source: reason" of what is dropped, "! code" of errors.
QStringList told(const QStringList &keys, const ConversionOptions &options)
{
    const auto inventory = inventoryOf(keys);
    const ConversionPlan plan = makePlan(*inventory, options);
    QStringList lines;
    for (const qsizetype tensor : plan.kept)
        lines += keys[tensor] + u" → "_s + outputKey(*inventory, plan, tensor);
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const QString reason = droppedWord(*inventory, plan, i);
        if (!reason.isNull())
            lines += keys[i] + u": "_s + reason;
    }
    for (const Problem &error : plan.errors)
        lines += u"! "_s + word(error.code) + u" "_s + error.keys.join(u", "_s);
    return lines;
}

ConversionOptions nemo(Stage stage, bool strict = true)
{
    return {Direction::HfToNemo, stage, strict, {}};
}

ConversionOptions hf(const QString &exclude = {}, bool strict = true)
{
    ConversionOptions options{Direction::NemoToHf, Stage::One, strict, {}};
    if (!exclude.isNull())
        options.exclude = *compilePythonExpression(exclude);
    return options;
}

} // namespace

class ConversionTest final : public QObject {
    Q_OBJECT

private slots:
    void stageOneKeepsUndOnly()
    {
        QCOMPARE(told({genNorm, embed, u"encoder.x"_s, u"a._extra_state"_s}, nemo(Stage::One)),
            (QStringList{embed + u" → model."_s + embed, genNorm + u": gen"_s, u"encoder.x: vae"_s,
                u"a._extra_state: extra"_s}));
    }

    void stageTwoKeepsUndThenGenEachInInputOrder()
    {
        QCOMPARE(told({genNorm, norm, u"vae2llm.bias"_s, embed}, nemo(Stage::Two)),
            (QStringList{norm + u" → model."_s + norm, embed + u" → model."_s + embed,
                genNorm + u" → model."_s + genNorm, u"vae2llm.bias → model.vae2llm.bias"_s}));
    }

    void keepsOneRootOfKeysThatHaveIt()
    {
        QCOMPARE(told({u"model."_s + embed}, nemo(Stage::One)),
            QStringList{u"model."_s + embed + u" → model."_s + embed});
    }

    void strictRefusesUnknownKeys()
    {
        const QStringList keys{u"foo.a"_s, embed, u"foo.b"_s};
        const ConversionPlan plan = makePlan(*inventoryOf(keys), nemo(Stage::One));
        QVERIFY(plan.isRefused());
        QCOMPARE(plan.errors.front().code, Code::UnmatchedKeys);
        QCOMPARE(plan.errors.front().keys, (QStringList{u"foo.a"_s, u"foo.b"_s}));
        QCOMPARE(plan.decisions[0].action, Decision::Action::Refuse);
        QCOMPARE(plan.decisions[1].action, Decision::Action::Keep);
        QVERIFY(plan.log.isEmpty());
    }

    void strictMessageHasTheCountFiveKeysAndTheWayOut()
    {
        QStringList keys;
        for (int i = 0; i < 7; ++i)
            keys += u"foo.%1"_s.arg(i);
        const QString message =
            makePlan(*inventoryOf(keys), nemo(Stage::One)).errors.front().message;
        QVERIFY(message.contains(u"7 "_s));
        QVERIFY(message.contains(u"foo.4"_s));
        QVERIFY(!message.contains(u"foo.5"_s));
        QVERIFY(message.contains(u"--no-strict"_s));
    }

    void lenientDropsAndNamesUnknownKeys()
    {
        const QStringList keys{u"foo.a"_s, embed};
        QCOMPARE(told(keys, nemo(Stage::One, false)),
            (QStringList{embed + u" → model."_s + embed, u"foo.a: unknown"_s}));
        const ConversionPlan plan = makePlan(*inventoryOf(keys), nemo(Stage::One, false));
        QCOMPARE(plan.warnings.front().code, Code::UnmatchedKeys);
        QCOMPARE(plan.warnings.front().keys, QStringList{u"foo.a"_s});
    }

    void vaeKeysAreNeverAnError()
    {
        QVERIFY(!makePlan(*inventoryOf({u"encoder.a"_s, u"decoder.b"_s}), nemo(Stage::Two))
                     .isRefused());
    }

    void strictRefusesCollisions_data()
    {
        QTest::addColumn<bool>("toHf");
        QTest::newRow("HF → NeMo") << false;
        QTest::newRow("NeMo → HF") << true;
    }
    void strictRefusesCollisions()
    {
        QFETCH(bool, toHf);
        const QStringList keys{embed, norm, u"model."_s + embed};
        QCOMPARE(told(keys, toHf ? hf() : nemo(Stage::One)).last(),
            u"! key-collision %1, model.%1"_s.arg(embed));
    }

    void lenientLetsTheLaterOneWinAtTheEarlierPlace()
    {
        const QStringList keys{embed, norm, u"model."_s + embed};
        QCOMPARE(told(keys, nemo(Stage::One, false)),
            (QStringList{
                u"model."_s + embed + u" → model."_s + embed, norm + u" → model."_s + norm}));
        QCOMPARE(told(keys, hf({}, false)),
            (QStringList{u"model."_s + embed + u" → "_s + embed, norm + u" → "_s + norm}));
        const ConversionPlan plan = makePlan(*inventoryOf(keys), nemo(Stage::One, false));
        QCOMPARE(plan.warnings.front().code, Code::KeyCollision);
        QCOMPARE(plan.decisions[0].reason, Decision::Reason::Replaced);
    }

    void collisionsOfDroppedKeysDoNotMatterToHf()
    {
        QVERIFY(!makePlan(*inventoryOf({u"a._extra_state"_s, u"model.a._extra_state"_s}), hf())
                     .isRefused());
    }

    void toHfKeepsEverythingButExtraState()
    {
        QCOMPARE(told({u"model."_s + genNorm, u"model.foo"_s, u"model.encoder.x"_s, u"bar"_s,
                          u"model.model.x"_s, u"model.a._extra_state"_s, u"model._extra_state"_s,
                          u"model.a._extra_state.b"_s, u"_extra_state"_s},
                     hf()),
            (QStringList{u"model."_s + genNorm + u" → "_s + genNorm, u"model.foo → foo"_s,
                u"model.encoder.x → encoder.x"_s, u"bar → bar"_s, u"model.model.x → model.x"_s,
                u"_extra_state → _extra_state"_s, u"model.a._extra_state: extra"_s,
                u"model._extra_state: extra"_s, u"model.a._extra_state.b: extra"_s}));
    }

    void excludeMatchesAtTheStartOfTheNemoKey()
    {
        const QStringList keys{u"model.vit_model.x"_s, u"model.foo"_s};
        QCOMPARE(told(keys, hf(u"model\\.vit"_s)),
            (QStringList{u"model.foo → foo"_s, u"model.vit_model.x: excluded"_s}));
        // re.match never searches further on.
        QCOMPARE(told(keys, hf(u"vit"_s)).size(), 2);
        QVERIFY(!told(keys, hf(u"vit"_s)).contains(u"model.vit_model.x: excluded"_s));
        QCOMPARE(told(keys, hf(u".*x$"_s)).last(), u"model.vit_model.x: excluded"_s);
        // An alternative is anchored too.
        QVERIFY(!told(keys, hf(u"zzz|vit"_s)).contains(u"model.vit_model.x: excluded"_s));
    }

    void excludePlaysNoPartInHfToNemoAndSaysSo()
    {
        ConversionOptions options = nemo(Stage::One);
        options.exclude = *compilePythonExpression(u".*"_s);
        const ConversionPlan plan = makePlan(*inventoryOf({embed}), options);
        QCOMPARE(plan.kept.size(), std::size_t(1));
        QCOMPARE(plan.warnings.front().code, Code::Usage);
    }

    void stageTwoWithoutGenWarns()
    {
        const ConversionPlan plan = makePlan(*inventoryOf({embed}), nemo(Stage::Two));
        QVERIFY(!plan.isRefused());
        QCOMPARE(plan.kept.size(), std::size_t(1));
        QCOMPARE(plan.warnings.front().code, Code::NoGen);
        QVERIFY(plan.warnings.front().message.contains(u"GEN"_s));
        QVERIFY(makePlan(*inventoryOf({embed}), nemo(Stage::One)).warnings.empty());
    }

    void logsInTheWordsOfTheReference()
    {
        const QStringList keys{embed, genNorm, u"encoder.x"_s, u"a._extra_state"_s, u"foo"_s};
        QCOMPARE(makePlan(*inventoryOf(keys), nemo(Stage::One, false)).log,
            (QStringList{u"from_hf: dropping 1 Transformer-Engine _extra_state key(s)."_s,
                u"from_hf: dropping 1 unmatched key(s)."_s,
                u"from_hf stage1: kept 1 UND keys (dropped 1 GEN, 1 VAE)."_s}));
        QCOMPARE(makePlan(*inventoryOf(keys), nemo(Stage::Two, false)).log.last(),
            u"from_hf stage2: kept 1 UND + 1 GEN = 2 model keys (excluded 1 VAE keys; VAE loads separately)."_s);
    }

    void damageOfTheCheckpointRefusesThePlan()
    {
        auto damaged = std::make_shared<Inventory>(*inventoryOf({embed}));
        auto checkpoint = std::make_shared<Checkpoint>(*damaged->checkpoint);
        checkpoint->problems.push_back({Severity::Error, Code::Truncated, {embed}, u"cut"_s});
        damaged->checkpoint = checkpoint;
        QCOMPARE(makePlan(*damaged, nemo(Stage::One)).errors.front().code, Code::Truncated);
        QCOMPARE(makePlan(*damaged, hf()).errors.front().code, Code::Truncated);
    }

    void leavesOutDamagedTensorsByChoice_data()
    {
        QTest::addColumn<bool>("toHf");
        QTest::newRow("HF → NeMo") << false;
        QTest::newRow("NeMo → HF") << true;
    }
    void leavesOutDamagedTensorsByChoice()
    {
        QFETCH(bool, toHf);
        // A damaged tensor does not collide with a whole one, and may match no pattern.
        const QStringList keys{norm, embed, u"model."_s + embed, u"foo"_s};
        auto inventory = std::make_shared<Inventory>(*inventoryOf(keys));
        auto checkpoint = std::make_shared<Checkpoint>(*inventory->checkpoint);
        checkpoint->problems = {{Severity::Error, Code::Truncated, {keys[2]}, u"cut"_s},
            {Severity::Error, Code::UnknownDtype, {keys[3]}, u"F2"_s},
            {Severity::Error, Code::InvalidHeader, {}, u"overlong"_s}};
        checkpoint->tensors[2].isDamaged = true;
        checkpoint->tensors[3].isDamaged = true;
        inventory->checkpoint = checkpoint;
        ConversionOptions options = toHf ? hf() : nemo(Stage::One);

        const ConversionPlan refused = makePlan(*inventory, options);
        QCOMPARE(refused.errors.size(), std::size_t(3));
        QVERIFY(refused.errors[0].message.contains(u"--skip-damaged"_s));
        QCOMPARE(
            refused.decisions[2], (Decision{Decision::Action::Refuse, Decision::Reason::Damaged}));

        options.skipDamaged = true;
        const ConversionPlan plan = makePlan(*inventory, options);
        QVERIFY(!plan.isRefused());
        QCOMPARE(plan.kept, (std::vector<qsizetype>{0, 1}));
        QCOMPARE(plan.keptBytes, quint64(8));
        QCOMPARE(plan.decisions[2], (Decision{Decision::Action::Drop, Decision::Reason::Damaged}));
        QCOMPARE(droppedWord(*inventory, plan, 2), QString());
        QCOMPARE(plan.warnings.size(), std::size_t(4));
        QCOMPARE(plan.warnings[3].keys, keys.mid(2));
        QVERIFY(plan.warnings[3].message.contains(u"2 damaged tensor(s)"_s));
    }

    void skippingDamageExcusesNothingElse()
    {
        for (const Code code : {Code::MissingFile, Code::MissingKeys, Code::KeyCollision}) {
            auto inventory = std::make_shared<Inventory>(*inventoryOf({embed}));
            auto checkpoint = std::make_shared<Checkpoint>(*inventory->checkpoint);
            checkpoint->problems.push_back({Severity::Error, code, {}, u"wrong"_s});
            inventory->checkpoint = checkpoint;
            ConversionOptions options = nemo(Stage::One);
            options.skipDamaged = true;
            const ConversionPlan plan = makePlan(*inventory, options);
            QCOMPARE(plan.errors, checkpoint->problems);
        }
    }

    void sidecarsTakeNoPart()
    {
        auto inventory = std::make_shared<Inventory>(*inventoryOf({embed, u"encoder.x"_s}));
        auto checkpoint = std::make_shared<Checkpoint>(*inventory->checkpoint);
        checkpoint->modelTensors = 1;
        inventory->checkpoint = checkpoint;
        QCOMPARE(makePlan(*inventory, nemo(Stage::One)).decisions.size(), std::size_t(1));
        QCOMPARE(makePlan(*inventory, hf()).kept.size(), std::size_t(1));
    }

    void acceptsTheSpellingsOfTheReferenceForStages()
    {
        for (const QString &spelling : {u"stage1"_s, u"STAGE1"_s, u"Stage1"_s, u"1"_s})
            QCOMPARE(*parseStage(spelling), Stage::One);
        for (const QString &spelling : {u"stage2"_s, u"sTAGE2"_s, u"2"_s})
            QCOMPARE(*parseStage(spelling), Stage::Two);
        for (const QString &spelling : {u""_s, u"3"_s, u"stage3"_s, u"stage 1"_s, u"01"_s}) {
            QCOMPARE(parseStage(spelling).error().code, Code::Usage);
            QVERIFY(parseStage(spelling).error().detail.contains(u"stage1"_s));
            QVERIFY(parseStage(spelling).error().detail.contains(u"stage2"_s));
        }
    }

    void keepsATensorWhoseKeyBecomesEmpty()
    {
        const auto inventory = inventoryOf({u"model."_s, u"vit_model.x"_s});
        const ConversionPlan plan = makePlan(*inventory, hf());
        QCOMPARE(plan.kept.size(), std::size_t(2));
        QCOMPARE(outputKey(*inventory, plan, 0), u""_s);
        QVERIFY(!outputKey(*inventory, plan, 0).isNull());
        QVERIFY(outputKey(*inventory, makePlan(*inventory, nemo(Stage::One)), 0).isNull());
    }

    void convertsSingleTensors()
    {
        const auto rules = Rules::bundled();
        QCOMPARE(convertSingleTensorToHf(*rules, u"model.model.x"_s), u"model.x"_s);
        QCOMPARE(convertSingleTensorToHf(*rules, u"x"_s), u"x"_s);
        QVERIFY(!convertSingleTensorToHf(*rules, u"model.a._extra_state.b"_s));
    }

    void detectsTheLayout()
    {
        QCOMPARE(inventoryOf({embed, u"foo"_s})->layout, Layout::Hf);
        QCOMPARE(inventoryOf({u"model."_s + embed})->layout, Layout::Nemo);
        QCOMPARE(inventoryOf({u"model."_s + embed, norm})->layout, Layout::Mixed);
        QCOMPARE(inventoryOf({})->layout, Layout::Hf);
    }

    void keepsOneBucketWhateverTheStage_data()
    {
        QTest::addColumn<QString>("only");
        QTest::addColumn<QStringList>("targets");
        QTest::newRow("und") << u"und"_s << QStringList{u"model.connector.fc1.bias"_s};
        QTest::newRow("gen") << u"gen"_s << QStringList{u"model.vae2llm.bias"_s};
        QTest::newRow("vae") << u"vae"_s << QStringList{u"encoder.x"_s};
    }
    void keepsOneBucketWhateverTheStage()
    {
        QFETCH(const QString, only);
        QFETCH(const QStringList, targets);
        const auto inventory =
            inventoryOf({u"connector.fc1.bias"_s, u"vae2llm.bias"_s, u"encoder.x"_s});
        ConversionOptions options;
        options.onlyBucket = only;
        for (const Stage stage : {Stage::One, Stage::Two}) {
            options.stage = stage;
            const ConversionPlan plan = makePlan(*inventory, options);
            QVERIFY(!plan.isRefused() && plan.warnings.empty());
            QStringList kept;
            for (const qsizetype tensor : plan.kept)
                kept += outputKey(*inventory, plan, tensor);
            QCOMPARE(kept, targets);
            if (only != u"und")
                QCOMPARE(droppedWord(*inventory, plan, 0), u"excluded"_s);
        }
    }

    void refusesToExtractWhatIsNotThere()
    {
        ConversionOptions options;
        options.onlyBucket = u"gen"_s;
        for (const Direction direction : {Direction::HfToNemo, Direction::NemoToHf}) {
            options.direction = direction;
            const ConversionPlan plan = makePlan(*inventoryOf({u"connector.fc1.bias"_s}), options);
            QCOMPARE(plan.errors.size(), std::size_t(1));
            QCOMPARE(plan.errors[0].code, Code::MissingKeys);
        }
    }

    void leavesOutPositionTablesByChoice()
    {
        const auto inventory = inventoryOf({u"vit_pos_embed.pos_embed"_s,
            u"latent_pos_embed.pos_embed"_s, u"connector.fc1.bias"_s, u"vae2llm.bias"_s});
        ConversionOptions options;
        options.stage = Stage::Two;
        QCOMPARE(makePlan(*inventory, options).kept.size(), std::size_t(4));
        options.dropPositionTables = true;
        const ConversionPlan plan = makePlan(*inventory, options);
        QCOMPARE(plan.kept, (std::vector<qsizetype>{2, 3}));
        QCOMPARE(droppedWord(*inventory, plan, 0), u"excluded"_s);
        QVERIFY(plan.log.last().contains(u"kept 1 UND + 1 GEN = 2 model keys"_s));
    }

    void refusesPatchesThatAreNotSquareOrHaveNoWholeBytes()
    {
        auto inventory = std::make_shared<Inventory>(
            *inventoryOf({u"vit_model.vision_model.embeddings.patch_embedding.weight"_s}));
        const auto refused = [&](const Shape &shape, Dtype dtype, PatchLayout layout) {
            auto checkpoint = std::make_shared<Checkpoint>(*inventory->checkpoint);
            checkpoint->tensors[0].shape = shape;
            checkpoint->tensors[0].dtype = dtype;
            inventory->checkpoint = checkpoint;
            ConversionOptions options;
            options.patchLayout = layout;
            return makePlan(*inventory, options).isRefused();
        };
        QVERIFY(!refused({2, 588}, Dtype::BF16, PatchLayout::Convolution));
        QVERIFY(!refused({2, 3, 14, 14}, Dtype::BF16, PatchLayout::Linear));
        QVERIFY(!refused({2, 3, 14, 13}, Dtype::BF16, PatchLayout::Convolution)); // as it is
        QVERIFY(refused({2, 587}, Dtype::BF16, PatchLayout::Convolution));
        QVERIFY(refused({2, 3, 14, 13}, Dtype::BF16, PatchLayout::Linear));
        QVERIFY(refused({2, 588}, Dtype::F4, PatchLayout::Convolution));
        QVERIFY(refused({2, 3, 0, 0}, Dtype::BF16, PatchLayout::Linear));
        QVERIFY(refused({1, 3, 5000, 5000}, Dtype::BF16, PatchLayout::Linear));
    }
};

QTEST_GUILESS_MAIN(ConversionTest)
#include "tst_conversion.moc"
