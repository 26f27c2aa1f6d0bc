// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/checkpointbuilder.h"
#include "tests/commandrunner.h"
#include "tests/testutil.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cmath>
#include <csignal>
#include <limits>

using Json = nlohmann::ordered_json;

namespace {

QStringList namesOf(const Json &object)
{
    QStringList names;
    for (const auto &[name, value] : object.items())
        names += QString::fromStdString(name);
    return names;
}

QString compact(const Json &json)
{
    return QString::fromStdString(json.dump());
}

/// The values of `field`, one an entry of `list`.
QStringList column(const Json &list, const char *field)
{
    QStringList values;
    for (const Json &entry : list)
        values += QString::fromStdString(entry.at(field).get<std::string>());
    return values;
}

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

QByteArray floats(std::initializer_list<float> numbers)
{
    return QByteArray(reinterpret_cast<const char *>(numbers.begin()),
        static_cast<qsizetype>(numbers.size() * sizeof(float)));
}

CheckpointBuilder smallModel()
{
    CheckpointBuilder builder;
    builder.tensor(u"language_model.model.norm.weight"_s, "BF16", {4})
        .tensor(u"language_model.model.norm_moe_gen.weight"_s, "BF16", {4})
        .tensor(u"vit_model.größe.重み"_s, "F32", {2, 3});
    return builder;
}

} // namespace

class CommandLineTest final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

