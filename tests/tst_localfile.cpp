// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/localfile.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <sys/stat.h>
#include <unistd.h>

namespace {

Result<QByteArray> read(const LocalFile &file, quint64 offset, qsizetype count)
{
    QByteArray buffer(count, '?');
    const auto done = file.readAt(
        offset, std::as_writable_bytes(std::span(buffer.data(), static_cast<std::size_t>(count))));
    if (!done)
        return tl::unexpected(done.error());
    return buffer;
}

} // namespace

class LocalFileTest final : public QObject {
    Q_OBJECT

private slots:
    void readsAnyRange()
    {
        QVERIFY(writeFile(path(u"ten"_s), "0123456789"));
        const auto file = LocalFile::open(path(u"ten"_s));
        VERIFY_OK(file);
        QCOMPARE((*file)->size(), quint64(10));
        QCOMPARE((*file)->name(), path(u"ten"_s));
        QCOMPARE(read(**file, 0, 10), QByteArray("0123456789"));
        QCOMPARE(read(**file, 7, 3), QByteArray("789"));
        QCOMPARE(read(**file, 10, 0), QByteArray());
    }

    void refusesRangesBeyondTheEnd_data()
    {
        QTest::addColumn<quint64>("offset");
        QTest::addColumn<qsizetype>("count");
        QTest::newRow("one byte too many") << quint64(0) << qsizetype(11);
        QTest::newRow("begins at the end") << quint64(10) << qsizetype(1);
        QTest::newRow("begins behind the end") << quint64(11) << qsizetype(0);
        QTest::newRow("offset and count overflow") << ~quint64(0) << qsizetype(2);
        QTest::newRow("negative as a file offset") << (quint64(1) << 63) << qsizetype(1);
    }
    void refusesRangesBeyondTheEnd()
    {
        QFETCH(quint64, offset);
        QFETCH(qsizetype, count);
        QVERIFY(writeFile(path(u"ten"_s), "0123456789"));
        const auto file = LocalFile::open(path(u"ten"_s));
        VERIFY_OK(file);
        const auto bytes = read(**file, offset, count);
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, Code::Truncated);
        QVERIFY(bytes.error().detail.contains(path(u"ten"_s)));
    }

    void tellsWhenTheFileShrankMeanwhile()
    {
        QVERIFY(writeFile(path(u"shrinks"_s), "0123456789"));
        const auto file = LocalFile::open(path(u"shrinks"_s));
        VERIFY_OK(file);
        QVERIFY(QFile::resize(path(u"shrinks"_s), 5));
        QCOMPARE(read(**file, 0, 5), QByteArray("01234"));
        const auto bytes = read(**file, 0, 10);
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, Code::Truncated);
    }

    void namesAMissingFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("no such file") << u"nothing"_s;
        QTest::newRow("a file as folder") << u"plain/inside"_s;
        QTest::newRow("NUL in the name") << u"plain"_s + QChar(0) + u"more"_s;
    }
    void namesAMissingFile()
    {
        QFETCH(QString, name);
        QVERIFY(writeFile(path(u"plain"_s), "x"));
        const auto file = LocalFile::open(path(name));
        QVERIFY(!file);
        QCOMPARE(file.error().code, Code::MissingFile);
        QVERIFY(file.error().detail.contains(path(name)));
    }

    void refusesWhatIsNoFile()
    {
        const QString fifo = path(u"fifo"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
        for (const QString &name : {m_folder.path(), fifo, u"/dev/zero"_s}) {
            const auto file = LocalFile::open(name);
            QVERIFY2(!file, qPrintable(name));
            QCOMPARE(file.error().code, Code::CannotRead);
            QVERIFY(file.error().detail.contains(name));
        }
    }

    void refusesWhatTheSystemRefuses()
    {
        if (::geteuid() == 0)
            QSKIP("the superuser may read everything");
        QVERIFY(writeFile(path(u"secret"_s), "x"));
        QVERIFY(QFile::setPermissions(path(u"secret"_s), {}));
        const auto file = LocalFile::open(path(u"secret"_s));
        QVERIFY(!file);
        QCOMPARE(file.error().code, Code::CannotRead);
    }

    void tellsOneStateOfAFileFromAnother()
    {
        QVERIFY(writeFile(path(u"changes"_s), "0123456789"));
        const auto file = LocalFile::open(path(u"changes"_s));
        VERIFY_OK(file);
        QCOMPARE((*file)->currentIdentity(), (*file)->identity());

        QFile writer(path(u"changes"_s));
        QVERIFY(writer.open(QIODevice::ReadWrite));
        QVERIFY(writer.setFileTime(
            QDateTime::fromMSecsSinceEpoch(1'000), QFileDevice::FileModificationTime));
        const auto touched = (*file)->currentIdentity();
        VERIFY_OK(touched);
        QCOMPARE(touched->modified, qint64(1'000'000'000));
        QVERIFY(*touched != (*file)->identity());

        QVERIFY(QFile::copy(path(u"changes"_s), path(u"copy"_s)));
        const auto copy = LocalFile::open(path(u"copy"_s));
        VERIFY_OK(copy);
        QVERIFY((*copy)->identity().inode != touched->inode);
    }

    void takesAnyHint()
    {
        QVERIFY(writeFile(path(u"ten"_s), "0123456789"));
        const auto file = LocalFile::open(path(u"ten"_s));
        VERIFY_OK(file);
        (*file)->willRead(2, 5);
        (*file)->willRead(~quint64(0), ~quint64(0));
        QCOMPARE(read(**file, 2, 1), QByteArray("2"));
    }

    void readsFromSeveralThreads()
    {
        QByteArray contents(1 << 20, '\0');
        for (qsizetype i = 0; i < contents.size(); ++i)
            contents[i] = static_cast<char>(i * 7 + i / 256);
        QVERIFY(writeFile(path(u"shared"_s), contents));
        const auto file = LocalFile::open(path(u"shared"_s));
        VERIFY_OK(file);

        std::atomic<int> wrong = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back(QThread::create([&, t] {
                for (int i = 0; i < 200; ++i) {
                    const int offset = (i * 4999 + t * 131) % (1 << 19);
                    if (read(**file, static_cast<quint64>(offset), 4096)
                        != contents.mid(offset, 4096))
                        ++wrong;
                }
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
        QCOMPARE(wrong.load(), 0);
    }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(LocalFileTest)
#include "tst_localfile.moc"
