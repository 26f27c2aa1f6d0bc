// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/job.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class JobTest final : public QObject {
    Q_OBJECT

private slots:
    void deliversItsResultOnTheStartingThread()
    {
        int answer = 0;
        QThread *thread = nullptr;
        Job *job = Job::start(
            u"add"_s, this, [](Progress &) { return Result<int>(42); },
            [&](const Result<int> &result) {
                answer = *result;
                thread = QThread::currentThread();
            });
        QSignalSpy finished(job, &Job::finished);
        QVERIFY(finished.wait());
        QCOMPARE(answer, 42);
        QCOMPARE(thread, QThread::currentThread());
        QCOMPARE(job->state(), Job::State::Done);
        delete job;
    }

    void reportsProgress()
    {
        QSemaphore go;
        Job *job = Job::start(
            u"count"_s, this,
            [&](Progress &progress) {
                progress.report(3, 10);
                go.acquire();
                return Result<int>(0);
            },
            [](const Result<int> &) {});
        QSignalSpy progressed(job, &Job::progressed);
        QVERIFY(progressed.wait());
        QCOMPARE(progressed.first(), (QVariantList{quint64(3), quint64(10)}));
        go.release();
        delete job;
    }

    void tellsFailureFromCancel()
    {
        Job *failing = Job::start(
            u"fail"_s, this,
            [](Progress &) -> Result<int> { return fail(Code::CannotRead, u"no"_s); },
            [](const Result<int> &) {});
        QTRY_COMPARE(failing->state(), Job::State::Failed);
        QCOMPARE(failing->failure(), u"no"_s);

        Job *endless = Job::start(
            u"endless"_s, this,
            [](Progress &progress) -> Result<int> {
                while (!progress.isCancelled())
                    QThread::msleep(1);
                return fail(Code::Cancelled, u"stopped"_s);
            },
            [](const Result<int> &) {});
        endless->cancel();
        QTRY_COMPARE(endless->state(), Job::State::Cancelled);
        QVERIFY(endless->failure().isNull());
        delete failing;
        delete endless;
    }

    void destroyingCancelsAndWaits()
    {
        std::atomic<bool> ended = false;
        bool delivered = false;
        Job *job = Job::start(
            u"endless"_s, this,
            [&](Progress &progress) -> Result<int> {
                while (!progress.isCancelled())
                    QThread::msleep(1);
                ended = true;
                return Result<int>(1);
            },
            [&](const Result<int> &) { delivered = true; });
        delete job;
        QVERIFY(ended);
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }
};

QTEST_GUILESS_MAIN(JobTest)
#include "tst_job.moc"
