// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/shardindex.h"
#include "tests/exportsupport.h"

#include <unistd.h>

class ExportShardsTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder.emplace();
        QVERIFY(QDir(m_folder->path()).mkdir(u"in"_s));
        QVERIFY(sampleCheckpoint().metadata(u"format"_s, u"pt"_s).write(path(u"in/source")));
        m_inventory = openInventory(path(u"in/source"));
    }

    void splitsGreedilyInTheOrderOfTheKeys()
    {
        // Sizes in the example of huggingface_hub's documentation, a larger one in between.
        CheckpointBuilder builder;
        const QList<std::pair<QString, quint64>> sizes{{u"a"_s, 6}, {u"b"_s, 6}, {u"c"_s, 2},
            {u"d"_s, 11}, {u"e"_s, 6}, {u"f"_s, 2}, {u"g"_s, 2}};
        for (const auto &[name, size] : sizes)
            builder.tensor(u"vit_model."_s + name, "U8", {size});
        QVERIFY(builder.write(path(u"in/sizes")));
        m_inventory = openInventory(path(u"in/sizes"));
        VERIFY_OK(run(10));
        const QString indexPath = path(u"out/model.safetensors.index.json");
        const auto index = readShardIndex(**LocalFile::open(indexPath));
        VERIFY_OK(index);
        QMap<QString, QStringList> keys;
        const WeightMap written = weightMap(*index);
        for (const auto &[key, file] : written.asKeyValueRange())
            keys[file] += QString::fromUtf8(key.last(1));
        const auto shard = [](int number) {
            return u"model-0000%1-of-00004.safetensors"_s.arg(number);
        };
        QCOMPARE(keys,
            (QMap<QString, QStringList>{{shard(1), {u"a"_s}}, {shard(2), {u"d"_s}},
                {shard(3), {u"b"_s, u"c"_s}}, {shard(4), {u"e"_s, u"f"_s, u"g"_s}}}));
        QVERIFY(readFile(indexPath).contains("\"total_size\": 35\n"));
    }

    void writesShardsThatAreOneCheckpoint()
    {
        const auto receipt = run(100);
        VERIFY_OK(receipt);
        const ConversionPlan plan = makePlan(*m_inventory, {});
        const auto written = openInventory(path(u"out"));
        QVERIFY(written->checkpoint->problems.empty());
        QVERIFY(written->checkpoint->files.size() > 2);
        QCOMPARE(written->checkpoint->modelTensors, std::ssize(plan.kept));
        for (const CheckpointFile &file : written->checkpoint->files)
            QCOMPARE(file.metadata, (Metadata{{u"format"_s, u"pt"_s}}));
        for (const qsizetype i : plan.kept) {
            const QString key = outputKey(*m_inventory, plan, i);
            QCOMPARE(bytesOf(*written->checkpoint, key),
                bytesOf(*m_inventory->checkpoint,
                    m_inventory->checkpoint->tensors[std::size_t(i)].key.toString()));
        }
        QStringList paths = *outputPaths(*m_inventory, plan, options(100));
        QCOMPARE(receipt->files.size(), paths.size());
        for (const ExportedFile &file : receipt->files) {
            QVERIFY(paths.removeOne(file.path));
            QCOMPARE(file.bytes, quint64(QFileInfo(file.path).size()));
        }
    }

    void oneShardHasNoNumberAndNoIndex()
    {
        VERIFY_OK(run(1'000'000));
        QCOMPARE(contentsOf(path(u"out")).keys(), QStringList{u"model.safetensors"_s});
        VERIFY_OK(exportTo(path(u"single")));
        QCOMPARE(readFile(path(u"out/model.safetensors")), readFile(path(u"single")));
    }

    void joinsAShardedSource()
    {
        VERIFY_OK(run(200));
        m_inventory = openInventory(path(u"out"));
        ConversionOptions back;
        back.direction = Direction::NemoToHf;
        Progress progress;
        VERIFY_OK(exportCheckpoint(
            *m_inventory, makePlan(*m_inventory, back), {path(u"joined")}, progress));
        QCOMPARE(contentsOf(path(u"joined")).keys(), QStringList{u"model.safetensors"_s});
        QCOMPARE(openInventory(path(u"joined"))->checkpoint->modelTensors,
            m_inventory->checkpoint->modelTensors);
    }

    void mergesMetadataAndTheFirstWins()
    {
        QVERIFY(CheckpointBuilder()
                    .tensor(u"vit_model.a"_s, "F32", {1})
                    .metadata(u"format"_s, u"pt"_s)
                    .write(path(u"in/1.safetensors")));
        QVERIFY(CheckpointBuilder()
                    .tensor(u"vit_model.b"_s, "F32", {1})
                    .metadata(u"step"_s, u"7"_s)
                    .metadata(u"format"_s, u"np"_s)
                    .write(path(u"in/2.safetensors")));
        QVERIFY(writeFile(path(u"in/model.safetensors.index.json"),
            shardIndex(
                {{"vit_model.a", u"1.safetensors"_s}, {"vit_model.b", u"2.safetensors"_s}}, 8)));
        m_inventory = openInventory(path(u"in/model.safetensors.index.json"));
        VERIFY_OK(exportTo(path(u"out")));
        const auto written = openInventory(path(u"out/model.safetensors"));
        QCOMPARE(written->checkpoint->files.front().metadata,
            (Metadata{{u"format"_s, u"pt"_s}, {u"step"_s, u"7"_s}}));
    }

    void leavesNoShardOfAnEarlierExport()
    {
        VERIFY_OK(run(100));
        QVERIFY(writeFile(path(u"out/config.json"), "{}"));
        QVERIFY(writeFile(path(u"out/ema.safetensors"), "mine"));
        const auto before = contentsOf(path(u"out"));
        const auto refused = run(200);
        QCOMPARE(refused.error().code, Code::Exists);
        QCOMPARE(contentsOf(path(u"out")), before);

        VERIFY_OK(run(200, true));
        const auto receipt = *run(200, true);
        QStringList expected{u"config.json"_s, u"ema.safetensors"_s};
        for (const ExportedFile &file : receipt.files)
            expected += QFileInfo(file.path).fileName();
        expected.sort();
        QCOMPARE(contentsOf(path(u"out")).keys(), expected);
        QCOMPARE(readFile(path(u"out/ema.safetensors")), QByteArray("mine"));

        VERIFY_OK(run(1'000'000, true));
        QCOMPARE(contentsOf(path(u"out")).keys(),
            (QStringList{u"config.json"_s, u"ema.safetensors"_s, u"model.safetensors"_s}));
    }

    void removesTheFolderItMadeWhenItFails()
    {
        CancelAfter progress(1);
        const auto plan = makePlan(*m_inventory, {});
        QCOMPARE(exportCheckpoint(*m_inventory, plan, options(100), progress).error().code,
            Code::Cancelled);
        QVERIFY(!QFileInfo::exists(path(u"out")));

        QVERIFY(QDir(m_folder->path()).mkdir(u"out"_s));
        QCOMPARE(exportCheckpoint(*m_inventory, plan, options(100), progress).error().code,
            Code::Cancelled);
        QVERIFY(contentsOf(path(u"out")).isEmpty());
        QVERIFY(QFileInfo::exists(path(u"out")));
    }

    void refusesTheFolderOfAShardedSource()
    {
        VERIFY_OK(run(100));
        for (const QStringView opened : {u"out", u"out/model.safetensors.index.json"}) {
            m_inventory = openInventory(path(opened));
            const auto before = contentsOf(path(u"out"));
            QCOMPARE(run(200, true).error().code, Code::SameFile);
            QCOMPARE(contentsOf(path(u"out")), before);
        }
    }

    void refusesToReplaceTheSourceByAShard()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"out"_s));
        QCOMPARE(::link(qPrintable(path(u"in/source")),
                     qPrintable(path(u"out/model-00001-of-00009.safetensors"))),
            0);
        QCOMPARE(run(100, true).error().code, Code::SameFile);
        QCOMPARE(contentsOf(path(u"out")).size(), 1);
    }

    void refusesAFileAsFolder()
    {
        QVERIFY(writeFile(path(u"out"), "mine"));
        QCOMPARE(run(100, true).error().code, Code::CannotWrite);
        QCOMPARE(readFile(path(u"out")), QByteArray("mine"));
    }

