// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/demo/demo.h"
#include "model/demo/demoweights.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>

#include <bit>
#include <cmath>

namespace {

std::vector<double> decoded(const QByteArray &bytes)
{
    std::vector<double> values;
    for (qsizetype at = 0; at < bytes.size(); at += 2) {
        const quint32 high = static_cast<quint8>(bytes[at + 1]);
        const quint32 bits = (high << 8 | static_cast<quint8>(bytes[at])) << 16;
        values.push_back(std::bit_cast<float>(bits));
    }
    return values;
}

/// ‖GEN − UND‖ / ‖UND‖ of a weight matrix of this layer.
double relativeDistance(int layer, const QString &module, const QString &sibling)
{
    const QString base = u"language_model.model.layers.%1."_s.arg(layer);
    const auto und = decoded(demoElements({base + module, {56, 56}}, Dtype::BF16));
    const auto gen = decoded(demoElements({base + sibling, {56, 56}}, Dtype::BF16));
    double difference = 0;
    double size = 0;
    for (std::size_t i = 0; i < und.size(); ++i) {
        difference += (gen[i] - und[i]) * (gen[i] - und[i]);
        size += und[i] * und[i];
    }
    return std::sqrt(difference / size);
}

double queryDistance(int layer)
{
    return relativeDistance(
        layer, u"self_attn.q_proj.weight"_s, u"self_attn.q_proj_moe_gen.weight"_s);
}

QString digest(const QByteArray &bytes)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().first(16));
}

} // namespace

class DemoTest final : public QObject {
    Q_OBJECT

private slots:
    void writesTheFilesOfARelease()
    {
        const QTemporaryDir folder;
        const auto paths = writeDemo(folder.filePath(u"new/demo"_s), false);
        VERIFY_OK(paths);
        QCOMPARE(QDir(folder.filePath(u"new/demo"_s)).entryList(QDir::Files, QDir::Name),
            (QStringList{u"ae.safetensors"_s, u"config.json"_s, u"ema.safetensors"_s,
                u"generation_config.json"_s, u"llm_config.json"_s, u"preprocessor_config.json"_s,
                u"vit_config.json"_s}));
        qint64 size = 0;
        for (const QString &path : *paths) {
            const QByteArray contents = readFile(path);
            size += contents.size();
            if (path.endsWith(u".json"))
                QVERIFY2(nlohmann::json::accept(contents.toStdString()), qPrintable(path));
        }
        QVERIFY(size < 10'000'000);
    }

    void writesTheSameBytesEverywhere()
    {
        const QTemporaryDir folder;
        VERIFY_OK(writeDemo(folder.path(), false));
        QCOMPARE(digest(readFile(folder.filePath(u"ema.safetensors"_s))), u"fe446781b074c290"_s);
        QCOMPARE(digest(readFile(folder.filePath(u"ae.safetensors"_s))), u"a89294769daf63d8"_s);
    }

    void overwritesOnlyWhenAsked()
    {
        const QTemporaryDir folder;
        const QString model = folder.filePath(u"ema.safetensors"_s);
        QVERIFY(writeFile(model, "mine"));
        const auto refused = writeDemo(folder.path(), false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::Exists);
        QCOMPARE(readFile(model), QByteArray("mine"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);

        VERIFY_OK(writeDemo(folder.path(), true));
        QVERIFY(readFile(model).size() > 1'000'000);
    }

    void saysWhereItCannotWrite()
    {
        const QTemporaryDir folder;
        QVERIFY(writeFile(folder.filePath(u"file"_s), {}));
        const auto refused = writeDemo(folder.filePath(u"file/demo"_s), false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::CannotWrite);
        QVERIFY(refused.error().detail.contains(u"file/demo"_s));
    }

    void movesGenMostInTheMiddleLayers()
    {
        QVERIFY(queryDistance(12) > 1.2 * queryDistance(0));
        QVERIFY(queryDistance(0) > 1.2 * queryDistance(27));
        QVERIFY(queryDistance(27) > 0.05);
        QVERIFY(queryDistance(12) < 0.7);
        for (int layer = 1; layer < 28; ++layer)
            QVERIFY(std::abs(queryDistance(layer) - queryDistance(layer - 1)) < 0.1);
    }

    void movesKeysMoreThanOutputs()
    {
        QVERIFY(
            relativeDistance(9, u"self_attn.k_proj.weight"_s, u"self_attn.k_proj_moe_gen.weight"_s)
            > 1.3
                * relativeDistance(
                    9, u"self_attn.o_proj.weight"_s, u"self_attn.o_proj_moe_gen.weight"_s));
    }

    void leavesFourPairsIdentical()
    {
        for (int layer = 0; layer < 4; ++layer) {
            for (const QString &module : {u"q_norm"_s, u"k_norm"_s}) {
                const QString base = u"language_model.model.layers.%1.self_attn."_s.arg(layer);
                const QString und = base + module + u".weight"_s;
                const QString gen = base + module + u"_moe_gen.weight"_s;
                QCOMPARE(
                    demoElements({und, {8}}, Dtype::BF16) == demoElements({gen, {8}}, Dtype::BF16),
                    layer < 2);
            }
        }
    }

    void scalesWeightsByTheirInputs()
    {
        const auto values =
            decoded(demoElements({u"connector.fc2.weight"_s, {64, 400}}, Dtype::BF16));
        double mean = 0;
        double square = 0;
        for (const double value : values) {
            mean += value / static_cast<double>(values.size());
            square += value * value / static_cast<double>(values.size());
        }
        QVERIFY(std::abs(mean) < 0.001);
        QVERIFY(std::abs(std::sqrt(square) - 1 / std::sqrt(400.0)) < 0.005);

        for (const double value :
            decoded(demoElements({u"language_model.model.norm.weight"_s, {56}}, Dtype::BF16)))
            QVERIFY(value > 0.5 && value < 1.5);
    }

    void storesThePositionTable()
    {
        // Row 1 is h = 0, w = 1.
        const auto row = decoded(demoElements({u"vit_pos_embed.pos_embed"_s, {4, 4}}, Dtype::BF16));
        const std::vector<double> expected{0.83984375, 0.5390625, 0, 1};
        for (std::size_t column = 0; column < 4; ++column)
            QCOMPARE(row[4 + column], expected[column]);
    }
};

QTEST_GUILESS_MAIN(DemoTest)
#include "tst_demo.moc"
