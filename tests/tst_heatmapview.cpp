// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tensorsource.h"
#include "tests/testutil.h"
#include "views/heatmapview.h"

#include <QSemaphore>
#include <QSignalSpy>

namespace {

/// Answers at once with cells that all hold `value`, and remembers what was asked for.
struct FakeSource {
    struct State {
        std::mutex mutex;
        std::vector<GridRequest> requests;
        std::atomic<int> cancelled = 0;
        std::atomic<bool> isEndless = false; ///< runs until it is cancelled
    };
    std::shared_ptr<State> state = std::make_shared<State>();
    float value = 1;

    [[nodiscard]] HeatmapSource source(const Shape &shape) const
    {
        return {matrixOf(Dtype::F32, shape),
            [shared = state, number = value](
                const GridRequest &request, Progress &progress) -> Result<Grid> {
                {
                    const std::lock_guard lock(shared->mutex);
                    shared->requests.push_back(request);
                }
                while (shared->isEndless && !progress.isCancelled())
                    QThread::msleep(1);
                if (progress.isCancelled()) {
                    ++shared->cancelled;
                    return fail(Code::Cancelled, u"cancelled"_s);
                }
                Grid grid;
                grid.region = request.region;
                grid.rows = static_cast<int>(
                    qMin<quint64>(static_cast<quint64>(request.maxRows), request.region.rows));
                grid.columns = static_cast<int>(qMin<quint64>(
                    static_cast<quint64>(request.maxColumns), request.region.columns));
                grid.values.assign(grid.cell(grid.rows, 0), number);
                grid.flags.assign(grid.values.size(), 0);
                grid.min = grid.max = number;
                grid.isSample = request.reduction == Reduction::Sample;
                return grid;
            }};
    }
    [[nodiscard]] std::vector<GridRequest> requests() const
    {
        const std::lock_guard lock(state->mutex);
        return state->requests;
    }
};

void show(HeatmapView &view)
{
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

void wheel(HeatmapView &view, const QPointF &at, int steps)
{
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &event);
}

} // namespace

class HeatmapViewTest final : public QObject {
    Q_OBJECT

private slots:
    void showsASampleOfALargeTensorFirst()
    {
        const FakeSource fake;
        HeatmapView view(u"Heat map"_s);
        view.setSource(fake.source({152064, 3584}));
        show(view);
        QTRY_VERIFY(view.grid() && !view.grid()->isSample);
        const std::vector<GridRequest> requests = fake.requests();
        QCOMPARE(requests.size(), std::size_t(2));
        QCOMPARE(requests[0].reduction, Reduction::Sample);
        QCOMPARE(requests[1].reduction, Reduction::Mean);
        QCOMPARE(requests[1].region, (Region{0, 0, 152064, 3584}));
        const QSize area = view.geometryNow().area.size().toSize();
        QVERIFY(qAbs(requests[1].maxRows - area.height()) <= 1);
        QVERIFY(qAbs(requests[1].maxColumns - area.width()) <= 1);
    }

    void readsNothingWhileHidden()
    {
        const FakeSource fake;
        HeatmapView view(u"Heat map"_s);
        view.setSource(fake.source({10, 10}));
        QTest::qWait(20);
        QVERIFY(fake.requests().empty());
        show(view);
        QTRY_COMPARE(fake.requests().size(), std::size_t(1));
    }

    void wheelZoomsTowardsThePointer()
    {
        const FakeSource fake;
        HeatmapView view(u"Heat map"_s);
        view.setSource(fake.source({1000, 1000}));
        show(view);
        QTRY_VERIFY(view.grid());
        QSignalSpy changed(&view, &HeatmapView::viewChanged);
        const QPointF corner = view.geometryNow().area.topLeft() + QPointF(1, 1);
        wheel(view, corner, 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(view.view().rows, quint64(750));
        QVERIFY(view.view().row < 5);
        QTRY_COMPARE(view.grid()->region, view.view());
        for (int i = 0; i < 40; ++i)
            wheel(view, corner, 1);
        QCOMPARE(view.view().rows, quint64(1));
        QCOMPARE(view.view().columns, quint64(1));
        QVERIFY2(view.view().row < 5 && view.view().column < 5,
            qPrintable(u"%1 %2"_s.arg(view.view().row).arg(view.view().column)));
        QTRY_COMPARE(view.grid()->region, view.view());
        QCOMPARE(view.grid()->rows, 1);

        QTest::mouseDClick(&view, Qt::LeftButton, {}, view.geometryNow().area.center().toPoint());
        QCOMPARE(view.view(), (Region{0, 0, 1000, 1000}));
    }

    void keyboardZoomsMovesAndPoints()
    {
        const FakeSource fake;
        HeatmapView view(u"Heat map"_s);
        view.setSource(fake.source({100, 200}));
        show(view);
        QTRY_VERIFY(view.grid());
        QTest::keyClick(&view, Qt::Key_Plus);
        QCOMPARE(view.view(), (Region{13, 25, 75, 150}));
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.view(), (Region{13, 10, 75, 150}));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.view(), (Region{21, 10, 75, 150}));
        QTest::keyClick(&view, Qt::Key_0);
        QCOMPARE(view.view(), (Region{0, 0, 100, 200}));