private:
    QString path(QStringView name) const { return m_folder->filePath(name.toString()); }
    ExportOptions options(quint64 limit, bool overwrite = false) const
    {
        ExportOptions options{path(u"out")};
        options.maxShardBytes = limit;
        options.overwrite = overwrite;
        return options;
    }
    Result<Receipt> run(quint64 limit, bool overwrite = false) const
    {
        Progress progress;
        return exportCheckpoint(
            *m_inventory, makePlan(*m_inventory, {}), options(limit, overwrite), progress);
    }
    Result<Receipt> exportTo(const QString &destination) const
    {
        Progress progress;
        ConversionOptions conversion;
        if (m_inventory->layout == Layout::Nemo)
            conversion.direction = Direction::NemoToHf;
        return exportCheckpoint(
            *m_inventory, makePlan(*m_inventory, conversion), {destination}, progress);
    }
    static QByteArray bytesOf(const Checkpoint &checkpoint, const QString &key)
    {
        for (const TensorInfo &tensor : checkpoint.tensors) {
            const CheckpointFile &file = checkpoint.fileOf(tensor);
            if (tensor.key == CompactString(key))
                return readFile(file.path).mid(
                    qsizetype(file.position(tensor)), qsizetype(tensor.bytes()));
        }
        return "missing";
    }

    std::optional<QTemporaryDir> m_folder;
    std::shared_ptr<const Inventory> m_inventory;
};

QTEST_GUILESS_MAIN(ExportShardsTest)
#include "tst_exportshards.moc"
