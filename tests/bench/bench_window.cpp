// SPDX-License-Identifier: GPL-3.0-or-later

// bench_window PATH: opens PATH in the real window, compares UND with GEN, types a search, and
// prints how long each took and the longest time the event loop did not come round meanwhile.

#include "app/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Measures how long the event loop did not come round.
class StallMeter final : public QObject {
public:
    StallMeter()
    {
        m_clock.start();
        startTimer(1, Qt::PreciseTimer);
    }
    qint64 takeLongest() { return std::exchange(m_longest, 0); }

protected:
    void timerEvent(QTimerEvent *) override { m_longest = qMax(m_longest, m_clock.restart()); }

private:
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc != 2) {
        qInfo("Usage: bench_window PATH");
        return 2;
    }
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setApplicationName(u"bagel-explorer-bench"_s);
    QSettings().clear();
    QElapsedTimer clock;
    clock.start();
    MainWindow window(Rules::bundled());
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    qInfo("window shown            %5lld ms", clock.elapsed());

    StallMeter meter;
    QTest::qWait(50);
    meter.takeLongest();
    clock.restart();
    QSignalSpy opened(&window.session(), &Session::opened);
    window.open(QString::fromLocal8Bit(argv[1]));
    if (!opened.wait(60000))
        return 1;
    window.grab();
    QTest::qWait(0);
    qInfo("checkpoint shown        %5lld ms, longest stall %lld ms, %zu keys", clock.elapsed(),
        meter.takeLongest(), window.session().inventory()->checkpoint->tensors.size());

    auto *search = window.findChild<QLineEdit *>(u"Search keys"_s);
    QTest::qWait(300);
    meter.takeLongest();
    for (const char key : {'q', '_', 'p', 'r'}) {
        QTest::keyClick(search, key);
        QTest::qWait(300);
    }
    qInfo("four letters searched            longest stall %lld ms", meter.takeLongest());
    search->clear();
    QTest::qWait(500);

    meter.takeLongest();
    clock.restart();
    window.findChild<QTabWidget *>()->setCurrentIndex(2);
    while (window.session().diff().isRunning())
        QTest::qWait(5);
    qInfo("%4lld pairs compared     %5lld ms, longest stall %lld ms",
        static_cast<long long>(window.session().diff().exactPairs()), clock.elapsed(),
        meter.takeLongest());
    return 0;
}
