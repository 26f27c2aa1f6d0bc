// SPDX-License-Identifier: GPL-3.0-or-later

// bench_window PATH: opens PATH in the real window, types a search, shows its largest tensor,
// scrolls through the values, runs through the tree, compares UND with GEN, and prints how long
// each took and the longest time the event loop did not come round meanwhile.

#include "app/mainwindow.h"
#include "views/heatmapview.h"
#include "views/keypanel.h"
#include "views/tensorpage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include <algorithm>

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

/// Shows the largest tensor on the Tensor page, scrolls, then walks over many tensors.
void lookAtTensors(MainWindow &window, StallMeter &meter)
{
    auto *page = window.findChild<TensorPage *>();
    auto *heatmap = page->findChild<HeatmapView *>();
    auto *coverage = page->findChild<QLabel *>(u"Coverage"_s);
    const auto &tensors = window.session().inventory()->checkpoint->tensors;
    const auto largest = std::ranges::max_element(tensors, {}, &TensorInfo::bytes);
    window.findChild<QTabWidget *>()->setCurrentWidget(page);
    QTest::qWait(300);

    QSignalSpy pictures(heatmap, &HeatmapView::ownRangeChanged);
    meter.takeLongest();
    QElapsedTimer clock;
    clock.start();
    window.findChild<KeyPanel *>()->showTensor(largest - tensors.begin());
    while (pictures.isEmpty())
        QTest::qWait(1);
    qInfo("first picture           %5lld ms, %.2f GB, 100 ms of rest included", clock.elapsed(),
        double(largest->bytes()) / 1e9);
    while (heatmap->isRefining() || coverage->text() != u"Exact.")
        QTest::qWait(5);
    qInfo("all of it read          %5lld ms, longest stall %lld ms", clock.elapsed(),
        meter.takeLongest());

    auto *values = page->findChild<QTableView *>();
    QScrollBar *bar = values->verticalScrollBar();
    clock.restart();
    for (int i = 0; i <= 200; ++i) {
        bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / 200));
        QTest::qWait(0);
    }
    qInfo("%d rows scrolled    %5lld ms, longest stall %lld ms", values->model()->rowCount(),
        clock.elapsed(), meter.takeLongest());

    auto *tree = window.findChild<QTreeView *>();
    tree->expandAll();
    QTest::qWait(300);
    meter.takeLongest();
    clock.restart();
    for (int i = 0; i < 300; ++i) {
        QTest::keyClick(tree, Qt::Key_Down);
        QTest::qWait(i % 10 == 0 ? 150 : 5);
    }
    qInfo("300 tensors passed      %5lld ms, longest stall %lld ms", clock.elapsed(),
        meter.takeLongest());
}

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
    QSettings(QCoreApplication::applicationName(), MainWindow::settingsName).clear();
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
    lookAtTensors(window, meter);

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