        QSignalSpy hovered(&view, &HeatmapView::hovered);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(hovered.size(), 2);
        QCOMPARE(view.statusText(), u"[50, 101] = 1"_s);
        QVERIFY(view.accessibleDescription().contains(u"[50, 101] = 1"_s));
        QVERIFY(view.accessibleDescription().contains(u"Rows 0 to 99 of 100"_s));
    }

    void dragMovesTheView()
    {
        const FakeSource fake;
        HeatmapView view(u"Heat map"_s);
        view.setSource(fake.source({1000, 1000}));
        show(view);
        QTRY_VERIFY(view.grid());
        view.setView({500, 500, 100, 100});
        const QRectF area = view.geometryNow().area;
        const QPoint from = area.center().toPoint();
        QTest::mousePress(&view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&view, from + QPoint(static_cast<int>(area.width() / 4), 0));
        QTest::mouseRelease(&view, Qt::LeftButton);
        QCOMPARE(view.view().row, quint64(500));
        QCOMPARE(view.view().column, quint64(475));
    }

    void linkedViewsFollowEachOther()
    {
        const FakeSource fake;
        HeatmapView first(u"UND heat map"_s);
        HeatmapView second(u"GEN heat map"_s);
        for (auto [from, to] : {std::pair(&first, &second), std::pair(&second, &first)}) {
            connect(from, &HeatmapView::viewChanged, to, &HeatmapView::setView);
            connect(from, &HeatmapView::hovered, to, &HeatmapView::setMarker);
            from->setSource(fake.source({100, 100}));
            show(*from);
        }
        QTRY_VERIFY(first.grid() && second.grid());
        wheel(first, first.geometryNow().area.center(), 2);
        QCOMPARE(second.view(), first.view());
        QVERIFY(!second.statusText().isEmpty());
        QTRY_COMPARE(second.grid()->region, first.view());
        QCOMPARE(second.statusText(), first.statusText());
        QTest::keyClick(&second, Qt::Key_0);
        QCOMPARE(first.view(), (Region{0, 0, 100, 100}));
    }

    void aNewerRequestCancelsTheOlder()
    {
        const FakeSource fake;
        fake.state->isEndless = true;
        HeatmapView view(u"Heat map"_s);
        view.setSource(fake.source({100, 100}));
        show(view);
        QTRY_COMPARE(fake.requests().size(), std::size_t(1));
        for (int i = 0; i < 20; ++i)
            wheel(view, view.geometryNow().area.center(), 1);
        // Workers start in any order, so the newest request need not be the last one seen.
        QTRY_VERIFY(std::ranges::any_of(fake.requests(),
            [&](const GridRequest &request) { return request.region == view.view(); }));
        QTRY_COMPARE(fake.state->cancelled + 1, int(fake.requests().size()));
        QVERIFY(!view.grid());
        fake.state->isEndless = false;
        QTRY_VERIFY(view.grid());
        QCOMPARE(view.grid()->region, view.view());
    }

    void anotherTensorReplacesTheOldOneAtOnce()
    {
        FakeSource endless;
        endless.state->isEndless = true;
        FakeSource quick;
        quick.value = 2;
        HeatmapView view(u"Heat map"_s);
        view.setSource(endless.source({100, 100}));
        show(view);
        QTRY_COMPARE(endless.requests().size(), std::size_t(1));
        view.setSource(quick.source({5, 5}));
        QTRY_VERIFY(view.grid());
        QCOMPARE(view.grid()->values[0], 2.0F);
        QTRY_COMPARE(endless.state->cancelled, 1);
    }

    void coloursFollowASharedRange()
    {
        FakeSource fake;
        fake.value = 2;
        HeatmapView view(u"Heat map"_s);
        QSignalSpy own(&view, &HeatmapView::ownRangeChanged);
        view.setSource(fake.source({4, 4}));
        show(view);
        QTRY_COMPARE(own.size(), 1);
        QCOMPARE(own[0][0].toDouble(), 2.0);
        const QPoint middle = view.geometryNow().area.center().toPoint();
        const QRgb full = view.grab().toImage().pixel(middle);
        view.setRange(20);
        const QRgb pale = view.grab().toImage().pixel(middle);
        QVERIFY(qGreen(pale) > qGreen(full));
        view.setRange({});
        QCOMPARE(view.grab().toImage().pixel(middle), full);
    }

    void tellsWhyThereIsNoPicture()
    {
        HeatmapView view(u"Heat map"_s);
        show(view);
        HeatmapSource broken{
            matrixOf(Dtype::F32, {4, 4}), [](const GridRequest &, Progress &) -> Result<Grid> {
                return fail(Code::CannotRead, u"The disk is gone."_s);
            }};
        view.setSource(broken);
        QTRY_COMPARE(view.accessibleDescription(), u"The disk is gone."_s);
        view.setSource({matrixOf(Dtype::F32, {0, 4}), broken.grid});
        QCOMPARE(view.accessibleDescription(), u"This tensor has no elements."_s);
        view.clear(u"Nothing here."_s);
        QCOMPARE(view.accessibleDescription(), u"Nothing here."_s);
    }

    void showsRealTensorsAndDifferences()
    {
        const TensorView a = viewOf(std::vector<float>{1, 2, 3, 4}, Dtype::F32, {2, 2});
        const TensorView b = viewOf(std::vector<float>{1, 2, 3, NAN}, Dtype::F32, {2, 2});
        HeatmapView view(u"Heat map"_s);
        show(view);
        view.setSource(heatmapOf(b));
        QTRY_VERIFY(view.grid());
        view.setMarker(Place{1, 0});
        QCOMPARE(view.statusText(), u"[1, 0] = 3"_s);
        view.setMarker(Place{1, 1});
        QCOMPARE(view.statusText(), u"[1, 1] = NaN"_s);
        QVERIFY(view.accessibleDescription().contains(u"There are NaN."_s));

        view.setSource(differenceHeatmapOf(b, a));
        QTRY_VERIFY(view.grid());
        view.setMarker(Place{1, 0});
        QCOMPARE(view.statusText(), u"[1, 0] = 0"_s);
    }
};

QTEST_MAIN(HeatmapViewTest)
#include "tst_heatmapview.moc"