private slots:
    void init()
    {
        QVERIFY(m_folder.isValid());
        for (const QString &name : QDir(m_folder.path()).entryList(QDir::Files))
            QFile::remove(path(name));
    }

    void saysItsVersionAndItsLibraries()
    {
        const Finished result = bagelExplorer({u"--version"_s});
        QCOMPARE(result.status, 0);
        QVERIFY(result.output.startsWith("Bagel Explorer " BAGEL_EXPLORER_VERSION "\n"));
        QVERIFY(result.output.contains(qVersion()));
        for (const char *library : {"nlohmann/json 3.", "QCustomPlot 2.", "xxHash 0."})
            QVERIFY2(result.output.contains(library), library);
        QCOMPARE(result.messages, QByteArray());
    }

    void explainsItself_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("all commands") << QStringList{u"--help"_s} << QByteArray("inspect PATH");
        QTest::newRow("short") << QStringList{u"-h"_s} << QByteArray("Exit status");
        QTest::newRow("one command")
            << QStringList{u"convert"_s, u"--help"_s} << QByteArray("--max-shard-size");
    }
    void explainsItself()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, part);
        const Finished result = bagelExplorer(arguments);
        QCOMPARE(result.status, 0);
        QVERIFY(result.output.contains(part));
        QCOMPARE(result.messages, QByteArray());
    }

    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QString &line, const QString &says) {
            QTest::newRow(name) << line.split(u' ') << says;
        };
        row("unknown command", u"inspekt x"_s, u"“inspekt” is neither a command"_s);
        row("a word that is no file", u"inspekt"_s, u"“inspekt” is neither a command"_s);
        row("two paths", u"/ /"_s, u"one PATH"_s);
        row("unknown option before", u"--frobnicate"_s, u"--frobnicate"_s);
        row("unknown option", u"inspect x --frobnicate"_s, u"frobnicate"_s);
        row("abbreviated option", u"inspect x --js"_s, u"js"_s);
        row("no path", u"inspect"_s, u"missing"_s);
        row("two operands", u"inspect x y"_s, u"“y” is one argument too many"_s);
        row("no folder for the demo", u"demo"_s, u"missing"_s);
        row("no destination", u"convert x"_s, u"-o OUT"_s);
        row("option without its value", u"convert x -o"_s, u"'-o'"_s);
        row("unknown stage", u"convert x -o y --stage 3"_s, u"expected “stage1” or “stage2”"_s);
        row("unknown layout", u"convert x -o y --to onnx"_s, u"expected “nemo” or “hf”"_s);
        row("bad expression", u"convert x -o y --to hf --exclude ("_s, u"("_s);
        row("no size", u"convert x -o y --max-shard-size huge"_s, u"“huge”"_s);
        row("no unit", u"convert x -o y --max-shard-size 5GiB"_s, u"“5GiB”"_s);
        row("size zero", u"convert x -o y --max-shard-size 0"_s, u"“0”"_s);
        row("two formats", u"diff x --json --csv"_s, u"not both"_s);
        row("size too large", u"convert x -o y --max-shard-size 99999999TB"_s, u"“99999999TB”"_s);
    }
    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Finished result = bagelExplorer(arguments);
        QCOMPARE(result.status, 2);
        QCOMPARE(result.output, QByteArray());
        QVERIFY2(result.messages.contains(says.toUtf8()), result.messages.constData());
    }

    void inspectsAReleaseFolder()
    {
        QVERIFY(smallModel().metadata(u"größe"_s, u"重い"_s).write(path(u"ema.safetensors"_s)));
        QVERIFY(CheckpointBuilder()
                    .tensor(u"decoder.conv_in.bias"_s, "F32", {4})
                    .write(path(u"ae.safetensors"_s)));
        const Finished result = bagelExplorer({u"inspect"_s, m_folder.path(), u"--json"_s});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.messages, QByteArray());

        const Json json = result.json();
        QCOMPARE(result.output, QByteArray::fromStdString(json.dump(2) + '\n'));
        QCOMPARE(namesOf(json),
            (QStringList{u"files"_s, u"layout"_s, u"buckets"_s, u"tensors"_s, u"problems"_s}));
        QCOMPARE(json["files"].size(), std::size_t(2));
        const Json &file = json["files"][0];
        QCOMPARE(namesOf(file),
            (QStringList{u"path"_s, u"bytes"_s, u"header_bytes"_s, u"tensors"_s, u"metadata"_s}));
        QCOMPARE(QString::fromStdString(file["path"]), path(u"ema.safetensors"_s));
        QCOMPARE(file["bytes"].get<qint64>(), QFileInfo(path(u"ema.safetensors"_s)).size());
        QCOMPARE(file["header_bytes"].get<qint64>(), file["bytes"].get<qint64>() - 40);
        QCOMPARE(file["tensors"].get<int>(), 3);
        QCOMPARE(compact(file["metadata"]), uR"({"größe":"重い"})"_s);
        QVERIFY(json["files"][1]["metadata"].is_null());
        QCOMPARE(QString::fromStdString(json["layout"]), u"hf"_s);

        QCOMPARE(namesOf(json["buckets"]),
            (QStringList{u"und"_s, u"gen"_s, u"vae"_s, u"extra"_s, u"unknown"_s}));
        QCOMPARE(compact(json["buckets"]["und"]), uR"({"tensors":2,"parameters":10,"bytes":32})"_s);
        QCOMPARE(compact(json["buckets"]["gen"]), uR"({"tensors":1,"parameters":4,"bytes":8})"_s);
        QCOMPARE(compact(json["buckets"]["vae"]), uR"({"tensors":1,"parameters":4,"bytes":16})"_s);

        QCOMPARE(json["tensors"].size(), std::size_t(4));
        QCOMPARE(compact(json["tensors"][2]),
            uR"({"key":"vit_model.größe.重み","bucket":"und","dtype":"F32","shape":[2,3],)"
            uR"("parameters":6,"bytes":24,"file":"%1","data_offsets":[16,40]})"_s.arg(
                path(u"ema.safetensors"_s)));
        QVERIFY(column(json["problems"], "code").contains(u"missing-keys"_s));
        QCOMPARE(bagelExplorer({u"inspect"_s, m_folder.path()}).status, 0);
        QCOMPARE(bagelExplorer({u"inspect"_s, m_folder.path(), u"--check"_s}).status, 1);
    }

    void inspectsAsText()
    {
        const QString model = path(u"ema.safetensors"_s);
        QVERIFY(smallModel().tensor(u"foo\nbar"_s, "U8", {1}).write(model));
        const Finished result = bagelExplorer({u"inspect"_s, model});
        QCOMPARE(result.status, 0);
        QVERIFY(result.output.contains("UND            2          10  32 B  Understanding\n"));
        QVERIFY(result.output.contains("unmatched-keys"));
        QVERIFY2(result.output.contains("foo\\nbar"), "a key never reaches beyond its line");
        QCOMPARE(result.messages, QByteArray());
    }

    void showsAnUnknownDtype()
    {
        const QString file = path(u"odd.safetensors"_s);
        QVERIFY(writeFile(file,
            CheckpointBuilder::raw(
                R"({"vit_model.a":{"dtype":"F2","shape":[4],"data_offsets":[0,1]}})", "x")));
        const Finished inspected = bagelExplorer({u"inspect"_s, file, u"--json"_s});
        QCOMPARE(inspected.status, 0);
        QCOMPARE(QString::fromStdString(inspected.json()["tensors"][0]["dtype"]), u"F2"_s);
        const Json problem = inspected.json()["problems"][0];
        QCOMPARE(
            namesOf(problem), (QStringList{u"severity"_s, u"code"_s, u"keys"_s, u"message"_s}));
        QCOMPARE(QString::fromStdString(problem["severity"]), u"error"_s);
        QCOMPARE(QString::fromStdString(problem["code"]), u"unknown-dtype"_s);
        QCOMPARE(compact(problem["keys"]), uR"(["vit_model.a"])"_s);

        const QString output = path(u"out"_s);
        const Finished converted =
            bagelExplorer({u"convert"_s, file, u"-o"_s, output, u"--json"_s});
        QCOMPARE(converted.status, 1);
        QCOMPARE(column(converted.json()["errors"], "code"), QStringList{u"unknown-dtype"_s});
        QVERIFY(!QFile::exists(output));
    }

    void showsWhatADamagedFileSays_data()
    {
        QTest::addColumn<int>("change");
        QTest::newRow("truncated") << -1;
        QTest::newRow("overlong") << 1;
    }
    void showsWhatADamagedFileSays()
    {
        QFETCH(int, change);
        QByteArray bytes = smallModel().bytes();
        bytes.resize(bytes.size() + change);
        const QString file = path(u"half.safetensors"_s);
        QVERIFY(writeFile(file, bytes));
        const Finished inspected = bagelExplorer({u"inspect"_s, file, u"--json"_s});
        QCOMPARE(inspected.status, 1);
        QCOMPARE(inspected.json()["tensors"].size(), std::size_t(3));
        QVERIFY(inspected.messages.contains("half.safetensors"));

        const QString output = path(u"out"_s);
        const Finished converted =
            bagelExplorer({u"convert"_s, file, u"-o"_s, output, u"--json"_s});
        QCOMPARE(converted.status, 1);
        QCOMPARE(converted.json()["errors"].size(), std::size_t(1));
        QVERIFY(converted.messages.contains("half.safetensors"));
        QVERIFY(!QFile::exists(output));
    }

    void leavesOutDamagedTensorsByChoice()
    {
        // smallModel() ends with 24 bytes of the vit_model tensor.
        const QByteArray bytes = smallModel().bytes();
        const QString cut = path(u"half.safetensors"_s);
        QVERIFY(writeFile(cut, bytes.chopped(20)));
        const QString output = path(u"out"_s);
        const Finished skipped = bagelExplorer(
            {u"convert"_s, cut, u"-o"_s, output, u"--skip-damaged"_s, u"--verify"_s, u"--json"_s});
        QCOMPARE(skipped.status, 0);
        QVERIFY(skipped.messages.contains("\nDamaged: vit_model.größe.重み\n"));
        QVERIFY(skipped.messages.contains("2 of its 3 tensors are whole"));
        QCOMPARE(compact(skipped.json()["dropped"]),
            uR"([{"source":"language_model.model.norm_moe_gen.weight","reason":"gen"}])"_s);
        QCOMPARE(column(skipped.json()["kept"], "source"),
            QStringList{u"language_model.model.norm.weight"_s});
        QCOMPARE(readFile(output),
            CheckpointBuilder()
                .tensor(u"model.language_model.model.norm.weight"_s, "BF16", {4},
                    CheckpointBuilder::filling(u"language_model.model.norm.weight"_s, 8))
                .bytes());

        const QString strange = path(u"strange.safetensors"_s);
        QVERIFY(writeFile(strange, QByteArray(bytes).replace("\"F32\"", "\"F33\"")));
        const Finished known = bagelExplorer({u"convert"_s, strange, u"-o"_s, output, u"--force"_s,
            u"--stage"_s, u"2"_s, u"--skip-damaged"_s, u"--json"_s});
        QCOMPARE(known.status, 0);
        QCOMPARE(known.json()["kept"].size(), std::size_t(2));
        QVERIFY(known.messages.contains("\nDamaged: vit_model.größe.重み\n"));
    }

    void writesAReceipt()
    {
        const QString model = path(u"model.safetensors"_s);
        QVERIFY(CheckpointBuilder()
                    .tensor(u"language_model.model.norm.weight"_s, "BF16", {4}, "abcdefgh")
                    .tensor(u"vit_model.x"_s, "F32", {6})
                    .write(model));
        const QString output = path(u"out"_s);
        const QString receipt = path(u"receipt.json"_s);
        const Finished result = bagelExplorer(
            {u"convert"_s, model, u"-o"_s, output, u"--receipt"_s, receipt, u"--verify"_s});
        QCOMPARE(result.status, 0);
        const Json json = Json::parse(readFile(receipt).toStdString());
        QCOMPARE(compact(json["verified"]), u"true"_s);
        const Json file = json["files"][0];
        QCOMPARE(QString::fromStdString(file["path"]), output);
        QCOMPARE(file["bytes"].get<qint64>(), QFileInfo(output).size());
        QCOMPARE(file["tensors"].size(), std::size_t(2));
        const Json tensor = file["tensors"][1];
        QCOMPARE(
            QString::fromStdString(tensor["key"]), u"model.language_model.model.norm.weight"_s);
        QCOMPARE(compact(tensor["bytes"]), u"8"_s);
        // What `xxhsum -H3` prints for abcdefgh.
        QCOMPARE(QString::fromStdString(tensor["xxh3"]), u"6f45a76842a96483"_s);
    }

    void refusesAReceiptThatWouldReplaceSomething_data()
    {
        QTest::addColumn<QString>("receipt");
        QTest::addColumn<QString>("reason");
        QTest::newRow("the source") << u"model.safetensors"_s << u"would replace"_s;
        QTest::newRow("a link to the source") << u"link"_s << u"would replace"_s;
        QTest::newRow("the output") << u"./out"_s << u"would replace"_s;
        QTest::newRow("a missing folder") << u"missing/receipt.json"_s << u"missing or read-only"_s;
    }
    void refusesAReceiptThatWouldReplaceSomething()
    {
        QFETCH(QString, receipt);
        QFETCH(QString, reason);
        const QString model = path(u"model.safetensors"_s);
        QVERIFY(smallModel().write(model));
        QVERIFY(QFile::link(model, path(u"link"_s)));
        const Finished result = bagelExplorer(
            {u"convert"_s, model, u"-o"_s, path(u"out"_s), u"--receipt"_s, path(receipt)});
        QCOMPARE(result.status, 3);
        QVERIFY2(result.messages.contains(reason.toUtf8()), result.messages.constData());
        QCOMPARE(readFile(model), smallModel().bytes());
        QVERIFY(!QFile::exists(path(u"out"_s)));
        QVERIFY(QFile::remove(path(u"link"_s)));
    }

    void refusesWhatIsNoCheckpoint_data()
    {
        QTest::addColumn<QByteArray>("contents");
        QTest::addColumn<QString>("code");
        QTest::newRow("no file") << QByteArray() << u"missing-file"_s;
        QTest::newRow("no header") << QByteArray("<html>not found</html>") << u"invalid-header"_s;
    }
    void refusesWhatIsNoCheckpoint()
    {
        QFETCH(QByteArray, contents);
        QFETCH(QString, code);
        const QString file = path(u"no.safetensors"_s);
        if (!contents.isNull())
            QVERIFY(writeFile(file, contents));
        const Finished inspected = bagelExplorer({u"inspect"_s, file, u"--json"_s});
        QCOMPARE(inspected.status, 1);
        QCOMPARE(inspected.output, QByteArray());
        QVERIFY(inspected.messages.contains("no.safetensors"));

        const Finished converted =
            bagelExplorer({u"convert"_s, file, u"-o"_s, path(u"out"_s), u"--json"_s});
        QCOMPARE(converted.status, 1);
        QCOMPARE(column(converted.json()["errors"], "code"), QStringList{code});
        QCOMPARE(compact(converted.json()["kept"]), u"[]"_s);
    }

    void convertsStageOneByDefault()
    {
        const QString model = path(u"ema.safetensors"_s);
        const QString output = path(u"out.safetensors"_s);
        QVERIFY(smallModel().tensor(u"x._extra_state"_s, "U8", {1}).write(model));
        const Finished result =
            bagelExplorer({u"convert"_s, model, u"-o"_s, output, u"--json"_s, u"--verify"_s});
        QCOMPARE(result.status, 0);
        QVERIFY(
            result.messages.contains("from_hf stage1: kept 2 UND keys (dropped 1 GEN, 0 VAE)."));
        QVERIFY2(!result.messages.contains('\r'), "progress is for terminals");

        const Json json = result.json();
        QCOMPARE(result.output, QByteArray::fromStdString(json.dump(2) + '\n'));
        QCOMPARE(namesOf(json),
            (QStringList{u"to"_s, u"stage"_s, u"strict"_s, u"kept"_s, u"dropped"_s, u"errors"_s,
                u"outputs"_s, u"verified"_s}));
        QCOMPARE(compact(json["to"]), uR"("nemo")"_s);
        QCOMPARE(compact(json["stage"]), uR"("stage1")"_s);
        QCOMPARE(compact(json["strict"]), u"true"_s);
        QCOMPARE(compact(json["kept"]),
            uR"([{"source":"language_model.model.norm.weight",)"
            uR"("target":"model.language_model.model.norm.weight"},)"
            uR"({"source":"vit_model.größe.重み","target":"model.vit_model.größe.重み"}])"_s);
        QCOMPARE(compact(json["dropped"]),
            uR"([{"source":"language_model.model.norm_moe_gen.weight","reason":"gen"},)"
            uR"({"source":"x._extra_state","reason":"extra"}])"_s);
        QCOMPARE(compact(json["errors"]), u"[]"_s);
        QCOMPARE(compact(json["outputs"]),
            uR"([{"path":"%1","tensors":2,"bytes":%2}])"_s.arg(output).arg(
                QFileInfo(output).size()));
        QCOMPARE(compact(json["verified"]), u"true"_s);
        // The reference's order: F32 before BF16.
        QCOMPARE(readFile(output),
            CheckpointBuilder()
                .tensor(u"model.vit_model.größe.重み"_s, "F32", {2, 3},
                    CheckpointBuilder::filling(u"vit_model.größe.重み"_s, 24))
                .tensor(u"model.language_model.model.norm.weight"_s, "BF16", {4},
                    CheckpointBuilder::filling(u"language_model.model.norm.weight"_s, 8))
                .bytes());
    }

    void convertsBackAndExcludes()
    {
        const QString model = path(u"nemo.safetensors"_s);
        QVERIFY(CheckpointBuilder()
                    .tensor(u"model.a.weight"_s, "F32", {1})
                    .tensor(u"model.b.weight"_s, "F32", {1})
                    .tensor(u"model.c._extra_state"_s, "U8", {1})
                    .write(model));
        const Finished result = bagelExplorer({u"convert"_s, model, u"--to"_s, u"hf"_s,
            u"--exclude=model\\.b"_s, u"--dry-run"_s, u"--json"_s});
        QCOMPARE(result.status, 0);
        const Json json = result.json();
        QCOMPARE(compact(json["to"]), uR"("hf")"_s);
        QCOMPARE(column(json["kept"], "target"), QStringList{u"a.weight"_s});
        QCOMPARE(column(json["dropped"], "reason"), (QStringList{u"excluded"_s, u"extra"_s}));
        QVERIFY(json["verified"].is_null());
    }

    void namesEveryUnmatchedKey()
    {
        const QString model = path(u"ema.safetensors"_s);
        CheckpointBuilder builder = smallModel();
        QStringList unknown;
        for (int i = 0; i < 8; ++i) {
            unknown += u"foo.%1"_s.arg(i);
            builder.tensor(unknown.last(), "U8", {1});
        }
        QVERIFY(builder.write(model));
        const QString output = path(u"out"_s);
        const Finished refused = bagelExplorer({u"convert"_s, model, u"-o"_s, output, u"--json"_s});
        QCOMPARE(refused.status, 1);
        QVERIFY(refused.messages.contains("foo.4"));
        QCOMPARE(refused.output, QByteArray::fromStdString(refused.json().dump(2) + '\n'));
        const Json error = refused.json()["errors"][0];
        QCOMPARE(namesOf(error), (QStringList{u"code"_s, u"keys"_s, u"message"_s}));
        QCOMPARE(compact(error["code"]), uR"("unmatched-keys")"_s);
        QCOMPARE(error["keys"].size(), std::size_t(8));
        QVERIFY(!QFile::exists(output));

        const Finished lenient =
            bagelExplorer({u"convert"_s, model, u"-o"_s, output, u"--no-strict"_s, u"--json"_s});
        QCOMPARE(lenient.status, 0);
        QVERIFY(lenient.messages.contains("Warning: "));
        QCOMPARE(compact(lenient.json()["strict"]), u"false"_s);
        QCOMPARE(lenient.json()["dropped"].size(), std::size_t(9));
        QCOMPARE(compact(lenient.json()["dropped"][8]["reason"]), uR"("unknown")"_s);
        QVERIFY(QFile::exists(output));
    }

    void refusesCollisions()
    {
        const QString model = path(u"ema.safetensors"_s);
        QVERIFY(smallModel()
                    .tensor(u"model.language_model.model.norm.weight"_s, "BF16", {4})
                    .write(model));
        const Finished result = bagelExplorer({u"convert"_s, model, u"--dry-run"_s, u"--json"_s});
        QCOMPARE(result.status, 1);
        QCOMPARE(column(result.json()["errors"], "code"), QStringList{u"key-collision"_s});
    }

    void writesNothingInADryRun()
    {
        QVERIFY(smallModel().write(path(u"ema.safetensors"_s)));
        const Finished json = bagelExplorer({u"convert"_s, m_folder.path(), u"-o"_s, path(u"out"_s),
            u"--dry-run"_s, u"--stage"_s, u"STAGE2"_s, u"--json"_s});
        QCOMPARE(json.status, 0);
        QCOMPARE(compact(json.json()["stage"]), uR"("stage2")"_s);
        QCOMPARE(json.json()["kept"].size(), std::size_t(3));
        QCOMPARE(compact(json.json()["outputs"]), u"[]"_s);
        QVERIFY(json.messages.contains("Would write 1 file(s): " + path(u"out"_s).toUtf8() + '.'));

        const Finished shards = bagelExplorer({u"convert"_s, m_folder.path(), u"-o"_s,
            path(u"out"_s), u"--dry-run"_s, u"--stage=2"_s, u"--max-shard-size=0.024KB"_s});
        QCOMPARE(shards.status, 0);
        QVERIFY(shards.messages.contains("Would write 3 file(s): "));
        QVERIFY(shards.messages.contains("/out/model-00002-of-00002.safetensors"));

        const Finished text =
            bagelExplorer({u"convert"_s, m_folder.path(), u"--dry-run"_s, u"--stage=1"_s});
        QCOMPARE(text.status, 0);
        QVERIFY(text.output.contains("leave out  GEN           1"));
        QVERIFY(!text.messages.contains("Would write"));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files).size(), 1);
    }

    void leavesWhatItCannotReplace_data()
    {
        QTest::addColumn<QString>("output");
        QTest::addColumn<QString>("code");
        QTest::newRow("exists") << u"old.safetensors"_s << u"exists"_s;
        QTest::newRow("is the source") << u"ema.safetensors"_s << u"same-file"_s;
        QTest::newRow("no folder") << u"none/out.safetensors"_s << u"cannot-write"_s;
    }
    void leavesWhatItCannotReplace()
    {
        QFETCH(QString, output);
        QFETCH(QString, code);
        const QString model = path(u"ema.safetensors"_s);
        QVERIFY(smallModel().write(model));
        QVERIFY(writeFile(path(u"old.safetensors"_s), "old"));
        QStringList arguments{u"convert"_s, model, u"-o"_s, path(output), u"--json"_s};
        if (code != u"exists")
            arguments += u"--force"_s;
        const Finished result = bagelExplorer(arguments);
        QCOMPARE(result.status, 3);
        QCOMPARE(column(result.json()["errors"], "code"), QStringList{code});
        QCOMPARE(compact(result.json()["outputs"]), u"[]"_s);
        QVERIFY(result.messages.startsWith("from_hf"));
        QVERIFY(result.messages.contains(path(output.section(u'/', 0, 0)).toUtf8()));
        QCOMPARE(readFile(model), smallModel().bytes());
        QCOMPARE(readFile(path(u"old.safetensors"_s)), QByteArray("old"));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
    }

    void overwritesByForce()
    {
        const QString model = path(u"ema.safetensors"_s);
        const QString output = path(u"old.safetensors"_s);
        QVERIFY(smallModel().write(model));
        QVERIFY(writeFile(output, "old"));
        const Finished result = bagelExplorer({u"convert"_s, model, u"-o"_s, output, u"--force"_s});
        QCOMPARE(result.status, 0);
        QVERIFY(result.output.startsWith("Wrote " + output.toUtf8()));
        QVERIFY(readFile(output).size() > 3);
    }

    void computesStatistics()
    {
        const QString model = path(u"ema.safetensors"_s);
        QVERIFY(CheckpointBuilder()
                    .tensor(u"vit_model.b"_s, "F32", {2, 3},
                        floats({1, -2, 0, notANumber, infinity, 4}))
                    .tensor(u"vit_model.a"_s, "F32", {1}, floats({notANumber}))
                    .tensor(u"vit_model.c"_s, "U8", {})
                    .write(model));
        const Finished result =
            bagelExplorer({u"stats"_s, model, u"vit_model.a"_s, u"vit_model.b"_s, u"--json"_s});
        QCOMPARE(result.status, 0);
        QCOMPARE(result.messages, QByteArray());
        QCOMPARE(compact(result.json()),
            uR"({"tensors":[{"key":"vit_model.a","dtype":"F32","shape":[1],"count":1,)"
            uR"("min":null,"max":null,"mean":null,"std":null,"zeros":0,"nan":1,"inf":0},)"
            uR"({"key":"vit_model.b","dtype":"F32","shape":[2,3],"count":6,"min":-2.0,)"
            uR"("max":4.0,"mean":0.75,"std":2.165063509461097,"zeros":1,"nan":1,"inf":1}]})"_s);

        QCOMPARE(column(bagelExplorer({u"stats"_s, model, u"--json"_s}).json()["tensors"], "key"),
            (QStringList{u"vit_model.b"_s, u"vit_model.a"_s, u"vit_model.c"_s}));
        QVERIFY(bagelExplorer({u"stats"_s, model}).output.contains("2 × 3"));
    }

    void namesKeysThatAreNotThere()
    {
        const QString model = path(u"ema.safetensors"_s);
        QVERIFY(smallModel().write(model));
        const Finished result =
            bagelExplorer({u"stats"_s, model, u"language_model.model.norm.weight"_s, u"x"_s});
        QCOMPARE(result.status, 1);
        QCOMPARE(result.output, QByteArray());
        QVERIFY(result.messages.contains("has no tensor x."));
    }

    void comparesUndWithGen()
    {
        const QString layer = u"language_model.model.layers.2.input_layernorm"_s;
        const QString query = u"language_model.model.layers.2.self_attn.q_proj"_s;
        QVERIFY(
            CheckpointBuilder()
                .tensor(u"language_model.model.norm.weight"_s, "F32", {2}, floats({3, 4}))
                .tensor(u"language_model.model.norm_moe_gen.weight"_s, "F32", {2}, floats({3, 4}))
                .tensor(layer + u".weight"_s, "F32", {2}, floats({3, 4}))
                .tensor(layer + u"_moe_gen.weight"_s, "F32", {2}, floats({3, 5}))
                .tensor(query + u".weight"_s, "F32", {2, 1})
                .tensor(query + u"_moe_gen.weight"_s, "BF16", {2})
                .tensor(u"vit_model.x"_s, "F32", {1})
                .tensor(u"vae2llm.bias"_s, "F32", {1})
                .write(path(u"ema.safetensors"_s)));
        const Finished result = bagelExplorer({u"diff"_s, m_folder.path(), u"--json"_s});
        QCOMPARE(result.status, 0);
        const Json json = result.json();
        QCOMPARE(namesOf(json), (QStringList{u"pairs"_s, u"unpaired"_s, u"mismatched"_s}));
        Json first = json["pairs"][0];
        first.erase("cosine");
        QCOMPARE(compact(first),
            uR"({"und":"%1.weight","gen":"%1_moe_gen.weight","layer":2,)"
            uR"("module":"input_layernorm.weight","shape":[2],"dtype":"F32","identical":false,)"
            uR"("identical_share":0.5,"max_abs":1.0,"mean_abs":0.5,"rms":0.7071067811865476,)"
            uR"("relative_l2":0.2})"_s.arg(layer));
        QVERIFY(
            std::abs(json["pairs"][0]["cosine"].get<double>() - 29 / std::sqrt(25 * 34.0)) < 1e-12);
        QVERIFY(json["pairs"][1]["layer"].is_null());
        QCOMPARE(compact(json["pairs"][1]["identical"]), u"true"_s);
        QCOMPARE(compact(json["unpaired"]), uR"({"und":["vit_model.x"],"gen":["vae2llm.bias"]})"_s);
        QCOMPARE(compact(json["mismatched"]),
            uR"([{"und":"%1.weight","gen":"%1_moe_gen.weight","layer":2,)"
            uR"("module":"self_attn.q_proj.weight","und_shape":[2,1],"gen_shape":[2],)"
            uR"("und_dtype":"F32","gen_dtype":"BF16"}])"_s.arg(query));

        const QList<QByteArray> lines =
            bagelExplorer({u"diff"_s, m_folder.path(), u"--csv"_s}).output.split('\n');
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0],
            QByteArray("und,gen,layer,module,shape,dtype,identical,identical_share,max_abs,"
                       "mean_abs,rms,relative_l2,cosine\r"));
        QVERIFY(lines[2].startsWith("language_model.model.norm.weight,"
                                    "language_model.model.norm_moe_gen.weight,,norm.weight,[2],"
                                    "F32,true,1.0,0.0,"));
        QVERIFY(bagelExplorer({u"diff"_s, m_folder.path()})
                    .output.contains("GEN equals UND in 1 of 3 pairs."));
    }

    void comparesTwoCheckpoints()
    {
        const QString second = path(u"second.safetensors"_s);
        QVERIFY(smallModel().write(path(u"first.safetensors"_s)));
        QVERIFY(smallModel().tensor(u"connector.fc1.bias"_s, "F32", {2}).write(second));
        const Finished result =
            bagelExplorer({u"diff"_s, path(u"first.safetensors"_s), second, u"--json"_s});
        QCOMPARE(result.status, 0);
        const Json json = result.json();
        QCOMPARE(namesOf(json), (QStringList{u"pairs"_s, u"unpaired"_s, u"mismatched"_s}));
        QCOMPARE(json["pairs"].size(), std::size_t(3));
        QCOMPARE(namesOf(json["pairs"][0]).mid(0, 4),
            (QStringList{u"a"_s, u"b"_s, u"layer"_s, u"module"_s}));
        QCOMPARE(compact(json["unpaired"]), uR"({"a":[],"b":["connector.fc1.bias"]})"_s);
        const QByteArray text =
            bagelExplorer({u"diff"_s, path(u"first.safetensors"_s), second}).output;
        QVERIFY(text.contains("All 3 common tensors are identical.\nUND: all 2 identical."));
        QVERIFY(text.contains("Only in the second: 1 (connector.fc1.bias)."));
    }

    void extractsATensor()
    {
        const QString model = path(u"ema.safetensors"_s);
        QVERIFY(CheckpointBuilder().tensor(u"a"_s, "BF16", {2, 2}).write(model));
        const auto extract = [&](const QString &key, const QStringList &options) {
            return bagelExplorer(QStringList{u"extract"_s, model, key} + options);
        };
        const QString output = path(u"a.npy"_s);
        const Finished result = extract(u"a"_s, {u"-o"_s, output});
        QCOMPARE(result.status, 0);
        QVERIFY(result.output.contains("2 × 2 as F32, since NumPy has no BF16."));
        QCOMPARE(QFileInfo(output).size(), 128 + 16);
        QCOMPARE(extract(u"a"_s, {u"-o"_s, output}).status, 3);
        QCOMPARE(extract(u"b"_s, {u"-o"_s, path(u"b"_s)}).status, 1);
        QCOMPARE(extract(u"a"_s, {}).status, 2);
        const QString table = path(u"a.csv"_s);
        QCOMPARE(extract(u"a"_s, {u"-o"_s, table, u"--slice"_s, u"5"_s}).status, 2);
        QCOMPARE(extract(u"a"_s, {u"-o"_s, path(u"a"_s), u"--slice"_s, u"0"_s}).status, 2);
        QCOMPARE(extract(u"a"_s, {u"-o"_s, table, u"--slice"_s, u"0,:1"_s}).status, 0);
        QCOMPARE(readFile(table).count('\n'), 1);
    }

    void fixesOnTheWay()
    {
        const QString key = u"vit_model.vision_model.embeddings.patch_embedding.weight"_s;
        const QString model = path(u"ema.safetensors"_s);
        QByteArray linear;
        for (char i = 0; i < 12; ++i) // BF16, each pattern once
            linear.append(i).append('\x3f');
        QVERIFY(
            CheckpointBuilder().tensor(u"module."_s + key, "BF16", {1, 12}, linear).write(model));
        QVERIFY(writeFile(path(u"config.json"_s), "{}"));
        QVERIFY(QDir(m_folder.path()).mkdir(u"out"_s));
        const QString output = path(u"out/model.safetensors"_s);
        const Finished result = bagelExplorer({u"convert"_s, model, u"-o"_s, output,
            u"--strip-prefix"_s, u"module."_s, u"--patch-embedding"_s, u"conv"_s, u"--dtype"_s,
            u"F32"_s, u"--with-sidecars"_s, u"--verify"_s});
        QCOMPARE(result.status, 0);
        QCOMPARE(readFile(path(u"out/config.json"_s)), QByteArray("{}"));
        QByteArray expected;
        for (int channel = 0; channel < 3; ++channel) {
            for (int pixel = 0; pixel < 4; ++pixel) {
                const auto number = static_cast<char>(pixel * 3 + channel);
                expected += QByteArray("\0\0", 2) + number + '\x3f';
            }
        }
        const QByteArray written = readFile(output);
        QCOMPARE(written.last(48), expected);
        QVERIFY(written.contains(R"("shape":[1,3,2,2])"));
        QVERIFY(written.contains(QByteArray("\"model.") + key.toUtf8() + '"'));
    }

    void fixesInShardsAsInOneFile()
    {
        const QString patches = u"vit_model.vision_model.embeddings.patch_embedding.weight"_s;
        const QString model = path(u"ema.safetensors"_s);
        QVERIFY(CheckpointBuilder()
                    .tensor(u"module.model.vit_model.b"_s, "BF16", {4, 2})
                    .tensor(u"module."_s + patches, "F32", {2, 3, 2, 2})
                    .tensor(u"module.vit_model.empty"_s, "F32", {0})
                    .tensor(u"module.vit_model.a"_s, "F32", {5})
                    .tensor(u"module.vit_model.c"_s, "I64", {2})
                    .write(model));
        QMap<QString, QString> sums; // of each tensor
        for (const QStringList &shards :
            {QStringList(), QStringList{u"--max-shard-size"_s, u"20B"_s}}) {
            const QString receipt = path(u"receipt.json"_s);
            const Finished result = bagelExplorer(
                QStringList{u"convert"_s, model, u"-o"_s, path(u"out%1"_s.arg(shards.size())),
                    u"--strip-prefix"_s, u"module."_s, u"--patch-embedding"_s, u"linear"_s,
                    u"--dtype"_s, u"F16"_s, u"--receipt"_s, receipt, u"--verify"_s}
                + shards);
            QCOMPARE(result.status, 0);
            QMap<QString, QString> its;
            const Json written = Json::parse(readFile(receipt).toStdString());
            for (const Json &file : written["files"]) {
                for (const Json &tensor : file["tensors"]) {
                    its.insert(QString::fromStdString(tensor["key"]),
                        compact(tensor["bytes"]) + compact(tensor["xxh3"]));
                }
            }
            QCOMPARE(its.size(), 5);
            QVERIFY(its.value(u"model."_s + patches).startsWith(u"48"_s));
            QVERIFY(its.value(u"model.vit_model.b"_s).startsWith(u"16"_s));
            if (sums.isEmpty())
                sums = its;
            QCOMPARE(its, sums);
        }
        const QByteArray index = readFile(path(u"out2/model.safetensors.index.json"_s));
        const Json map = Json::parse(index.toStdString())["weight_map"];
        QCOMPARE(namesOf(map), sums.keys());
        QCOMPARE(
            column(bagelExplorer({u"inspect"_s, path(u"out2"_s), u"--json"_s}).json()["tensors"],
                "key")
                .size(),
            5);
    }

    void refusesUnknownFixes_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("bucket") << QStringList{u"--only"_s, u"extra"_s};
        QTest::newRow("layout") << QStringList{u"--patch-embedding"_s, u"square"_s};
        QTest::newRow("dtype") << QStringList{u"--dtype"_s, u"I8"_s};
    }
    void refusesUnknownFixes()
    {
        QVERIFY(smallModel().write(path(u"ema.safetensors"_s)));
        QFETCH(const QStringList, options);
        QCOMPARE(bagelExplorer(
                     QStringList{u"convert"_s, path(u"ema.safetensors"_s), u"-o"_s, path(u"out"_s)}
                     + options)
                     .status,
            2);
    }

    void graftsWhatIsMissing()
    {
        const QString norm = u"language_model.model.norm.weight"_s;
        const QString bias = u"connector.fc2.bias"_s;
        const QString base = path(u"base.safetensors"_s);
        const QString donor = path(u"donor.safetensors"_s);
        QVERIFY(CheckpointBuilder().tensor(norm, "F32", {4}).write(base));
        QVERIFY(CheckpointBuilder()
                    .tensor(norm, "F32", {4}, QByteArray(16, 'x'))
                    .tensor(bias, "F32", {4})
                    .tensor(u"connector.fc1.bias"_s, "F32", {5})
                    .write(donor));
        const Finished result = bagelExplorer({u"convert"_s, base, u"--graft"_s, donor, u"-o"_s,
            path(u"grafted.safetensors"_s), u"--json"_s, u"--receipt"_s, path(u"receipt.json"_s)});
        QCOMPARE(result.status, 0);
        QCOMPARE(column(result.json()["kept"], "source"), (QStringList{norm, bias}));
        QVERIFY(result.messages.contains("have another shape"));
        QVERIFY(readFile(path(u"receipt.json"_s)).contains("\"grafted\":[\"connector.fc2.bias\"]"));
        QVERIFY(!readFile(path(u"grafted.safetensors"_s)).contains(QByteArray(16, 'x')));
    }

    void writesADemoOnce()
    {
        const QString folder = path(u"demo"_s);
        const Finished made = bagelExplorer({u"demo"_s, folder});
        QCOMPARE(made.status, 0);
        QVERIFY(made.output.contains("ema.safetensors\n"));
        QCOMPARE(bagelExplorer({u"demo"_s, folder}).status, 3);
        QCOMPARE(bagelExplorer({u"demo"_s, folder, u"--force"_s}).status, 0);

        const Json json = bagelExplorer({u"inspect"_s, folder, u"--json"_s}).json();
        QCOMPARE(compact(json["buckets"]["und"]["tensors"]), u"821"_s);
        QCOMPARE(compact(json["buckets"]["gen"]["tensors"]), u"402"_s);
        QCOMPARE(compact(json["buckets"]["vae"]["tensors"]), u"244"_s);
        QCOMPARE(compact(json["buckets"]["unknown"]["tensors"]), u"0"_s);
        QCOMPARE(compact(json["problems"]), u"[]"_s);
        QCOMPARE(bagelExplorer({u"inspect"_s, folder, u"--check"_s}).status, 0);
    }

    void failsWhereItsOutputIsLost()
    {
        QProcess process;
        setUpBagelExplorer(process, {u"--help"_s});
        process.setStandardOutputFile(u"/dev/full"_s);
        process.start();
        QCOMPARE(finished(process).status, 3);
    }

    void stopsOnASignal_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void stopsOnASignal()
    {
        QFETCH(int, signal);
        // One tensor of 8 GB, all of it a hole.
        const QString model = path(u"ema.safetensors"_s);
        const QByteArray header =
            R"({"vit_model.a":{"dtype":"U8","shape":[8000000000],"data_offsets":[0,8000000000]}})";
        QVERIFY(writeFile(model, CheckpointBuilder::raw(header)));
        QVERIFY(QFile::resize(model, 8 + header.size() + 8'000'000'000));
        const QString output = path(u"out.safetensors"_s);
        QVERIFY(writeFile(output, "old"));

        QProcess process;
        setUpBagelExplorer(process, {u"convert"_s, model, u"-o"_s, output, u"--force"_s});
        process.start();
        QVERIFY(process.waitForStarted());
        // Its open files tell when it has begun to write.
        const auto hasBegun = [&] {
            const QDir files(u"/proc/%1/fd"_s.arg(process.processId()));
            for (const QFileInfo &file : files.entryInfoList(QDir::Files | QDir::System)) {
                const QString target = file.symLinkTarget();
                if (target.startsWith(m_folder.path()) && target != model)
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(hasBegun());
        ::kill(static_cast<pid_t>(process.processId()), signal);
        const Finished result = finished(process);
        QCOMPARE(result.status, 130);
        QVERIFY(result.messages.contains("Interrupted."));
        QCOMPARE(readFile(output), QByteArray("old"));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
