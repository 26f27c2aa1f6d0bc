// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/checkpoint.h"
#include "model/safetensors/shardindex.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace {

/// "file: key key …", a file a line, sidecars marked; then "severity code keys" of the problems.
QString dump(const Checkpoint &checkpoint)
{
    QStringList lines;
    for (std::size_t i = 0; i < checkpoint.files.size(); ++i) {
        QStringList keys;
        for (const TensorInfo &tensor : checkpoint.tensors) {
            if (tensor.file == static_cast<int>(i))
                keys += tensor.key.toString();
        }
        const CheckpointFile &file = checkpoint.files[i];
        lines += QFileInfo(file.path).fileName() + (file.isSidecar ? u" (sidecar): "_s : u": "_s)
            + keys.join(u' ');
    }
    for (const Problem &problem : checkpoint.problems) {
        const QString severity = problem.severity == Severity::Error ? u"error"_s
            : problem.severity == Severity::Warning                  ? u"warning"_s
                                                                     : u"note"_s;
        lines += severity + u' ' + word(problem.code) + u": "_s + problem.keys.join(u' ');
    }
    return lines.join(u'\n');
}

using Offsets = QMap<QString, int>;

class CancelledProgress final : public Progress {
public:
    explicit CancelledProgress(int after) : m_left(after) { }
    bool isCancelled() const override { return m_left-- == 0; }

private:
    mutable int m_left;
};

} // namespace

class CheckpointTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QVERIFY(m_folder.isValid() && QDir(m_folder.path()).removeRecursively()
            && QDir().mkpath(m_folder.path()));
    }

    void opensAFile()
    {
        CheckpointBuilder builder = model({u"b"_s, u"a"_s});
        builder.metadata(u"format"_s, u"pt"_s);
        QVERIFY(builder.write(path(u"some.safetensors"_s)));
        write(u"ae.safetensors"_s, {u"decoder.x"_s});
        const auto opened = open(u"some.safetensors"_s);
        VERIFY_OK(opened);
        const Checkpoint &checkpoint = **opened;
        QCOMPARE(dump(checkpoint), u"some.safetensors: b a"_s);
        QCOMPARE(checkpoint.kind, Checkpoint::Kind::File);
        QCOMPARE(checkpoint.path, path(u"some.safetensors"_s));
        QCOMPARE(checkpoint.modelTensors, 2);
        QVERIFY(!checkpoint.isSharded);
        const CheckpointFile &file = checkpoint.files[0];
        QCOMPARE(file.metadata, (Metadata{{u"format"_s, u"pt"_s}}));
        QCOMPARE(file.tensors, 2);
        QCOMPARE(file.path, path(u"some.safetensors"_s));
        QCOMPARE(file.position(checkpoint.tensors[1]), file.headerBytes + 8);
        QCOMPARE(file.headerBytes + 16, file.source->size());
    }

    void opensARelativePath()
    {
        write(u"some.safetensors"_s, {u"a"_s});
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_folder.path()));
        Progress progress;
        const auto opened = openCheckpoint(u"some.safetensors"_s, progress);
        QVERIFY(QDir::setCurrent(before));
        VERIFY_OK(opened);
        QVERIFY(QDir::isAbsolutePath((*opened)->files[0].path));
    }

    void opensAReleaseDirectory()
    {
        write(u"ema.safetensors"_s, {u"a"_s, u"b"_s});
        write(u"ae.safetensors"_s, {u"decoder.x"_s});
        write(u"model.safetensors"_s, {u"other"_s});
        writeIndex({{"a", u"model.safetensors"_s}});
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened), u"ema.safetensors: a b\nae.safetensors (sidecar): decoder.x"_s);
        QCOMPARE((*opened)->kind, Checkpoint::Kind::Directory);
        QCOMPARE((*opened)->path, m_folder.path());
        QCOMPARE((*opened)->modelTensors, 2);
        QCOMPARE((*opened)->model().size(), std::size_t(2));
        QCOMPARE((*opened)->fileOf((*opened)->tensors[2]).isSidecar, true);
        QVERIFY(!(*opened)->isSharded);
    }

    void opensADirectoryWithoutSidecar()
    {
        write(u"ema.safetensors"_s, {u"a"_s});
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened), u"ema.safetensors: a"_s);
    }

    void warnsOfABrokenSidecar()
    {
        write(u"ema.safetensors"_s, {u"a"_s});
        QVERIFY(writeFile(path(u"ae.safetensors"_s), "<html>"));
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened), u"ema.safetensors: a\nwarning invalid-header: "_s);
        QCOMPARE((*opened)->modelTensors, 1);

        QByteArray cut = model({u"decoder.x"_s}).bytes();
        QVERIFY(writeFile(path(u"ae.safetensors"_s), cut.chopped(1)));
        const auto truncated = open({});
        VERIFY_OK(truncated);
        QCOMPARE(dump(**truncated),
            u"ema.safetensors: a\nae.safetensors (sidecar): decoder.x\nwarning truncated: decoder.x"_s);
    }

    void opensTheOnlyFileOfADirectory()
    {
        write(u"model.safetensors"_s, {u"a"_s});
        QVERIFY(writeFile(path(u"config.json"_s), "{}"));
        QVERIFY(writeFile(path(u".hidden.safetensors"_s), "x"));
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened), u"model.safetensors: a"_s);
        QCOMPARE((*opened)->kind, Checkpoint::Kind::Directory);
        QVERIFY(!(*opened)->isSharded);
    }

    void opensTheIndexOfADirectory()
    {
        write(u"1.safetensors"_s, {u"b"_s});
        write(u"2.safetensors"_s, {u"a"_s});
        write(u"unrelated.safetensors"_s, {u"c"_s});
        writeIndex({{"a", u"2.safetensors"_s}, {"b", u"1.safetensors"_s}});
        QVERIFY(writeFile(path(u"pytorch_model.bin.index.json"_s), "{}"));
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened), u"1.safetensors: b\n2.safetensors: a"_s);
        QCOMPARE((*opened)->kind, Checkpoint::Kind::Directory);
        QVERIFY((*opened)->isSharded);
    }

    void opensAnIndex()
    {
        write(u"1.safetensors"_s, {u"b"_s});
        writeIndex({{"b", u"1.safetensors"_s}});
        const auto opened = open(u"model.safetensors.index.json"_s);
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened), u"1.safetensors: b"_s);
        QCOMPARE((*opened)->kind, Checkpoint::Kind::Index);
        QCOMPARE((*opened)->path, path(u"model.safetensors.index.json"_s));
        QVERIFY((*opened)->isSharded);
    }

    void takesTheSidecarOutOfAReleaseIndex()
    {
        write(u"ema.safetensors"_s, {u"a"_s});
        write(u"ae.safetensors"_s, {u"decoder.x"_s});
        writeIndex({{"a", u"ema.safetensors"_s}, {"decoder.x", u"ae.safetensors"_s}});
        const auto opened = open(u"model.safetensors.index.json"_s);
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened), u"ema.safetensors: a\nae.safetensors (sidecar): decoder.x"_s);
        QCOMPARE((*opened)->modelTensors, 1);
    }

    void tellsWhereIndexAndFilesDisagree()
    {
        write(u"1.safetensors"_s, {u"a"_s, u"unlisted"_s});
        write(u"2.safetensors"_s, {u"b"_s, u"misplaced"_s});
        writeIndex({{"a", u"1.safetensors"_s}, {"absent", u"1.safetensors"_s},
            {"misplaced", u"1.safetensors"_s}, {"b", u"2.safetensors"_s}});
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened),
            u"1.safetensors: a unlisted\n2.safetensors: b misplaced\n"
            "error missing-keys: absent misplaced\nwarning missing-keys: unlisted"_s);
    }

    void showsTheRestWhereShardsAreMissingOrBroken()
    {
        write(u"1.safetensors"_s, {u"a"_s});
        QVERIFY(writeFile(path(u"3.safetensors"_s), "<html>"));
        writeIndex({{"a", u"1.safetensors"_s}, {"b", u"2.safetensors"_s}, {"c", u"3.safetensors"_s},
            {"d", u"4.safetensors"_s}});
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened),
            u"1.safetensors: a\nerror invalid-header: c\nerror missing-file: b d"_s);
        const QString message = (*opened)->problems[1].message;
        QVERIFY2(message.contains(u"2.safetensors, 4.safetensors"_s), qPrintable(message));
    }

    void listsUnlistedKeysAsTheyStandInTheFiles()
    {
        write(u"1.safetensors"_s, {u"z"_s, u"x"_s, u"listed"_s, u"a"_s});
        write(u"2.safetensors"_s, {u"b"_s, u"listed"_s, u"elsewhere"_s});
        writeIndex({{"listed", u"2.safetensors"_s}, {"elsewhere", u"3.safetensors"_s}});
        const auto opened = open({});
        VERIFY_OK(opened);
        // What the index does not name is not opened, and "listed" is, whichever file it is in.
        QCOMPARE(dump(**opened),
            u"2.safetensors: b listed elsewhere\nerror missing-file: elsewhere\n"
            "warning missing-keys: b"_s);
        writeIndex(
            {{"listed", u"2.safetensors"_s}, {"z", u"2.safetensors"_s}, {"y", u"1.safetensors"_s}});
        const auto both = open({});
        VERIFY_OK(both);
        QCOMPARE(dump(**both),
            u"1.safetensors: z x listed a\n2.safetensors: b listed elsewhere\n"
            "error key-collision: listed\nerror missing-keys: y z\n"
            "warning missing-keys: x a b elsewhere"_s);
    }

    void failsWhereNoShardIsThere()
    {
        writeIndex({{"a", u"1.safetensors"_s}, {"b", u"2.safetensors"_s}});
        const auto opened = open({});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Code::MissingFile);
        QVERIFY(opened.error().detail.contains(u"1.safetensors, 2.safetensors"_s));
    }

    void reportsKeysInSeveralFiles()
    {
        write(u"1.safetensors"_s, {u"a"_s, u"b"_s});
        write(u"2.safetensors"_s, {u"b"_s, u"c"_s});
        writeIndex(
            {{"a", u"1.safetensors"_s}, {"b", u"1.safetensors"_s}, {"c", u"2.safetensors"_s}});
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(
            dump(**opened), u"1.safetensors: a b\n2.safetensors: b c\nerror key-collision: b"_s);
    }

    void addsAFileOfTwoNamesOnce()
    {
        write(u"1.safetensors"_s, {u"a"_s, u"b"_s});
        QVERIFY(QFile::link(path(u"1.safetensors"_s), path(u"2.safetensors"_s)));
        writeIndex({{"a", u"1.safetensors"_s}, {"b", u"2.safetensors"_s}});
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened), u"1.safetensors: a b"_s);
    }

    void opensNumberedShardsWithoutIndex()
    {
        write(u"shard-00001-model-00001-of-00002.safetensors"_s, {u"a"_s});
        write(u"shard-00001-model-00002-of-00002.safetensors"_s, {u"b"_s});
        const auto opened = open({});
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened),
            u"shard-00001-model-00001-of-00002.safetensors: a\n"
            "shard-00001-model-00002-of-00002.safetensors: b"_s);
        QVERIFY((*opened)->isSharded);

        QVERIFY(QFile::remove(path(u"shard-00001-model-00001-of-00002.safetensors"_s)));
        const auto incomplete = open({});
        VERIFY_OK(incomplete);
        QCOMPARE(dump(**incomplete),
            u"shard-00001-model-00002-of-00002.safetensors: b\nerror missing-file: "_s);
    }

    void opensWhatADistributedTrainingSavedWhole()
    {
        writeDistributed(1, {{u"a"_s, 0}, {u"b"_s, 0}});
        const QString first = u"shard-00001-model-00001-of-00001.safetensors"_s;
        for (const QString &name : {QString(), first}) {
            const auto opened = open(name);
            VERIFY_OK(opened);
            QCOMPARE(dump(**opened), first + u": a b\nnote distributed-save: "_s);
            QVERIFY((*opened)->problems[0].message.contains(path(name)));
        }
        writeDistributed(2, {{u"c"_s, 0}});
        const auto both = open({});
        VERIFY_OK(both);
        QCOMPARE(dump(**both),
            first
                + u": a b\nshard-00002-model-00001-of-00001.safetensors: c\n"
                  "note distributed-save: "_s);
        // One file of several tells nothing of where its tensors end.
        const auto alone = open(first);
        QVERIFY(!alone);
        QCOMPARE(alone.error().code, Code::InvalidHeader);
        QVERIFY(alone.error().detail.contains(u"Open the folder"_s));
    }

    void refusesTensorsInParts_data()
    {
        QTest::addColumn<Offsets>("first");
        QTest::addColumn<Offsets>("second");
        QTest::newRow("one after the other")
            << Offsets{{u"a"_s, 0}, {u"b"_s, 0}} << Offsets{{u"b"_s, 1}};
        QTest::newRow("the first missing") << Offsets{{u"a"_s, 0}, {u"b"_s, 7}} << Offsets{};
        QTest::newRow("both at the beginning")
            << Offsets{{u"a"_s, 0}, {u"b"_s, 0}} << Offsets{{u"b"_s, 0}};
    }
    void refusesTensorsInParts()
    {
        QFETCH(Offsets, first);
        QFETCH(Offsets, second);
        writeDistributed(1, first);
        if (!second.isEmpty())
            writeDistributed(2, second);
        const auto opened = open({});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Code::InvalidHeader);
        QVERIFY(opened.error().detail.contains(u"DCP_SHARDING_INFO"_s));
        QVERIFY(opened.error().detail.contains(u"for instance b"_s));
        QVERIFY(opened.error().detail.contains(u"consolidate.sh"_s));
    }

    void refusesOffsetsThatItCannotRead_data()
    {
        QTest::addColumn<QString>("info");
        QTest::newRow("empty") << QString();
        QTest::newRow("no JSON") << u"offsets"_s;
        QTest::newRow("list") << u"[]"_s;
        QTest::newRow("no entry") << uR"({"a": 1})"_s;
        QTest::newRow("no list") << uR"({"a": {"saved_offsets": 0}})"_s;
        QTest::newRow("negative") << uR"({"a": {"saved_offsets": [-1]}})"_s;
        QTest::newRow("cut") << uR"({"a": {"saved_offsets": [0]})"_s;
        QTest::newRow("nested") << QString(100'000, u'[');
    }
    void refusesOffsetsThatItCannotRead()
    {
        QFETCH(QString, info);
        QVERIFY(model({u"a"_s})
                    .metadata(u"DCP_SHARDING_INFO"_s, info)
                    .write(path(u"model.safetensors"_s)));
        const auto opened = open({});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Code::InvalidHeader);
        QVERIFY(opened.error().detail.contains(u"DCP_SHARDING_INFO of "_s + m_folder.path()));
    }

    void namesWhatIsMissing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("named");
        QTest::newRow("empty folder") << QString() << u"/ema.safetensors"_s;
        QTest::newRow("no such file") << u"x.safetensors"_s << u"/x.safetensors"_s;
        QTest::newRow("no such index") << u"x.index.json"_s << u"/x.index.json"_s;
        QTest::newRow("no such folder") << u"x/y"_s << u"/x/y"_s;
    }
    void namesWhatIsMissing()
    {
        QFETCH(QString, name);
        QFETCH(QString, named);
        const auto opened = open(name);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Code::MissingFile);
        QVERIFY2(opened.error().detail.contains(m_folder.path() + named),
            qPrintable(opened.error().detail));
    }

    void namesAModelThatIsALinkToNothing()
    {
        write(u"model.safetensors"_s, {u"a"_s});
        QVERIFY(QFile::link(path(u"nowhere"_s), path(u"ema.safetensors"_s)));
        const auto opened = open({});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Code::MissingFile);
        QVERIFY(opened.error().detail.contains(u"ema.safetensors"_s));
    }

    void listsTheCandidates_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::newRow("two files") << QStringList{u"a.safetensors"_s, u"b.safetensors"_s};
        QTest::newRow("a file and a shard")
            << QStringList{u"a-00001-of-00001.safetensors"_s, u"b.safetensors"_s};
        QTest::newRow("two indexes")
            << QStringList{u"a.safetensors.index.json"_s, u"b.safetensors.index.json"_s};
    }
    void listsTheCandidates()
    {
        QFETCH(QStringList, names);
        for (const QString &name : names)
            write(name, {u"a"_s});
        const auto opened = open({});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Code::MissingFile);
        QVERIFY2(
            opened.error().detail.contains(names.join(u", "_s)), qPrintable(opened.error().detail));
    }

    void refusesWhatCannotBeRead()
    {
        QVERIFY(writeFile(path(u"page.safetensors"_s), "<!doctype html>"));
        QCOMPARE(open(u"page.safetensors"_s).error().code, Code::InvalidHeader);
        QVERIFY(writeFile(path(u"config.json"_s), "{\"hidden_size\":3584}"));
        QCOMPARE(open(u"config.json"_s).error().code, Code::InvalidHeader);
        QVERIFY(writeFile(path(u"evil.index.json"_s), R"({"weight_map":{"a":"../x"}})"));
        QCOMPARE(open(u"evil.index.json"_s).error().code, Code::InvalidHeader);
        const QByteArray file = model({u"a"_s}).bytes();
        QVERIFY(writeFile(path(u"cut.safetensors"_s), file.first(40)));
        QCOMPARE(open(u"cut.safetensors"_s).error().code, Code::Truncated);
    }

    void showsDamagedFilesWithTheirProblems()
    {
        const QByteArray file = model({u"a"_s, u"b"_s}).bytes();
        QVERIFY(writeFile(path(u"cut.safetensors"_s), file.chopped(1)));
        const auto cut = open(u"cut.safetensors"_s);
        VERIFY_OK(cut);
        QCOMPARE(dump(**cut), u"cut.safetensors: a b\nerror truncated: b"_s);
        QVERIFY(!(*cut)->tensors[0].isDamaged);
        QVERIFY((*cut)->tensors[1].isDamaged);
        QVERIFY((*cut)->problems[0].message.contains(u"1 of its 2 tensors are whole"_s));

        QVERIFY(writeFile(path(u"new.safetensors"_s), QByteArray(file).replace("F64", "F65")));
        const auto unknown = open(u"new.safetensors"_s);
        VERIFY_OK(unknown);
        QCOMPARE(dump(**unknown), u"new.safetensors: a b\nerror unknown-dtype: a b"_s);
    }

    void readsOnlyHeadersOfAHugeFile()
    {
        // As large as the real checkpoint: all of its data is a hole.
        QFile file(path(u"huge.safetensors"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(CheckpointBuilder::raw(R"({"a":["BF16",[14607260128],[0,29214520256]]})"));
        if (!file.resize(file.size() + 29'214'520'256))
            QSKIP("the file system has no holes");
        file.close();
        const auto opened = open(u"huge.safetensors"_s);
        VERIFY_OK(opened);
        QCOMPARE(dump(**opened), u"huge.safetensors: a"_s);
        QCOMPARE((*opened)->tensors[0].parameters(), quint64(14'607'260'128));
    }

    void stopsWhenCancelled()
    {
        write(u"1.safetensors"_s, {u"a"_s});
        write(u"2.safetensors"_s, {u"b"_s});
        writeIndex({{"a", u"1.safetensors"_s}, {"b", u"2.safetensors"_s}});
        for (const int after : {0, 1}) {
            CancelledProgress progress(after);
            const auto opened = openCheckpoint(m_folder.path(), progress);
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, Code::Cancelled);
        }
    }

private:
    QString path(const QString &name) const
    {
        return name.isEmpty() ? m_folder.path() : m_folder.filePath(name);
    }

    Result<std::shared_ptr<const Checkpoint>> open(const QString &name) const
    {
        Progress progress;
        return openCheckpoint(path(name), progress);
    }

    static CheckpointBuilder model(const QStringList &keys)
    {
        CheckpointBuilder builder;
        for (const QString &key : keys)
            builder.tensor(key, "F64", {1});
        return builder;
    }

    void write(const QString &name, const QStringList &keys) const
    {
        QVERIFY(model(keys).write(path(name)));
    }

    /// What NeMo AutoModel's process `number` saves.
    void writeDistributed(int number, const Offsets &offsets) const
    {
        QStringList entries;
        for (const auto &[key, offset] : offsets.asKeyValueRange())
            entries += uR"("%1": {"saved_offsets": [%2]})"_s.arg(key).arg(offset);
        QVERIFY(model(offsets.keys())
                    .metadata(u"DCP_SHARDING_INFO"_s, u'{' + entries.join(u", "_s) + u'}')
                    .metadata(u"DCP_VERSION"_s, u"1.0"_s)
                    .metadata(u"format"_s, u"pt"_s)
                    .write(path(u"shard-0000%1-model-00001-of-00001.safetensors"_s.arg(number))));
    }

    void writeIndex(const WeightMap &weightMap) const
    {
        QVERIFY(writeFile(path(u"model.safetensors.index.json"_s), shardIndex(weightMap)));
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "tst_checkpoint.moc"
