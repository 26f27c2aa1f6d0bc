// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/layout.h"
#include "model/bagel/positiontable.h"
#include "model/checks/checks.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <cmath>
#include <functional>

namespace {

/// A model of two layers and small dimensions, whose parts all fit together.
const ModelSizes small{.layers = 2,
    .vitLayers = 2,
    .vocabulary = 12,
    .hidden = 8,
    .queryWidth = 8,
    .keyValueWidth = 4,
    .headWidth = 2,
    .intermediate = 16,
    .vitHidden = 6,
    .vitIntermediate = 10,
    .vitPatch = 12,
    .vitPositions = 9,
    .vitTable = 9,
    .latentTable = 4};

/// What `small` says in the files beside it, so that nothing about it needs an explanation.
const QByteArray llmConfig = R"({"vocab_size": 12, "hidden_size": 8, "intermediate_size": 16,
    "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2})";
const QByteArray vitConfig = R"({"hidden_size": 6, "intermediate_size": 10, "num_hidden_layers": 3,
    "image_size": 6, "patch_size": 2})";
const QByteArray config = R"({"max_latent_size": 2, "vit_max_num_patch_per_side": 3})";

/// One tensor on its way into a test's file.
struct Draft {
    QString key;
    QByteArray dtype = "F32";
    Shape shape;
    QByteArray data;
};

QByteArray tableBytes(const Draft &draft)
{
    const auto side = static_cast<quint64>(std::sqrt(double(draft.shape[0])));
    QByteArray bytes;
    for (const double number : positionTable(side, draft.shape[1])) {
        const auto single = static_cast<float>(number);
        bytes.append(reinterpret_cast<const char *>(&single), sizeof single);
    }
    return bytes;
}

} // namespace

class ChecksTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QList<Draft> m_tensors;
    QString m_prefix; ///< that the inventory strips

    void removeIf(const std::function<bool(const QString &)> &isUnwanted)
    {
        m_tensors.removeIf([&](const Draft &draft) { return isUnwanted(draft.key); });
    }
    void edit(const std::function<void(Draft &)> &change)
    {
        for (Draft &draft : m_tensors)
            change(draft);
    }
    Draft &draft(const QString &key) { return *std::ranges::find(m_tensors, key, &Draft::key); }
    void addFile(const QString &name, const QByteArray &contents)
    {
        QVERIFY(writeFile(m_folder.filePath(name), contents));
    }

    /// Writes the file and checks it: "severity code (keys)" a line, then `m_message` is the first
    /// problem's.
    QString check()
    {
        CheckpointBuilder builder;
        for (const Draft &draft : std::as_const(m_tensors)) {
            builder.tensor(draft.key, draft.dtype.constData(),
                QList<quint64>(draft.shape.cbegin(), draft.shape.cend()), draft.data);
        }
        if (!builder.write(m_folder.filePath(u"ema.safetensors"_s)))
            return u"cannot write"_s;
        return checkPath(m_folder.filePath(u"ema.safetensors"_s));
    }
    QString checkPath(const QString &path)
    {
        Progress unwatched;
        const auto checkpoint = openCheckpoint(path, unwatched);
        if (!checkpoint)
            return checkpoint.error().detail;
        const auto inventory = makeInventory(Rules::bundled(), *checkpoint, m_prefix);
        const auto problems = checkCheckpoint(*inventory, unwatched);
        if (!problems)
            return problems.error().detail;
        QStringList lines;
        m_message = problems->empty() ? QString() : problems->front().message;
        for (const Problem &problem : *problems) {
            const QString severity = QStringList{u"error"_s, u"warning"_s, u"note"_s}.at(
                static_cast<int>(problem.severity));
            lines += u"%1 %2 (%3)"_s.arg(severity, word(problem.code)).arg(problem.keys.size());
        }
        return lines.join(u'\n');
    }

    QString m_message;

