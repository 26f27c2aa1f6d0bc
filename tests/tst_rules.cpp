// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/rules.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

class RulesTest final : public QObject {
    Q_OBJECT

private slots:
    void putsEachKeyIntoItsBucket_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("bucket");
        const auto row = [](const QString &key, const QString &bucket) {
            QTest::newRow(qPrintable(key + u" → "_s + bucket)) << key << bucket;
        };
        const QString llm = u"language_model.model."_s;
        const QString layer = llm + u"layers.17."_s;

        for (const QString &name : {u"embed_tokens.weight"_s, u"norm.weight"_s})
            row(llm + name, u"und"_s);
        row(u"language_model.lm_head.weight"_s, u"und"_s);
        for (const QString &name : {u"q_proj.weight"_s, u"q_proj.bias"_s, u"k_proj.weight"_s,
                 u"k_proj.bias"_s, u"v_proj.weight"_s, u"v_proj.bias"_s, u"o_proj.weight"_s,
                 u"q_norm.weight"_s, u"k_norm.weight"_s}) {
            row(layer + u"self_attn."_s + name, u"und"_s);
            QString sibling = name;
            sibling.insert(name.indexOf(u'.'), u"_moe_gen"_s);
            row(layer + u"self_attn."_s + sibling, u"gen"_s);
        }
        for (const QString &name : {u"gate"_s, u"up"_s, u"down"_s}) {
            row(layer + u"mlp."_s + name + u"_proj.weight"_s, u"und"_s);
            row(layer + u"mlp_moe_gen."_s + name + u"_proj.weight"_s, u"gen"_s);
        }
        for (const QString &name : {u"input_layernorm"_s, u"post_attention_layernorm"_s}) {
            row(layer + name + u".weight"_s, u"und"_s);
            row(layer + name + u"_moe_gen.weight"_s, u"gen"_s);
        }
        row(llm + u"norm_moe_gen.weight"_s, u"gen"_s);
        row(u"vit_model.anything at all"_s, u"und"_s);
        row(u"vit_model."_s, u"und"_s);
        for (const QString &name : {u"fc1.weight"_s, u"fc1.bias"_s, u"fc2.weight"_s, u"fc2.bias"_s})
            row(u"connector."_s + name, u"und"_s);
        row(u"vit_pos_embed.pos_embed"_s, u"und"_s);
        for (const QString &name : {u"time_embedder.mlp.0.weight"_s, u"time_embedder.mlp.2.bias"_s,
                 u"vae2llm.weight"_s, u"vae2llm.bias"_s, u"llm2vae.weight"_s, u"llm2vae.bias"_s,
                 u"latent_pos_embed.pos_embed"_s})
            row(name, u"gen"_s);
        row(u"encoder.mid.block_1.norm1.weight"_s, u"vae"_s);
        row(u"decoder.conv_out.bias"_s, u"vae"_s);
    }
    void putsEachKeyIntoItsBucket()
    {
        QFETCH(QString, key);
        QFETCH(QString, bucket);
        const auto rules = Rules::bundled();
        QCOMPARE(rules->bucket(rules->classify(key.toUtf8())).id, bucket);
        QCOMPARE(rules->bucket(rules->classify("model." + key.toUtf8())).id, bucket);
    }

    void refusesNearMisses_data()
    {
        QTest::addColumn<QString>("key");
        for (const QString &key : {
                 u""_s,
                 u"model."_s,
                 u"language_model.model.embed_tokens.bias"_s,
                 u"language_model.model.embed_tokens.weight.x"_s,
                 u"xlanguage_model.model.embed_tokens.weight"_s,
                 u"language_modelXmodel.embed_tokens.weight"_s,
                 u"language_model.lm_head.bias"_s,
                 u"language_model.model.norm.bias"_s,
                 u"language_model.model.layers..self_attn.q_proj.weight"_s,
                 u"language_model.model.layers.x.self_attn.q_proj.weight"_s,
                 u"language_model.model.layers.-1.self_attn.q_proj.weight"_s,
                 u"language_model.model.layers.0.self_attn.q_proj.weights"_s,
                 u"language_model.model.layers.0.self_attn.o_proj.bias"_s,
                 u"language_model.model.layers.0.self_attn.o_proj_moe_gen.bias"_s,
                 u"language_model.model.layers.0.self_attn.q_norm.bias"_s,
                 u"language_model.model.layers.0.self_attn.v_norm.weight"_s,
                 u"language_model.model.layers.0.mlp.gate_proj.bias"_s,
                 u"language_model.model.layers.0.mlp.gate_proj_moe_gen.weight"_s,
                 u"language_model.model.layers.0.mlp_moe_gen.side_proj.weight"_s,
                 u"language_model.model.layers.0.input_layernorm.bias"_s,
                 u"language_model.model.layers.0.input_layernorm_moe_gen.bias"_s,
                 u"language_model.model.layers.0.self_attn.q_proj_moe_gen.lora_A.weight"_s,
                 u"language_model.model.layers.0.self_attn.q_proj.weight_scale"_s,
                 u"language_model.model.norm_moe_gen.bias"_s,
                 u"vit_model"_s,
                 u"vit_modelx.y"_s,
                 u"xvit_model.y"_s,
                 u"connector.fc3.weight"_s,
                 u"connector.fc1.scale"_s,
                 u"vit_pos_embed.pos_embed.x"_s,
                 u"time_embedder.mlp.1.weight"_s,
                 u"time_embedder.mlp.0.scale"_s,
                 u"vae2llm.scale"_s,
                 u"latent_pos_embed.weight"_s,
                 u"encoder"_s,
                 u"vae_model.encoder.x"_s,
                 u"my.decoder.x"_s,
                 u"_extra_state"_s,
                 u"model._extra_state"_s,
                 u"model.model.language_model.lm_head.weight"_s,
                 u"module.language_model.lm_head.weight"_s,
                 u"a._extra_state.b"_s,
                 u"A._EXTRA_STATE"_s,
             })
            QTest::newRow(qPrintable(key)) << key;
    }
    void refusesNearMisses()
    {
        QFETCH(QString, key);
        const auto rules = Rules::bundled();
        const Classification answer = rules->classify(key.toUtf8());
        QVERIFY2(rules->bucket(answer).isUnmatched, qPrintable(rules->bucket(answer).id));
        QCOMPARE(answer.pattern, -1);
    }

    void followsPythonAtTheEdges_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("bucket");
        const QString layer = u"language_model.model.layers.%1.self_attn.q_proj.weight"_s;
        QTest::newRow("Arabic-Indic digits") << layer.arg(u"\u0661\u0667"_s) << u"und"_s;
        QTest::newRow("mathematical digits") << layer.arg(u"\U0001D7DA"_s) << u"und"_s;
        QTest::newRow("superscript two is no digit") << layer.arg(u"\u00B2"_s) << u"unknown"_s;
        QTest::newRow("Roman numeral is no digit") << layer.arg(u"\u2163"_s) << u"unknown"_s;
        QTest::newRow("one final newline") << u"language_model.lm_head.weight\n"_s << u"und"_s;
        QTest::newRow("two final newlines")
            << u"language_model.lm_head.weight\n\n"_s << u"unknown"_s;
        QTest::newRow("carriage return is no newline")
            << u"language_model.lm_head.weight\r"_s << u"unknown"_s;
        QTest::newRow("extra state with a final newline") << u"x._extra_state\n"_s << u"extra"_s;
        QTest::newRow("caret is the start of the key, not of a line")
            << u"x\nvit_model.y"_s << u"unknown"_s;
        QTest::newRow("extra state comes first") << u"vit_model.x._extra_state"_s << u"extra"_s;
        QTest::newRow("model.model. loses one root")
            << u"model.model.vit_model.x"_s << u"unknown"_s;
        QTest::newRow("NUL inside") << u"vit_model."_s + QChar(0) << u"und"_s;
    }
    void followsPythonAtTheEdges()
    {
        QFETCH(QString, key);
        QFETCH(QString, bucket);
        const auto rules = Rules::bundled();
        QCOMPARE(rules->bucket(rules->classify(key.toUtf8())).id, bucket);
    }

    void namesThePatternThatDecided()
    {
        const auto rules = Rules::bundled();
        for (const QString &key : {u"language_model.model.embed_tokens.weight"_s,
                 u"language_model.model.layers.3.mlp.up_proj.weight"_s, u"vit_model.x"_s,
                 u"vit_pos_embed.pos_embed"_s, u"latent_pos_embed.pos_embed"_s,
                 u"time_embedder.mlp.2.weight"_s, u"decoder.x"_s, u"x._extra_state"_s}) {
            const Classification answer = rules->classify(key.toUtf8());
            const QString pattern = rules->bucket(answer).patterns.at(answer.pattern);
            QVERIFY2(compilePythonExpression(pattern)->match(key).hasMatch(),
                qPrintable(key + u" by "_s + pattern));
        }
    }

    void knowsWhatGenAlsoReads()
    {
        const auto rules = Rules::bundled();
        QVERIFY(rules->isSharedWithGen("language_model.model.embed_tokens.weight"));
        QVERIFY(rules->isSharedWithGen("model.language_model.lm_head.weight"));
        QVERIFY(rules->isSharedWithGen("language_model.model.norm.weight"));
        QVERIFY(!rules->isSharedWithGen("language_model.model.norm_moe_gen.weight"));
        QVERIFY(!rules->isSharedWithGen("connector.fc1.weight"));
    }

    void translatesPythonExpressions()
    {
        QVERIFY(compilePythonExpression(u"a\\Z"_s)->match(u"a"_s).hasMatch());
        QVERIFY(!compilePythonExpression(u"a\\Z"_s)->match(u"a\n"_s).hasMatch());
        QVERIFY(compilePythonExpression(u"\\\\Z"_s)->match(u"\\Z"_s).hasMatch());
        QVERIFY(compilePythonExpression(u"^\\w$"_s)->match(u"\u00e4"_s).hasMatch());
        QVERIFY(compilePythonExpression(u"(?P<n>a)(?P=n)"_s)->match(u"aa"_s).hasMatch());
    }

    void saysWhereAnExpressionIsWrong()
    {
        const auto answer = compilePythonExpression(u"a(b"_s);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Code::Usage);
        QVERIFY(answer.error().detail.contains(u"character 3"_s));
    }

    void refusesBrokenRules_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("");
        QTest::newRow("a field is missing") << QByteArray("\"root\"") << QByteArray("\"roof\"");
        QTest::newRow("a bucket that is none")
            << QByteArray("[\"extra\", \"und\"") << QByteArray("[\"extra\", \"undo\"");
        QTest::newRow("a bad pattern") << QByteArray("^encoder\\\\.") << QByteArray("(encoder");
        QTest::newRow("no bucket for the rest")
            << QByteArray("\"patterns\": []") << QByteArray("\"patterns\": [\"x\"]");
    }
    void refusesBrokenRules()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFile file(u":/bagel.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray json = file.readAll();
        QVERIFY(Rules::parse(json));
        QVERIFY(json.contains(from));
        QVERIFY(!Rules::parse(json.replace(from, to)));
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
