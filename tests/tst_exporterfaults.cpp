// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/exportsupport.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>

namespace {

enum class Call : quint8 {
    Open,
    Close,
    Stat,
    FileStat,
    FreeSpace,
    ChangeMode,
    Allocate,
    Read,
    Write,
    Clone,
    CopyRange,
    Sync,
    Lock,
    LinkDescriptor,
    Link,
    Rename,
    Unlink,
    MakeFolder,
};

constexpr std::pair<Call, const char *> calls[] = {{Call::Open, "open"}, {Call::Close, "close"},
    {Call::Stat, "stat"}, {Call::FileStat, "fstat"}, {Call::FreeSpace, "statvfs"},
    {Call::ChangeMode, "chmod"}, {Call::Allocate, "fallocate"}, {Call::Read, "pread"},
    {Call::Write, "pwrite"}, {Call::Clone, "clone"}, {Call::CopyRange, "copy_file_range"},
    {Call::Sync, "fsync"}, {Call::Lock, "flock"}, {Call::LinkDescriptor, "link descriptor"},
    {Call::Link, "link"}, {Call::Rename, "rename"}, {Call::Unlink, "unlink"},
    {Call::MakeFolder, "mkdir"}};

/// A system whose k-th call of one kind fails. Flushing is left out: nothing here outlives the
/// test, and the disk would make it slow.
class FaultySystem : public System {
public:
    FaultySystem() = default;
    FaultySystem(Call call, int at, int number) : m_call(call), m_at(at), m_number(number) { }

    bool hasFailed() const { return m_hasFailed; }
    bool hasNoUnnamedFiles = false;

    int open(int folder, const char *name, int flags, mode_t mode) override
    {
        if (hasNoUnnamedFiles && (flags & O_TMPFILE) == O_TMPFILE)
            return refuse(EOPNOTSUPP);
        return fails(Call::Open) ? -1 : System::open(folder, name, flags, mode);
    }
    int close(int descriptor) override
    {
        // Like the real one, it closes even when it fails.
        const int result = System::close(descriptor);
        return fails(Call::Close) ? -1 : result;
    }
    int stat(int folder, const char *name, struct stat *state) override
    {
        return fails(Call::Stat) ? -1 : System::stat(folder, name, state);
    }
    int fstat(int descriptor, struct stat *state) override
    {
        return fails(Call::FileStat) ? -1 : System::fstat(descriptor, state);
    }
    int freeSpace(int descriptor, struct statvfs *state) override
    {
        return fails(Call::FreeSpace) ? -1 : System::freeSpace(descriptor, state);
    }
    int changeMode(int descriptor, mode_t mode) override
    {
        return fails(Call::ChangeMode) ? -1 : System::changeMode(descriptor, mode);
    }
    int allocate(int descriptor, off_t bytes) override
    {
        return fails(Call::Allocate) ? -1 : System::allocate(descriptor, bytes);
    }
    ssize_t readAt(int descriptor, std::span<std::byte> buffer, off_t offset) override
    {
        return fails(Call::Read) ? -1 : System::readAt(descriptor, buffer, offset);
    }
    ssize_t writeAt(int descriptor, std::span<const std::byte> bytes, off_t offset) override
    {
        return fails(Call::Write) ? -1 : System::writeAt(descriptor, bytes, offset);
    }
    int cloneRange(int to, off_t toOffset, int from, off_t fromOffset, off_t bytes) override
    {
        return fails(Call::Clone) ? -1 : System::cloneRange(to, toOffset, from, fromOffset, bytes);
    }
    ssize_t copyRange(
        int to, off_t toOffset, int from, off_t fromOffset, std::size_t bytes) override
    {
        return fails(Call::CopyRange) ? -1
                                      : System::copyRange(to, toOffset, from, fromOffset, bytes);
    }
    int sync(int) override { return fails(Call::Sync) ? -1 : 0; }
    int lock(int descriptor) override { return fails(Call::Lock) ? -1 : System::lock(descriptor); }
    int linkDescriptor(int descriptor, int folder, const char *to) override
    {
        return fails(Call::LinkDescriptor) ? -1 : System::linkDescriptor(descriptor, folder, to);
    }
    int link(int folder, const char *from, const char *to) override
    {
        return fails(Call::Link) ? -1 : System::link(folder, from, to);
    }
    int rename(int folder, const char *from, const char *to, unsigned flags) override
    {
        return fails(Call::Rename) ? -1 : System::rename(folder, from, to, flags);
    }
    int unlink(int folder, const char *name) override
    {
        return fails(Call::Unlink) ? -1 : System::unlink(folder, name);
    }
    int makeFolder(const char *path) override
    {
        return fails(Call::MakeFolder) ? -1 : System::makeFolder(path);
    }
    void startWriting(int, off_t, off_t) override { }

protected:
    static int refuse(int number)
    {
        errno = number;
        return -1;
    }

private:
    bool fails(Call call)
    {
        if (call != m_call || ++m_count != m_at)
            return false;
        m_hasFailed = true;
        errno = m_number;
        return true;
    }