private slots:
    void init()
    {
        QVERIFY(QDir(m_folder.path()).removeRecursively());
        QVERIFY(QDir().mkpath(m_folder.path()));
        addFile(u"llm_config.json"_s, llmConfig);
        addFile(u"vit_config.json"_s, vitConfig);
        addFile(u"config.json"_s, config);
        m_prefix.clear();
        m_tensors.clear();
        for (const ExpectedTensor &tensor : modelTensors(small)) {
            Draft draft{tensor.key, "F32", tensor.shape, {}};
            if (tensor.key.endsWith(u"pos_embed"_s))
                draft.data = tableBytes(draft);
            m_tensors += draft;
        }
    }

    void findsNothingInACompleteCheckpoint() { QCOMPARE(check(), QString()); }

    void findsNothingInEitherLayout()
    {
        edit([](Draft &draft) { draft.key.prepend(u"model."_s); });
        QCOMPARE(check(), QString());
    }

    void explainsAVariationThatNoConfigTells()
    {
        for (const QString &name : {u"llm_config.json"_s, u"vit_config.json"_s, u"config.json"_s})
            QVERIFY(QFile::remove(m_folder.filePath(name)));
        QCOMPARE(check(), u"note variation (0)"_s);
        QVERIFY(m_message.contains(u"layers 2 instead of 28"_s));
        QVERIFY2(m_message.contains(u"and 9 more"_s), qPrintable(m_message));
    }

    void saysThatTheLastVisionLayerWasKept()
    {
        ModelSizes sizes;
        sizes.vitLayers = 27;
        m_tensors.clear();
        for (const ExpectedTensor &tensor : modelTensors(sizes)) {
            // Shapes tell everything; the biases alone make a file of a few MB.
            if (tensor.shape.size() == 1)
                m_tensors += Draft{tensor.key, "BOOL", tensor.shape, {}};
        }
        QVERIFY(QFile::remove(m_folder.filePath(u"vit_config.json"_s)));
        QVERIFY(QFile::remove(m_folder.filePath(u"llm_config.json"_s)));
        QVERIFY(QFile::remove(m_folder.filePath(u"config.json"_s)));
        const QStringList problems = check().split(u'\n');
        QVERIFY(problems.contains(u"note variation (0)"_s));
        const auto checkpoint = std::make_shared<Checkpoint>();
        Progress unwatched;
        const auto opened = openCheckpoint(m_folder.filePath(u"ema.safetensors"_s), unwatched);
        VERIFY_OK(opened);
        QCOMPARE(sizesOf(*makeInventory(Rules::bundled(), *opened)), sizes);
    }

    void acceptsThatTheVisionTowerKeepsAsManyLayersAsItsConfigSays()
    {
        addFile(u"vit_config.json"_s, QByteArray(vitConfig).replace("layers\": 3", "layers\": 2"));
        QCOMPARE(check(), QString());
    }

    void namesWhatAStageNeeds_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("problems");
        QTest::addColumn<QString>("words");
        QTest::newRow("a module") << u"language_model.model.layers.1.mlp."_s
                                  << u"error missing-keys (3)"_s << u"missing: layer 1’s mlp."_s;
        QTest::newRow("a layer")
            << u"vit_model.vision_model.encoder.layers.0."_s << u"error missing-keys (16)"_s
            << u"Stage 1 needs 16 UND key(s) that are missing: vision layer 0."_s;
        QTest::newRow("a key of GEN")
            << u"language_model.model.layers.0.self_attn.o_proj_moe_gen.weight"_s
            << u"error missing-keys (1)"_s
            << u"Stage 2 needs 1 GEN key(s) that are missing: layer 0’s self_attn.o_proj_moe_gen.weight."_s;
        QTest::newRow("the head") << u"language_model.lm_head.weight"_s
                                  << u"error missing-keys (1)"_s
                                  << u"missing: language_model.lm_head.weight."_s;
    }
    void namesWhatAStageNeeds()
    {
        QFETCH(const QString, part);
        removeIf([&](const QString &key) { return key.startsWith(part); });
        QFETCH(const QString, problems);
        QCOMPARE(check(), problems);
        QFETCH(const QString, words);
        QVERIFY2(m_message.contains(words), qPrintable(m_message));
    }

    void namesLayersThatTheConfigCounts()
    {
        removeIf(
            [](const QString &key) { return key.contains(u"language_model.model.layers.1."_s); });
        QCOMPARE(check(), u"error missing-keys (14)\nerror missing-keys (14)"_s);
        QVERIFY(m_message.contains(u"missing: layer 1."_s));
    }

    void explainsWhatMayBeLeftOut_data()
    {
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<QString>("problems");
        QTest::newRow("text to image")
            << QStringList{u"vit_"_s, u"connector."_s} << u"note no-vision (0)"_s;
        QTest::newRow("understanding only") << QStringList{u"time_embedder."_s, u"vae2llm."_s,
            u"llm2vae."_s, u"latent_"_s} << u"note no-flow-matching (0)"_s;
    }
    void explainsWhatMayBeLeftOut()
    {
        QFETCH(const QStringList, parts);
        removeIf([&](const QString &key) {
            return std::ranges::any_of(
                parts, [&](const QString &part) { return key.startsWith(part); });
        });
        QFETCH(const QString, problems);
        QCOMPARE(check(), problems);
    }

    void saysWhenThereIsNoGen()
    {
        const auto rules = Rules::bundled();
        removeIf([&](const QString &key) {
            return rules->bucket(rules->classify(key.toUtf8())).id == u"gen";
        });
        QCOMPARE(check(), u"warning no-gen (0)"_s);
    }

    void acceptsATiedHead()
    {
        addFile(u"llm_config.json"_s,
            QByteArray(llmConfig).replace("{", "{\"tie_word_embeddings\": true, "));
        removeIf([](const QString &key) { return key.contains(u"lm_head"_s); });
        QCOMPARE(check(), u"note variation (0)"_s);
        QVERIFY(m_message.contains(u"ties it"_s));
    }

    void findsAShapeThatDoesNotFit()
    {
        draft(u"language_model.model.layers.1.mlp.up_proj.weight"_s).shape = {16, 7};
        QCOMPARE(check(), u"error shape-mismatch (1)"_s);
        QVERIFY(m_message.contains(
            u"language_model.model.layers.1.mlp.up_proj.weight is 16 × 7 instead of 16 × 8"_s));
    }

    void findsAConfigOfAnotherModel()
    {
        addFile(u"llm_config.json"_s, QByteArray(llmConfig).replace("12", "13"));
        QCOMPARE(check(), u"warning config-mismatch (0)\nnote variation (0)"_s);
        QVERIFY(m_message.contains(
            u"vocab_size in llm_config.json means 13, but the tensors have 12"_s));
    }

    void onlyNotesAStaleTableSize()
    {
        addFile(u"config.json"_s, R"({"max_latent_size": 64, "vit_max_num_patch_per_side": 3})");
        QCOMPARE(check(), u"note config-mismatch (0)\nnote variation (0)"_s);
    }

    void neverFailsOnAConfig_data()
    {
        QTest::addColumn<QByteArray>("contents");
        QTest::newRow("early release") << QByteArray(R"({"name": ["BAGEL-7B-MoT"],})");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("no UTF-8") << QByteArray("{\"a\": \"\xff\"}");
    }
    void neverFailsOnAConfig()
    {
        QFETCH(const QByteArray, contents);
        addFile(u"config.json"_s, contents);
        QCOMPARE(check(), u"note invalid-config (0)\nnote variation (0)"_s);
    }

    void readsSizesFromWithinConfigJson()
    {
        QVERIFY(QFile::remove(m_folder.filePath(u"llm_config.json"_s)));
        addFile(u"config.json"_s,
            R"({"max_latent_size": 2, "vit_max_num_patch_per_side": 3, "llm_config": )" + llmConfig
                + "}");
        QCOMPARE(check(), QString());
    }

    void findsConvolutionLayout()
    {
        draft(u"vit_model.vision_model.embeddings.patch_embedding.weight"_s).shape = {6, 3, 2, 2};
        QCOMPARE(check(), u"warning patch-embedding-layout (1)"_s);
    }

    void namesAMixOfDtypes()
    {
        draft(u"connector.fc1.weight"_s).dtype = "BF16";
        QCOMPARE(check(), u"note dtype-mix (1)"_s);
        QVERIFY(m_message.contains(u"Most tensors are F32, but 1 are BF16"_s));
    }

    void explainsAPrefix()
    {
        edit([](Draft &draft) { draft.key.prepend(u"module."_s); });
        QCOMPARE(
            check(), u"error prefix (%1)\nwarning unmatched-keys (%1)"_s.arg(m_tensors.size()));
        QVERIFY(m_message.contains(u"--strip-prefix module."_s));
        m_prefix = u"module."_s;
        QCOMPARE(check(), QString());
    }

    void explainsAPrefixOfSomeKeys()
    {
        draft(u"connector.fc1.bias"_s).key = u"_orig_mod.model.connector.fc1.bias"_s;
        QVERIFY(check().startsWith(u"error prefix (1)\nerror missing-keys (1)"_s));
        QVERIFY(m_message.contains(u"without the “_orig_mod.”"_s));
    }

    void explainsNoOtherModelsEncoder()
    {
        m_tensors = {Draft{u"vision_model.encoder.layers.0.weight"_s, "F32", {2}, {}}};
        QCOMPARE(check(), u"error not-bagel (0)\nwarning unmatched-keys (1)"_s);
    }

    void namesAdaptersAndQuantisers()
    {
        const QString base = u"language_model.model.layers.0.self_attn.q_proj"_s;
        m_tensors += Draft{base + u"_moe_gen.lora_A.weight"_s, "F32", {2, 8}, {}};
        m_tensors += Draft{base + u".weight_scale"_s, "F32", {1}, {}};
        m_tensors += Draft{u"vit_model.x.weight.absmax"_s, "F32", {1}, {}};
        m_tensors += Draft{u"other"_s, "F32", {1}, {}};
        QCOMPARE(check(),
            u"warning adapter-keys (1)\nwarning quantiser-keys (2)\nwarning unmatched-keys (3)"_s);
    }

    void namesKeysThatCollide()
    {
        Draft again = draft(u"connector.fc1.bias"_s);
        again.key.prepend(u"model."_s);
        m_tensors += again;
        QCOMPARE(check(), u"error key-collision (2)"_s);
    }

    void namesVaeAndExtraState()
    {
        m_tensors += Draft{u"encoder.conv_in.bias"_s, "F32", {2}, {}};
        m_tensors += Draft{u"language_model.model.layers.0._extra_state"_s, "U8", {2}, {}};
        QCOMPARE(check(), u"note extra-state (1)\nnote merged-vae (1)"_s);
    }

    void saysThatAnAutoencoderIsNoModel()
    {
        m_tensors = {Draft{u"encoder.conv_in.bias"_s, "F32", {2}, {}}};
        QCOMPARE(check(), u"note not-bagel (0)"_s);
    }

    void findsAnEmptyMetadataObjectAndUnalignedData()
    {
        const QString path = m_folder.filePath(u"ema.safetensors"_s);
        QVERIFY(writeFile(path,
            CheckpointBuilder::raw(
                R"({"__metadata__":{},"encoder.x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})",
                "x")));
        QCOMPARE(checkPath(path),
            u"warning empty-metadata (0)\nnote not-bagel (0)\nnote unaligned-data (0)"_s);
    }

    void findsAWrongTotalInAnIndex()
    {
        QCOMPARE(check(), QString());
        QByteArray map;
        for (const Draft &draft : std::as_const(m_tensors))
            map +=
                (map.isEmpty() ? "" : ",") + ('"' + draft.key.toUtf8() + "\":\"ema.safetensors\"");
        const QString path = m_folder.filePath(u"model.safetensors.index.json"_s);
        QVERIFY(writeFile(path, R"({"metadata":{"total_size":5},"weight_map":{)" + map + "}}"));
        QCOMPARE(checkPath(path), u"warning index-total (0)"_s);
        QVERIFY(writeFile(path, R"({"metadata":{"total_size":"?"},"weight_map":{)" + map + "}}"));
        QCOMPARE(checkPath(path), QString());
    }

    void findsAnUnfinishedDownload()
    {
        edit([](Draft &draft) {
            draft.data.fill(0,
                CheckpointBuilder::byteCount(
                    "F32", QList<quint64>(draft.shape.cbegin(), draft.shape.cend())));
        });
        QVERIFY(check().startsWith(u"warning zero-data"_s));
        QVERIFY(m_message.startsWith(u"Every matrix is zero"_s));
    }

    void findsZeroMatrices()
    {
        draft(u"connector.fc2.weight"_s).data = QByteArray(8 * 8 * 4, '\0');
        QCOMPARE(check(), u"warning zero-data (1)"_s);
    }

    void aMatrixWithOneNumberInItsBeginningMiddleOrEndIsNotZero_data()
    {
        QTest::addColumn<qsizetype>("at");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("first byte") << qsizetype(0) << false;
        QTest::newRow("middle") << qsizetype(7501) << false;
        QTest::newRow("last byte") << qsizetype(15002) << false;
        QTest::newRow("where no sample is taken") << qsizetype(5000) << true;
    }
    void aMatrixWithOneNumberInItsBeginningMiddleOrEndIsNotZero()
    {
        QFETCH(qsizetype, at);
        QByteArray data(3 * 5001, '\0');
        data[at] = 1;
        const QString path = m_folder.filePath(u"one.safetensors"_s);
        QVERIFY(CheckpointBuilder()
                    .tensor(u"vit_model.one.weight"_s, "U8", {3, 5001}, data)
                    .write(path));
        QTEST(checkPath(path).contains(u"zero-data"_s), "isFound");
    }

    void findsThatGenWasNeverTrained()
    {
        for (Draft &gen : m_tensors) {
            QString und = gen.key;
            if (und.remove(u"_moe_gen"_s) != gen.key)
                gen.data = draft(und).data = CheckpointBuilder::filling(und,
                    CheckpointBuilder::byteCount(
                        "F32", QList<quint64>(gen.shape.cbegin(), gen.shape.cend())));
        }
        QCOMPARE(check(), u"warning gen-equals-und (0)"_s);
        draft(u"language_model.model.norm_moe_gen.weight"_s).data[0] ^= 1;
        QCOMPARE(check(), QString());
    }

    void saysNothingOfGenInWhatIsCutOff()
    {
        check();
        QFile file(m_folder.filePath(u"ema.safetensors"_s));
        const auto header = qFromLittleEndian<quint64>(readFile(file.fileName()).constData());
        QVERIFY(file.resize(static_cast<qint64>(8 + header + 4))); // no tensor is whole
        const QString found = checkPath(file.fileName());
        QVERIFY(found.contains(u"truncated"_s));
        QVERIFY(!found.contains(u"gen-equals-und"_s));
    }

    void findsAPositionTableThatMoved_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("vision") << u"vit_pos_embed.pos_embed"_s;
        QTest::newRow("latent") << u"latent_pos_embed.pos_embed"_s;
    }
    void findsAPositionTableThatMoved()
    {
        QFETCH(const QString, key);
        // An element of 1.0 (a cosine of 0) becomes 0.
        draft(key).data.replace(2 * 4, 4, QByteArray(4, '\0'));
        QCOMPARE(check(), u"warning position-table (1)"_s);
        QVERIFY2(m_message.contains(u" 1 of its "_s), qPrintable(m_message));
    }

    void allowsTablesTheRoundingOfTheirDtype()
    {
        Draft &table = draft(u"vit_pos_embed.pos_embed"_s);
        table.dtype = "BF16";
        QByteArray halves;
        for (qsizetype i = 0; i < table.data.size(); i += 4)
            halves += table.data.sliced(i + 2, 2); // truncated, the worst rounding
        table.data = halves;
        QCOMPARE(check(), u"note dtype-mix (1)"_s);
    }

    void findsATableThatIsNoSquare()
    {
        addFile(u"config.json"_s, "{}");
        draft(u"latent_pos_embed.pos_embed"_s).shape = {5, 8};
        draft(u"latent_pos_embed.pos_embed"_s).data.clear();
        QVERIFY(check().startsWith(u"warning position-table (1)"_s));
        QVERIFY(m_message.contains(u"square"_s));
    }

    void canBeCancelled()
    {
        struct : Progress {
            bool isCancelled() const override { return true; }
        } cancelled;
        QCOMPARE(check(), QString());
        Progress unwatched;
        const auto opened = openCheckpoint(m_folder.filePath(u"ema.safetensors"_s), unwatched);
        VERIFY_OK(opened);
        const auto answer = checkCheckpoint(*makeInventory(Rules::bundled(), *opened), cancelled);
        QVERIFY(!answer && answer.error().code == Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(ChecksTest)
#include "tst_checks.moc"
