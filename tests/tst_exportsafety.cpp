// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/exportsupport.h"
#include "tests/mount.h"

#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace {

const QString exportArgument = u"--export"_s;

/// What this program does when it is started as `--export SOURCE DESTINATION [MAXIMUM]`: an export
/// that can be killed.
int exportAsProcess(const QStringList &arguments)
{
    Progress progress;
    const auto inventory = openInventory(arguments.at(0));
    ExportOptions options{arguments.at(1)};
    options.overwrite = true;
    if (arguments.size() > 2)
        options.maxShardBytes = arguments.at(2).toULongLong();
    const auto result = exportCheckpoint(*inventory, makePlan(*inventory, {}), options, progress);
    if (!result)
        std::fputs(qPrintable(result.error().detail), stderr);
    return result ? 0 : exitStatus(result.error().code);
}

/// Fills a folder's disk as soon as the first bytes are written, where nothing was reserved.
class FillingSystem final : public System {
public:
    explicit FillingSystem(const QString &path) : m_path(path) { }
    int allocate(int, off_t) override
    {
        errno = EOPNOTSUPP;
        return -1;
    }
    ssize_t writeAt(int descriptor, std::span<const std::byte> bytes, off_t offset) override
    {
        if (offset > 0 && !QFile::exists(m_path)) {
            QFile file(m_path);
            if (file.open(QIODevice::WriteOnly))
                while (file.write(QByteArray(1 << 20, 'x')) > 0 && file.flush()) { }
        }
        return System::writeAt(descriptor, bytes, offset);
    }

private:
    QString m_path;
};

/// Flushes nothing, as the reference library does.
class CarelessSystem final : public System {
public:
    int sync(int) override { return 0; }
    void startWriting(int, off_t, off_t) override { }
};

} // namespace

class ExportSafetyTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(QDir(m_folder.path()).mkdir(u"in"_s));
        QVERIFY(sampleCheckpoint(100'000).write(path(u"in/source")));
        m_inventory = openInventory(path(u"in/source"));
        m_plan = makePlan(*m_inventory, {});
        VERIFY_OK(run(path(u"in/expected")));
        m_expected = readFile(path(u"in/expected"));
        QVERIFY(m_expected.size() > 10'000'000);
    }

    void init()
    {
        QDir(path(u"out")).removeRecursively();
        QVERIFY(QDir(m_folder.path()).mkdir(u"out"_s));
    }

    void aKilledExportLeavesOldOrNew()
    {
        QVERIFY(writeFile(path(u"out/x"), "old"));
        int killed = 0;
        for (int i = 0; i < 40; ++i) {
            killed += killAtRandom({path(u"out/x")});
            const auto contents = contentsOf(path(u"out"));
            QVERIFY(contents[u"x"_s] == "old" || contents[u"x"_s] == m_expected);
            for (const QString &name : contents.keys()) {
                QVERIFY2(name == u"x"_s || name.endsWith(u".part"_s), qPrintable(name));
                if (name != u"x"_s)
                    QFile::remove(path(u"out/"_s + name));
            }
        }
        QVERIFY(killed > 0);
    }

    void aKilledExportOfShardsNeverMixesThem()
    {
        const QString limit = u"4000000"_s;
        VERIFY_OK(runShards(path(u"out/new"), 4'000'000));
        const auto fresh = contentsOf(path(u"out/new"));
        const QString index = u"model.safetensors.index.json"_s;
        int killed = 0;
        for (int i = 0; i < 30; ++i) {
            QDir(path(u"out/x")).removeRecursively();
            QVERIFY(QDir(path(u"out")).mkdir(u"x"_s));
            QMap<QString, QByteArray> earlier;
            for (const QString &name : fresh.keys() + QStringList{u"model.safetensors"_s})
                earlier.insert(name, "old");
            for (auto it = earlier.cbegin(); it != earlier.cend(); ++it)
                QVERIFY(writeFile(path(u"out/x/"_s + it.key()), it.value()));
            killed += killAtRandom({path(u"out/x"), limit});
            auto contents = contentsOf(path(u"out/x"));
            contents.removeIf([](auto it) { return it.key().endsWith(u".part"_s); });
            if (contents.contains(index))
                QVERIFY(contents == (contents[index] == "old" ? earlier : fresh));
        }
        QVERIFY(killed > 0);
    }

    void exportsAtOnceDoNotMix()
    {
        for (int i = 0; i < 5; ++i) {
            QList<QProcess *> processes;
            for (const QString &limit : {u"4000000"_s, u"7000000"_s, u"20000000"_s}) {
                processes += start({path(u"out/shards"), limit});
                processes += start({path(u"out/x")});
            }
            for (QProcess *process : processes) {
                QVERIFY(process->waitForFinished());
                QCOMPARE(process->exitCode(), 0);
            }
            qDeleteAll(processes);
            QCOMPARE(contentsOf(path(u"out")).keys(), (QStringList{u"shards"_s, u"x"_s}));
            QVERIFY(readFile(path(u"out/x")) == m_expected);
            const auto written = openInventory(path(u"out/shards"));
            QVERIFY(written->checkpoint->problems.empty());
            QCOMPARE(written->checkpoint->modelTensors, std::ssize(m_plan.kept));
            const qsizetype files = std::ssize(written->checkpoint->files);
            QCOMPARE(contentsOf(path(u"out/shards")).size(), files == 1 ? 1 : files + 1);
        }
    }

    void aFileSizeLimitIsAnErrorNotTheEnd()
    {
        QVERIFY(writeFile(path(u"out/x"), "old"));
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit limit = before;
        limit.rlim_cur = 5'000'000;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
        const auto result = run(path(u"out/x"));
        ::setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(result.error().code, Code::CannotWrite);
        QVERIFY(result.error().detail.contains(u"ulimit -f"_s));
        QCOMPARE(contentsOf(path(u"out")), (QMap<QString, QByteArray>{{u"x"_s, "old"}}));
    }

    void aFullDiskAtTheStart()
    {
        Mount mount(path(u"small"), 8'000'000);
        NEEDS_MOUNT(mount);
        QVERIFY(writeFile(mount.path(u"x"_s), "old"));
        const auto result = run(mount.path(u"x"_s));
        QCOMPARE(result.error().code, Code::NoSpace);
        QVERIFY(result.error().detail.contains(u"8.00 MB"_s));
        QCOMPARE(contentsOf(mount.path({})), (QMap<QString, QByteArray>{{u"x"_s, "old"}}));
    }

    void aFullDiskInTheMiddle()
    {
        Mount mount(path(u"filling"), 50'000'000);
        NEEDS_MOUNT(mount);
        QVERIFY(writeFile(mount.path(u"x"_s), "old"));
        FillingSystem system(mount.path(u"filler"_s));
        const auto result = run(mount.path(u"x"_s), system);
        QCOMPARE(result.error().code, Code::NoSpace);
        auto contents = contentsOf(mount.path({}));
        QVERIFY(contents.take(u"filler"_s).size() > 1'000'000);
        QCOMPARE(contents, (QMap<QString, QByteArray>{{u"x"_s, "old"}}));
    }

    void aFullDiskThatOnlyShowsWhenFlushing()
    {
        // An ext4 that believes it has room, on a disk that has none.
        Mount disk(path(u"disk"), 20'000'000);
        NEEDS_MOUNT(disk);
        Mount mount(path(u"believes"), disk.path(u"image"_s), 100'000'000,
            {u"mkfs.ext4"_s, u"-q"_s, u"-F"_s});
        NEEDS_MOUNT(mount);
        QVERIFY(writeFile(mount.path(u"x"_s), "old"));
        ::sync();
        QVERIFY(writeFile(disk.path(u"filler"_s), QByteArray(1 << 20, 'x')));
        const auto result = run(mount.path(u"x"_s));
        QVERIFY(!result);
        QVERIFY2(result.error().detail.contains(u"flush"_s), qPrintable(result.error().detail));
        auto contents = contentsOf(mount.path({}));
        contents.remove(u"lost+found"_s);
        QCOMPARE(contents, (QMap<QString, QByteArray>{{u"x"_s, "old"}}));
    }

    void aPowerCutAfterTheExportLosesNothing_data()
    {
        QTest::addColumn<QStringList>("how");
        QTest::newRow("log flushed") << QStringList{u"shutdown -f"_s};
        QTest::newRow("log lost") << QStringList{u"shutdown"_s};
    }
    void aPowerCutAfterTheExportLosesNothing()
    {
        QFETCH(QStringList, how);
        Mount mount(path(u"xfs"), path(u"xfs.image"), 320 << 20, {u"mkfs.xfs"_s, u"-q"_s, u"-f"_s});
        NEEDS_MOUNT(mount);
        const auto cutPower = [&] {
            const bool isCut = runs(
                u"xfs_io"_s, QStringList{u"-x"_s, u"-c"_s} + how + QStringList{mount.path({})});
            mount.unmount();
            mount.mountAgain();
            return isCut && mount.isMounted();
        };
        QVERIFY(writeFile(mount.path(u"old"_s), "old"));
        ::sync();
        VERIFY_OK(run(mount.path(u"new"_s)));
        VERIFY_OK(run(mount.path(u"old"_s)));
        VERIFY_OK(runShards(mount.path(u"shards"_s), 4'000'000));
        const auto shards = contentsOf(mount.path(u"shards"_s));
        if (!cutPower())
            QSKIP("needs xfs_io");
        QCOMPARE(contentsOf(mount.path({})).keys(), (QStringList{u"new"_s, u"old"_s, u"shards"_s}));
        QVERIFY(readFile(mount.path(u"new"_s)) == m_expected);
        QVERIFY(readFile(mount.path(u"old"_s)) == m_expected);
        QVERIFY(contentsOf(mount.path(u"shards"_s)) == shards);

        // Shows that the cut is one: without flushing the file is not whole.
        CarelessSystem careless;
        VERIFY_OK(run(mount.path(u"careless"_s), careless));
        QVERIFY(cutPower());
        QVERIFY(readFile(mount.path(u"careless"_s)) != m_expected);
    }

    void aReadOnlyFolderIsRefused()
    {
        Mount mount(path(u"readonly"), 50'000'000);
        NEEDS_MOUNT(mount);
        QVERIFY(writeFile(mount.path(u"x"_s), "old"));
        QVERIFY(runs(u"mount"_s, {u"-o"_s, u"remount,ro"_s, mount.path({})}));
        for (const QString &name : {u"x"_s, u"y"_s}) {
            const auto result = run(mount.path(name));
            QCOMPARE(result.error().code, Code::CannotWrite);
            QVERIFY(result.error().detail.contains(u"Choose a folder"_s));
        }
        QCOMPARE(runShards(mount.path(u"shards"_s), 1'000'000).error().code, Code::CannotWrite);
        QCOMPARE(contentsOf(mount.path({})), (QMap<QString, QByteArray>{{u"x"_s, "old"}}));
    }

    void sharesBlocksWhereTheFileSystemCan()
    {
        Mount mount(path(u"reflink"), path(u"reflink.image"), 600 << 20,
            {u"mkfs.xfs"_s, u"-q"_s, u"-f"_s, u"-m"_s, u"reflink=1"_s});
        NEEDS_MOUNT(mount);
        // The kept tensors lie at different places within a block, the large one decides.
        QVERIFY(CheckpointBuilder()
                    .tensor(u"vit_model.a"_s, "BF16", {1000})
                    .tensor(u"vit_model.b"_s, "BF16", {9'000'123})
                    .tensor(u"vit_model.c"_s, "BF16", {60'001'000})
                    .tensor(u"vae2llm.weight"_s, "BF16", {12})
                    .tensor(u"vit_model.d"_s, "BF16", {2'000'000})
                    .metadata(u"format"_s, u"pt"_s)
                    .write(mount.path(u"source"_s)));
        m_inventory = openInventory(mount.path(u"source"_s));
        m_plan = makePlan(*m_inventory, {});
        VERIFY_OK(run(path(u"out/copied")));
        const quint64 before = freeBytes(mount.path({}));
        ExportOptions options{mount.path(u"shared"_s)};
        options.verify = true;
        Progress progress;
        VERIFY_OK(exportCheckpoint(*m_inventory, m_plan, options, progress));
        ::sync();
        const quint64 used = before - freeBytes(mount.path({}));
        QVERIFY2(used < 10'000'000, QByteArray::number(used).constData());

        const QByteArray copied = readFile(path(u"out/copied"));
        QByteArray shared = readFile(mount.path(u"shared"_s));
        const auto written = openInventory(mount.path(u"shared"_s));
        const qsizetype padding = shared.size() - copied.size();
        QVERIFY(padding > 0 && padding < 4096);
        const qsizetype header = qsizetype(written->checkpoint->files.front().headerBytes);
        QCOMPARE(shared.mid(header - padding, padding), QByteArray(padding, ' '));
        QVERIFY(shared.mid(header) == copied.mid(header - padding));
        restore();
    }

    void copiesSmallFilesAsTheReferenceWrites()
    {
        Mount mount(path(u"small-reflink"), path(u"small-reflink.image"), 400 << 20,
            {u"mkfs.xfs"_s, u"-q"_s, u"-f"_s, u"-m"_s, u"reflink=1"_s});
        NEEDS_MOUNT(mount);
        QVERIFY(QFile::copy(path(u"in/source"), mount.path(u"source"_s)));
        m_inventory = openInventory(mount.path(u"source"_s));
        VERIFY_OK(run(mount.path(u"x"_s)));
        QVERIFY(readFile(mount.path(u"x"_s)) == m_expected);
        restore();
    }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString path(QStringView name) const { return path(name.toString()); }
    void restore()
    {
        m_inventory = openInventory(path(u"in/source"));
        m_plan = makePlan(*m_inventory, {});
    }
    Result<Receipt> run(const QString &destination, System &system = System::real()) const
    {
        ExportOptions options{destination};
        options.overwrite = true;
        Progress progress;
        return exportCheckpoint(*m_inventory, m_plan, options, progress, system);
    }
    Result<Receipt> runShards(const QString &destination, quint64 limit) const
    {
        ExportOptions options{destination};
        options.maxShardBytes = limit;
        Progress progress;
        return exportCheckpoint(*m_inventory, m_plan, options, progress);
    }
    QProcess *start(const QStringList &arguments) const
    {
        auto *process = new QProcess;
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationFilePath(),
            QStringList{exportArgument, path(u"in/source")} + arguments);
        return process;
    }
    /// 1 where the export was killed before its end.
    int killAtRandom(const QStringList &arguments) const
    {
        const std::unique_ptr<QProcess> process(start(arguments));
        process->waitForStarted();
        ::usleep(QRandomGenerator::global()->bounded(80'000U));
        process->kill();
        process->waitForFinished();
        return process->exitStatus() == QProcess::CrashExit ? 1 : 0;
    }
    static quint64 freeBytes(const QString &folder)
    {
        struct statvfs state { };
        ::statvfs(QFile::encodeName(folder).constData(), &state);
        return quint64(state.f_bfree) * state.f_frsize;
    }

    QTemporaryDir m_folder{inMemory(u"tst_exportsafety-XXXXXX"_s)};
    std::shared_ptr<const Inventory> m_inventory;
    ConversionPlan m_plan;
    QByteArray m_expected;
};

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == exportArgument)
        return exportAsProcess(arguments.sliced(2));
    ExportSafetyTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_exportsafety.moc"