    Call m_call = Call::Open;
    int m_at = 0;
    int m_number = 0;
    int m_count = 0;
    bool m_hasFailed = false;
};

/// Every call is first interrupted, and reads and writes move a few bytes only.
class HaltingSystem final : public FaultySystem {
public:
    int allocate(int descriptor, off_t bytes) override
    {
        return interrupts() ? refuse(EINTR) : System::allocate(descriptor, bytes);
    }
    ssize_t readAt(int descriptor, std::span<std::byte> buffer, off_t offset) override
    {
        return interrupts()
            ? refuse(EINTR)
            : System::readAt(descriptor, buffer.first(std::min(buffer.size(), part())), offset);
    }
    ssize_t writeAt(int descriptor, std::span<const std::byte> bytes, off_t offset) override
    {
        return interrupts()
            ? refuse(EINTR)
            : System::writeAt(descriptor, bytes.first(std::min(bytes.size(), part())), offset);
    }
    int sync(int) override { return interrupts() ? refuse(EINTR) : 0; }
    int lock(int descriptor) override
    {
        return interrupts() ? refuse(EINTR) : System::lock(descriptor);
    }
    int close(int descriptor) override
    {
        System::close(descriptor);
        return refuse(EINTR);
    }

private:
    bool interrupts() { return m_calls++ % 2 == 0; }
    std::size_t part() { return 1 + m_calls * 7 % 13; }

    std::size_t m_calls = 0;
};

/// Writes one byte that is not what it was given, at the given byte of the file.
class LyingSystem final : public FaultySystem {
public:
    explicit LyingSystem(off_t at) : m_at(at) { }
    ssize_t writeAt(int descriptor, std::span<const std::byte> bytes, off_t offset) override
    {
        std::vector<std::byte> written(bytes.begin(), bytes.end());
        if (m_at >= offset && m_at < offset + std::ssize(bytes))
            written[std::size_t(m_at - offset)] ^= std::byte(1);
        return System::writeAt(descriptor, written, offset);
    }

private:
    off_t m_at;
};

/// Calls whose failure an export can do without.
bool isHelpOnly(Call call)
{
    return call == Call::FreeSpace || call == Call::Lock || call == Call::Link
        || call == Call::FileStat || call == Call::Unlink || call == Call::Clone
        || call == Call::CopyRange;
}

/// Calls that are never made in vain: whichever of them fails, the export fails.
bool isEssential(Call call)
{
    return call == Call::Read || call == Call::Write || call == Call::Sync || call == Call::Allocate
        || call == Call::Rename || call == Call::ChangeMode || call == Call::MakeFolder;
}

/// Makes tensors that do not fit the buffer of an export.
constexpr quint64 largeScale = 3000;

struct Scenario {
    bool hasEarlier = false;
    bool isSharded = false;
    bool verifies = false;
    bool hasNoUnnamedFiles = false;
};

} // namespace

Q_DECLARE_METATYPE(Scenario)

class ExporterFaultsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(QDir(m_folder.path()).mkdir(u"in"_s));
        QVERIFY(sampleCheckpoint().write(path(u"in/source")));
        m_inventory = openInventory(path(u"in/source"));
        m_plan = makePlan(*m_inventory, {});
    }

    void init() { m_scenario = {}; }

    void everyFailingCallLeavesOldOrNew_data()
    {
        QTest::addColumn<Scenario>("scenario");
        QTest::newRow("new file") << Scenario{false, false, false, false};
        QTest::newRow("new file, verified") << Scenario{false, false, true, false};
        QTest::newRow("over a file") << Scenario{true, false, false, false};
        QTest::newRow("over a file, named temporary") << Scenario{true, false, true, true};
        QTest::newRow("new folder of shards") << Scenario{false, true, false, false};
        QTest::newRow("over other shards") << Scenario{true, true, true, false};
        QTest::newRow("over other shards, named temporaries") << Scenario{true, true, false, true};
    }
    void everyFailingCallLeavesOldOrNew()
    {
        QFETCH(Scenario, scenario);
        m_scenario = scenario;
        FaultySystem sound;
        const auto before = prepare();
        VERIFY_OK(run(sound));
        const auto after = contents();
        QVERIFY(after != before);

        for (const auto &[call, name] : calls) {
            bool isEverRefused = false;
            int k = 1;
            for (bool hasFailed = true; hasFailed; ++k) {
                for (const int number : {EIO, ENOSPC}) {
                    FaultySystem system(call, k, number);
                    system.hasNoUnnamedFiles = scenario.hasNoUnnamedFiles;
                    prepare();
                    const auto result = run(system);
                    hasFailed = system.hasFailed();
                    isEverRefused |= !result;
                    const QByteArray which = QByteArray(name) + " number " + QByteArray::number(k)
                        + ": " + (result ? "done" : result.error().detail.toUtf8());
                    auto found = contents();
                    if (call == Call::Unlink) // What it cannot remove has a name of its own.
                        found.removeIf([](auto it) { return it.key().endsWith(u".part"_s); });
                    QVERIFY2(found == (result ? after : before), which.constData());
                    QVERIFY2(result || hasFailed, which.constData());
                    QVERIFY2(!result || !hasFailed || !isEssential(call), which.constData());
                    QVERIFY2(
                        result || isGoodError(result.error(), call, number), which.constData());
                }
            }
            const bool isUsed = k > 2;
            QVERIFY2(isEverRefused == (isUsed && !isHelpOnly(call)), name);
        }
    }

    void toleratesSystemsThatLackACall_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("number");
        QTest::newRow("fallocate") << int(Call::Allocate) << EOPNOTSUPP;
        QTest::newRow("fallocate, old kernel") << int(Call::Allocate) << ENOSYS;
        QTest::newRow("flock") << int(Call::Lock) << ENOLCK;
        QTest::newRow("statvfs") << int(Call::FreeSpace) << ENOSYS;
        QTest::newRow("rename that does not replace") << int(Call::Rename) << EINVAL;
        QTest::newRow("unnamed files that cannot be linked") << int(Call::LinkDescriptor) << ENOENT;
    }
    void toleratesSystemsThatLackACall()
    {
        QFETCH(int, call);
        QFETCH(int, number);
        prepare();
        FaultySystem system(Call(call), 1, number);
        VERIFY_OK(run(system));
        QVERIFY(system.hasFailed());
        QCOMPARE(contents().keys(), QStringList{u"x"_s});
    }

    void goesOnAfterInterruptionsAndShortCalls()
    {
        prepare();
        FaultySystem sound;
        VERIFY_OK(run(sound));
        const auto expected = contents();
        prepare();
        HaltingSystem halting;
        VERIFY_OK(run(halting));
        QCOMPARE(contents(), expected);
    }

    void copiesByHandWhatTheSystemLeaves_data()
    {
        QTest::addColumn<int>("copied");
        QTest::addColumn<int>("number");
        QTest::newRow("all in pieces") << 5000 << 0;
        QTest::newRow("nothing: other file system") << -1 << EXDEV;
        QTest::newRow("nothing: old kernel") << -1 << ENOSYS;
        QTest::newRow("nothing, without a word") << 0 << 0;
        QTest::newRow("a part, then an error") << 5000 << EIO;
        QTest::newRow("a part, then interrupted") << 5000 << EINTR;
    }
    void copiesByHandWhatTheSystemLeaves()
    {
        QFETCH(int, copied);
        QFETCH(int, number);
        struct Lazy final : FaultySystem {
            ssize_t copyRange(
                int to, off_t toOffset, int from, off_t fromOffset, std::size_t bytes) override
            {
                ++calls;
                if (copied < 0 || (number != 0 && calls % 2 == 0))
                    return refuse(number);
                return System::copyRange(
                    to, toOffset, from, fromOffset, std::min(bytes, std::size_t(copied)));
            }
            int copied = 0;
            int number = 0;
            int calls = 0;
        } lazy;
        lazy.copied = copied;
        lazy.number = number;
        QVERIFY(sampleCheckpoint(largeScale).write(path(u"in/large")));
        const auto inventory = openInventory(path(u"in/large"));
        const ConversionPlan plan = makePlan(*inventory, {});
        Progress progress;
        prepare();
        ExportOptions options{destination()};
        options.checksums = true; // of bytes that pass through the program
        FaultySystem sound;
        VERIFY_OK(exportCheckpoint(*inventory, plan, options, progress, sound));
        const auto expected = contents();
        prepare();
        VERIFY_OK(exportCheckpoint(*inventory, plan, {destination()}, progress, lazy));
        QVERIFY(lazy.calls > 1);
        QVERIFY(contents() == expected);
    }

    void verifyingNoticesEveryChangedByte()
    {
        m_scenario = {true, false, true, false};
        prepare();
        FaultySystem sound;
        const qint64 size = qint64(run(sound)->files.front().bytes);
        for (off_t at = 0; at < size; at += 5) {
            const auto before = prepare();
            LyingSystem lying(at);
            const auto result = run(lying);
            QCOMPARE(result.error().code, Code::VerifyFailed);
            QVERIFY(result.error().detail.contains(destination()));
            QCOMPARE(contents(), before);
        }
        LyingSystem lying(size - 1);
        prepare();
        const auto result = run(lying);
        QVERIFY2(result.error().detail.contains(u"vit_pos_embed.pos_embed"_s)
                || result.error().detail.contains(u"layers.2"_s),
            qPrintable(result.error().detail));
    }

    void refusesWhenThereIsTooLittleRoom()
    {
        struct Full final : FaultySystem {
            int freeSpace(int descriptor, struct statvfs *state) override
            {
                const int result = System::freeSpace(descriptor, state);
                state->f_bavail = 100;
                state->f_frsize = 1;
                return result;
            }
        } full;
        m_scenario.hasEarlier = true;
        const auto before = prepare();
        const auto result = run(full);
        QCOMPARE(result.error().code, Code::NoSpace);
        QVERIFY(result.error().detail.contains(u"100 B"_s));
        QCOMPARE(contents(), before);
    }

    void noticesASourceThatChangesWhileItIsRead_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<quint64>("scale");
        QTest::newRow("shrinks") << -100 << quint64(1);
        QTest::newRow("grows") << 100 << quint64(1);
        QTest::newRow("is written to") << 0 << quint64(1);
        QTest::newRow("shrinks while the system copies it") << -100 << largeScale;
        QTest::newRow("is written to while the system copies it") << 0 << largeScale;
    }
    void noticesASourceThatChangesWhileItIsRead()
    {
        QFETCH(int, bytes);
        QFETCH(quint64, scale);
        struct Meddler final : FaultySystem {
            ssize_t readAt(int descriptor, std::span<std::byte> buffer, off_t offset) override
            {
                meddle();
                return System::readAt(descriptor, buffer, offset);
            }
            ssize_t copyRange(
                int to, off_t toOffset, int from, off_t fromOffset, std::size_t count) override
            {
                meddle();
                return System::copyRange(to, toOffset, from, fromOffset, count);
            }
            void meddle()
            {
                QFile file(path);
                if (!isDone
                    && (!file.open(QIODevice::ReadWrite) || !file.resize(file.size() + bytes)
                        || !file.seek(file.size() - 1) || !file.putChar('x')))
                    qFatal("cannot change the source");
                isDone = true;
            }
            QString path;
            int bytes = 0;
            bool isDone = false;
        } meddler;
        meddler.path = path(u"in/changing");
        meddler.bytes = bytes;
        QVERIFY(sampleCheckpoint(scale).write(meddler.path));
        const auto inventory = openInventory(meddler.path);
        m_scenario.hasEarlier = true;
        const auto before = prepare();
        Progress progress;
        ExportOptions options{destination()};
        options.overwrite = true;
        const auto result =
            exportCheckpoint(*inventory, makePlan(*inventory, {}), options, progress, meddler);
        QCOMPARE(result.error().code, Code::SourceChanged);
        QVERIFY(result.error().detail.contains(meddler.path));
        QCOMPARE(contents(), before);
    }

    void theSecondOfTwoExportsFindsTheFirst()
    {
        // The other export finishes while this one copies.
        struct Overtaken final : FaultySystem {
            ssize_t writeAt(int descriptor, std::span<const std::byte> bytes, off_t at) override
            {
                if (auto first = std::exchange(other, nullptr))
                    first();
                return System::writeAt(descriptor, bytes, at);
            }
            std::function<void()> other;
        } overtaken;
        prepare();
        QMap<QString, QByteArray> first;
        overtaken.other = [&] {
            QVERIFY(writeFile(destination(), "first"));
            first = contents();
        };
        Progress progress;
        const auto result =
            exportCheckpoint(*m_inventory, m_plan, {destination()}, progress, overtaken);
        QCOMPARE(result.error().code, Code::Exists);
        QCOMPARE(contents(), first);
        QVERIFY(!first.isEmpty());
    }

