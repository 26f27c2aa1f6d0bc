// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/writer.h"
#include "tests/exportsupport.h"

#include <deque>
#include <sys/stat.h>
#include <unistd.h>

namespace {

/// What the reference would write for the plan: composed here from the source's bytes, tensor by
/// tensor, in one piece.
QByteArray expectedFile(const Inventory &inventory, const ConversionPlan &plan)
{
    std::deque<TensorInfo> renamed;
    std::vector<OutputTensor> tensors;
    for (const qsizetype i : plan.kept) {
        const TensorInfo &tensor = inventory.checkpoint->tensors[static_cast<std::size_t>(i)];
        tensors.push_back({&renamed.emplace_back(tensor)});
        renamed.back().key = outputKey(inventory, plan, i);
    }
    sortForWriting(tensors);
    QByteArray bytes = *composeHeader(tensors, inventory.checkpoint->files.front().metadata);
    for (const OutputTensor &output : tensors) {
        const TensorInfo &tensor = *output.info;
        const CheckpointFile &file = inventory.checkpoint->fileOf(tensor);
        bytes +=
            readFile(file.path).mid(qsizetype(file.position(tensor)), qsizetype(tensor.bytes()));
    }
    return bytes;
}

} // namespace

class ExporterTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder.emplace();
        QVERIFY(sampleCheckpoint().metadata(u"format"_s, u"pt"_s).write(path(u"source")));
        m_inventory = openInventory(path(u"source"));
        QDir(m_folder->path()).mkdir(u"out"_s);
    }

    void writesWhatTheReferenceWould_data()
    {
        QTest::addColumn<int>("direction");
        QTest::addColumn<int>("stage");
        QTest::newRow("stage 1") << int(Direction::HfToNemo) << 1;
        QTest::newRow("stage 2") << int(Direction::HfToNemo) << 2;
        QTest::newRow("back to HF") << int(Direction::NemoToHf) << 1;
    }
    void writesWhatTheReferenceWould()
    {
        QFETCH(int, direction);
        QFETCH(int, stage);
        ConversionOptions conversion;
        conversion.direction = Direction(direction);
        conversion.stage = Stage(stage);
        const ConversionPlan plan = makePlan(*m_inventory, conversion);
        Progress progress;
        const auto receipt =
            exportCheckpoint(*m_inventory, plan, {path(u"out/x.safetensors")}, progress);
        VERIFY_OK(receipt);
        QCOMPARE(readFile(path(u"out/x.safetensors")), expectedFile(*m_inventory, plan));
        QCOMPARE(receipt->files.size(), 1);
        QCOMPARE(receipt->files[0].path, path(u"out/x.safetensors"));
        QCOMPARE(receipt->files[0].tensors, std::ssize(plan.kept));
        QCOMPARE(receipt->files[0].bytes, quint64(readFile(path(u"out/x.safetensors")).size()));
        QCOMPARE(receipt->verified, std::nullopt);
        QCOMPARE(names(), QStringList{u"x.safetensors"_s});
    }

    void writesTensorsLargerThanTheBuffer()
    {
        QVERIFY(sampleCheckpoint(100'000).write(path(u"large")));
        const auto inventory = openInventory(path(u"large"));
        for (const Stage stage : {Stage::One, Stage::Two}) {
            ConversionOptions conversion;
            conversion.stage = stage;
            const ConversionPlan plan = makePlan(*inventory, conversion);
            ExportOptions options{path(u"out/x")};
            options.overwrite = true;
            options.verify = true;
            Progress progress;
            VERIFY_OK(exportCheckpoint(*inventory, plan, options, progress));
            QVERIFY(readFile(path(u"out/x")) == expectedFile(*inventory, plan));
        }
    }

    void writesNoMetadataWhereTheSourceHasNone()
    {
        QVERIFY(sampleCheckpoint().write(path(u"plain")));
        m_inventory = openInventory(path(u"plain"));
        VERIFY_OK(run(path(u"out/x")));
        QVERIFY(!readFile(path(u"out/x")).contains("__metadata__"));
    }

    void writesNothingOfADistributedSave()
    {
        QVERIFY(CheckpointBuilder()
                    .tensor(u"vit_model.a"_s, "F32", {1})
                    .metadata(u"DCP_SHARDING_INFO"_s, u"{}"_s)
                    .metadata(u"DCP_VERSION"_s, u"1.0"_s)
                    .metadata(u"format"_s, u"pt"_s)
                    .write(path(u"distributed")));
        m_inventory = openInventory(path(u"distributed"));
        VERIFY_OK(run(path(u"out/x")));
        QCOMPARE(openInventory(path(u"out/x"))->checkpoint->files.front().metadata,
            (Metadata{{u"format"_s, u"pt"_s}}));
    }

    void refusesARefusedPlan()
    {
        QVERIFY(CheckpointBuilder().tensor(u"foo.bar"_s, "F32", {1}).write(path(u"unknown")));
        m_inventory = openInventory(path(u"unknown"));
        const auto result = run(path(u"out/x"));
        QCOMPARE(result.error().code, Code::UnmatchedKeys);
        QVERIFY(result.error().detail.contains(u"foo.bar"_s));
        QCOMPARE(names(), QStringList());
    }

    void asksBeforeOverwriting()
    {
        QVERIFY(writeFile(path(u"out/x"), "old"));
        const auto refused = run(path(u"out/x"));
        QCOMPARE(refused.error().code, Code::Exists);
        QVERIFY(refused.error().detail.contains(path(u"out/x")));
        QCOMPARE(readFile(path(u"out/x")), QByteArray("old"));

        ExportOptions options{path(u"out/x")};
        options.overwrite = true;
        VERIFY_OK(run(options));
        QVERIFY(readFile(path(u"out/x")).size() > 3);
        QCOMPARE(names(), QStringList{u"x"_s});
    }

    void refusesTheSourceAsDestination_data()
    {
        QTest::addColumn<QString>("destination");
        QTest::newRow("same path") << "source";
        QTest::newRow("another spelling") << "out/../source";
        QTest::newRow("symbolic link") << "symbolic";
        QTest::newRow("link to a link") << "symbolic2";
        QTest::newRow("hard link") << "hard";
    }
    void refusesTheSourceAsDestination()
    {
        QFETCH(QString, destination);
        const QByteArray before = readFile(path(u"source"));
        QCOMPARE(::symlink("source", local(u"symbolic")), 0);
        QCOMPARE(::symlink("symbolic", local(u"symbolic2")), 0);
        QCOMPARE(::link(local(u"source"), local(u"hard")), 0);
        ExportOptions options{path(destination)};
        options.overwrite = true;
        QCOMPARE(run(options).error().code, Code::SameFile);
        QCOMPARE(readFile(path(u"source")), before);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::System).size(), 4);
    }

    void writesThroughASymbolicLink_data()
    {
        QTest::addColumn<bool>("isDangling");
        QTest::newRow("to a file") << false;
        QTest::newRow("to nothing yet") << true;
    }
    void writesThroughASymbolicLink()
    {
        QFETCH(bool, isDangling);
        QDir(m_folder->path()).mkdir(u"elsewhere"_s);
        QCOMPARE(::symlink("../elsewhere/target", local(u"out/link")), 0);
        if (!isDangling)
            QVERIFY(writeFile(path(u"elsewhere/target"), "old"));
        ExportOptions options{path(u"out/link")};
        options.overwrite = !isDangling;
        VERIFY_OK(run(options));
        QVERIFY(QFileInfo(path(u"out/link")).isSymLink());
        QVERIFY(readFile(path(u"elsewhere/target")).size() > 3);
        QCOMPARE(names(), QStringList{u"link"_s});
        QCOMPARE(contentsOf(path(u"elsewhere")).keys(), QStringList{u"target"_s});
    }

    void takesTheModeOfTheUmaskOrOfTheOldFile()
    {
        const mode_t before = ::umask(027);
        VERIFY_OK(run(path(u"out/new")));
        ::umask(before);
        QCOMPARE(mode(u"out/new"), 0640);

        QVERIFY(writeFile(path(u"out/old"), "old"));
        QCOMPARE(::chmod(local(u"out/old"), 0604), 0);
        ExportOptions options{path(u"out/old")};
        options.overwrite = true;
        VERIFY_OK(run(options));
        QCOMPARE(mode(u"out/old"), 0604);
    }

    void refusesWhatIsNoRegularFile_data()
    {
        QTest::addColumn<QString>("destination");
        QTest::newRow("folder") << "out";
        QTest::newRow("folder with slash") << "out/";
        QTest::newRow("named pipe") << "pipe";
        QTest::newRow("missing folder") << "missing/x";
        QTest::newRow("file as folder") << "source/x";
    }
    void refusesWhatIsNoRegularFile()
    {
        QFETCH(QString, destination);
        QCOMPARE(::mkfifo(local(u"pipe"), 0600), 0);
        const auto before = contentsOf(m_folder->path()).keys();
        ExportOptions options{path(destination)};
        options.overwrite = true;
        const auto result = run(options);
        QCOMPARE(result.error().code, Code::CannotWrite);
        QVERIFY(!result.error().detail.contains(u'%'));
        QCOMPARE(contentsOf(m_folder->path()).keys(), before);
        QCOMPARE(names(), QStringList());
    }

    void cancelsWithoutTrace()
    {
        QVERIFY(sampleCheckpoint(100'000).write(path(u"large")));
        m_inventory = openInventory(path(u"large"));
        QVERIFY(writeFile(path(u"out/x"), "old"));
        for (const quint64 bytes : {0ULL, 5'000'000ULL, 12'000'000ULL, 20'000'000ULL}) {
            CancelAfter progress(bytes);
            ExportOptions options{path(u"out/x")};
            options.overwrite = true;
            options.verify = true;
            const auto plan = makePlan(*m_inventory, {});
            QCOMPARE(exportCheckpoint(*m_inventory, plan, options, progress).error().code,
                Code::Cancelled);
            QCOMPARE(contentsOf(path(u"out")), (QMap<QString, QByteArray>{{u"x"_s, "old"}}));
        }
    }

    void reportsEveryByteOnce()
    {
        struct Watch final : Progress {
            void report(quint64 newDone, quint64 newTotal) override
            {
                isMonotonic = isMonotonic && newDone >= done && (total == 0 || total == newTotal);
                done = newDone;
                total = newTotal;
            }
            quint64 done = 0;
            quint64 total = 0;
            bool isMonotonic = true;
        };
        const auto plan = makePlan(*m_inventory, {});
        for (const bool verify : {false, true}) {
            Watch watch;
            ExportOptions options{path(u"out/x")};
            options.overwrite = true;
            options.verify = verify;
            const auto receipt = exportCheckpoint(*m_inventory, plan, options, watch);
            VERIFY_OK(receipt);
            QVERIFY(watch.isMonotonic);
            QCOMPARE(watch.done, watch.total);
            QCOMPARE(watch.total, receipt->files.front().bytes * (verify ? 2 : 1));
        }
    }

    void noticesAChangedSource_data()
    {
        QTest::addColumn<bool>("isShrunk");
        QTest::newRow("shrunk") << true;
        QTest::newRow("touched") << false;
    }
    void noticesAChangedSource()
    {
        QFETCH(bool, isShrunk);
        if (isShrunk) {
            QCOMPARE(::truncate(local(u"source"), 600), 0);
        } else {
            QFile file(path(u"source"));
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.setFileTime(
                QDateTime::currentDateTime().addSecs(5), QFileDevice::FileModificationTime));
        }
        const auto result = run(path(u"out/x"));
        QCOMPARE(result.error().code, Code::SourceChanged);
        QVERIFY(result.error().detail.contains(path(u"source")));
        QCOMPARE(names(), QStringList());
    }

    void namesTheOutputsBeforehand()
    {
        const auto plan = makePlan(*m_inventory, {});
        QCOMPARE(*outputPaths(*m_inventory, plan, {u"/d/x"_s}), QStringList{u"/d/x"_s});
    }

private:
    QString path(QStringView name) const { return m_folder->filePath(name.toString()); }
    const char *local(QStringView name)
    {
        m_locals.append(QFile::encodeName(path(name)));
        return m_locals.back().constData();
    }
    QStringList names() const { return contentsOf(path(u"out")).keys(); }
    int mode(QStringView name)
    {
        struct stat state { };
        return ::stat(local(name), &state) == 0 ? int(state.st_mode & 07777) : -1;
    }
    Result<Receipt> run(const ExportOptions &options)
    {
        Progress progress;
        return exportCheckpoint(*m_inventory, makePlan(*m_inventory, {}), options, progress);
    }
    Result<Receipt> run(const QString &destination) { return run(ExportOptions{destination}); }

    std::optional<QTemporaryDir> m_folder;
    std::shared_ptr<const Inventory> m_inventory;
    QList<QByteArray> m_locals;
};

QTEST_GUILESS_MAIN(ExporterTest)
#include "tst_exporter.moc"
