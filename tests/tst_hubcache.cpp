// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/hubcache.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QDir>
#include <QTemporaryDir>

class HubCacheTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// A file of a snapshot as the hub library lays it out: a link to a blob, which may be missing.
    void addFile(const QString &repository, const QString &commit, const QString &name,
        bool hasBlob = true) const
    {
        const QDir root(m_folder.filePath(repository));
        QVERIFY(root.mkpath(u"blobs"_s) && root.mkpath(u"snapshots/"_s + commit));
        const QString blob = root.filePath(u"blobs/"_s + commit + name);
        if (hasBlob)
            QVERIFY(writeFile(blob, "x"));
        QVERIFY(QFile::link(u"../../blobs/"_s + commit + name,
            root.filePath(u"snapshots/%1/%2"_s.arg(commit, name))));
    }

private slots:
    void cleanup()
    {
        for (const char *variable : {"HF_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"})
            qunsetenv(variable);
    }

    void followsTheHubLibrarysRules()
    {
        cleanup();
        QCOMPARE(hubcache::folder(), QDir::homePath() + u"/.cache/huggingface/hub"_s);
        qputenv("XDG_CACHE_HOME", "/x");
        QCOMPARE(hubcache::folder(), u"/x/huggingface/hub"_s);
        qputenv("HF_HOME", "~/hf");
        QCOMPARE(hubcache::folder(), QDir::homePath() + u"/hf/hub"_s);
        qputenv("HF_HUB_CACHE", "/hub/");
        QCOMPARE(hubcache::folder(), u"/hub"_s);
        qputenv("HF_HUB_CACHE", "");
        QCOMPARE(hubcache::folder(), QDir::homePath() + u"/hf/hub"_s);
    }

    void listsSnapshotsThatHoldACheckpoint()
    {
        const QString bagel = u"models--ByteDance-Seed--BAGEL-7B-MoT"_s;
        addFile(bagel, u"0123456789abcdef"_s, u"ema.safetensors"_s);
        addFile(bagel, u"fedcba9876543210"_s, u"model.safetensors.index.json"_s);
        addFile(bagel, u"1111111111111111"_s, u"config.json"_s);
        addFile(u"models--a--b"_s, u"2222222222222222"_s, u"model.safetensors"_s, false);
        addFile(u"models--gpt2"_s, u"3333333333333333"_s, u"model.safetensors"_s);
        addFile(u"datasets--a--b"_s, u"4444444444444444"_s, u"x.safetensors"_s);
        QVERIFY(QDir(m_folder.filePath(bagel)).mkpath(u"refs"_s));
        QVERIFY(writeFile(m_folder.filePath(bagel + u"/refs/main"_s), "fedcba9876543210\n"));

        QStringList lines;
        for (const hubcache::Snapshot &snapshot : hubcache::snapshots(m_folder.path())) {
            lines += snapshot.repository + u' ' + snapshot.revision;
            QVERIFY(QDir(snapshot.path).exists());
        }
        QCOMPARE(lines,
            (QStringList{u"ByteDance-Seed/BAGEL-7B-MoT 0123456"_s,
                u"ByteDance-Seed/BAGEL-7B-MoT main"_s, u"gpt2 3333333"_s}));
        QVERIFY(hubcache::snapshots(m_folder.filePath(u"nowhere"_s)).isEmpty());
    }

    void namesTheRepositoryOfAPath()
    {
        QCOMPARE(hubcache::repositoryOf(u"/h/models--o--n/snapshots/12"_s), u"o/n"_s);
        QCOMPARE(hubcache::repositoryOf(u"/h/models--o--n/snapshots/12/a.safetensors"_s), u"o/n"_s);
        QVERIFY(hubcache::repositoryOf(u"/h/models--o--n/blobs/12"_s).isNull());
        QVERIFY(hubcache::repositoryOf(u"/data/ema.safetensors"_s).isNull());
    }
};

QTEST_GUILESS_MAIN(HubCacheTest)
#include "tst_hubcache.moc"