private:
    QString path(QStringView name) const { return m_folder.filePath(name.toString()); }
    QString destination() const { return path(m_scenario.isSharded ? u"out/shards" : u"out/x"); }
    /// Everything in the folder that is exported to, and in the folder of shards in it.
    QMap<QString, QByteArray> contents() const
    {
        QMap<QString, QByteArray> contents = contentsOf(path(u"out"));
        contents.insert(contentsOf(path(u"out/shards")));
        return contents;
    }
    /// Makes the folder as the scenario says and returns its contents.
    QMap<QString, QByteArray> prepare()
    {
        QDir(path(u"out")).removeRecursively();
        QDir(m_folder.path())
            .mkpath(m_scenario.isSharded && m_scenario.hasEarlier ? u"out/shards"_s : u"out"_s);
        if (m_scenario.hasEarlier && m_scenario.isSharded) {
            writeFile(path(u"out/shards/config.json"), "{}");
            writeFile(path(u"out/shards/model-00001-of-00004.safetensors"), "earlier 1");
            writeFile(path(u"out/shards/model-00001-of-00002.safetensors"), "stale 1");
            writeFile(path(u"out/shards/model.safetensors.index.json"), "earlier index");
        } else if (m_scenario.hasEarlier) {
            writeFile(path(u"out/x"), "earlier");
        }
        return contents();
    }
    Result<Receipt> run(System &system) const
    {
        ExportOptions options{destination()};
        options.overwrite = m_scenario.hasEarlier;
        options.verify = m_scenario.verifies;
        if (m_scenario.isSharded)
            options.maxShardBytes = 100;
        Progress progress;
        return exportCheckpoint(*m_inventory, m_plan, options, progress, system);
    }
    bool isGoodError(const Error &error, Call call, int number) const
    {
        const bool isAboutSource = call == Call::Read && !error.detail.contains(path(u"out"));
        const Code code = isAboutSource ? Code::CannotRead
            : number == ENOSPC          ? Code::NoSpace
                                        : Code::CannotWrite;
        return error.code == code && error.detail.contains(m_folder.path())
            && error.detail.contains(qt_error_string(number)) && error.detail.endsWith(u'.')
            && !error.detail.contains(u'%');
    }

    QTemporaryDir m_folder{inMemory(u"tst_exporterfaults-XXXXXX"_s)};
    std::shared_ptr<const Inventory> m_inventory;
    ConversionPlan m_plan;
    Scenario m_scenario;
};

QTEST_GUILESS_MAIN(ExporterFaultsTest)
#include "tst_exporterfaults.moc"
