// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/demo/demo.h"
#include "model/items/pairmodel.h"
#include "tests/testutil.h"
#include "tests/widgets.h"
#include "views/heatmapview.h"
#include "views/pairmap.h"
#include "views/profileplot.h"
#include "views/segmentedcontrol.h"
#include "views/undgenpage.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <qcustomplot.h>

using namespace Qt::StringLiterals;

class UndGenPageTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Inventory> m_inventory;
    std::unique_ptr<PairDiff> m_diff;
    std::unique_ptr<UndGenPage> m_page;

    void compare()
    {
        QSignalSpy stopped(m_diff.get(), &PairDiff::stopped);
        if (!m_diff->isRunning())
            QVERIFY(m_diff->start());
        QVERIFY(stopped.wait(30000));
    }
    [[nodiscard]] qsizetype pairOf(int layer, const QString &module) const
    {
        const auto &pairs = m_diff->siblings()->pairs;
        return std::ranges::find_if(pairs, [&](const SiblingPair &pair) {
            return pair.layer == layer && pair.module == module;
        }) - pairs.begin();
    }

private slots:
    void initTestCase()
    {
        VERIFY_OK(writeDemo(m_folder.path(), true));
        Progress progress;
        const auto checkpoint = openCheckpoint(m_folder.path(), progress);
        VERIFY_OK(checkpoint);
        m_inventory = makeInventory(Rules::bundled(), *checkpoint);
    }

    void init()
    {
        m_diff = std::make_unique<PairDiff>(QString());
        m_page = std::make_unique<UndGenPage>(m_diff.get());
        m_page->resize(900, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_diff->setPairs(
            m_inventory, std::make_shared<const Siblings>(findSiblings(*m_inventory)), {});
    }
    void cleanup()
    {
        m_page.reset();
        m_diff.reset();
    }

    void asksForTheComparisonWhenItIsSeen()
    {
        QSignalSpy asked(m_page.get(), &UndGenPage::startRequested);
        m_page->hide();
        m_page->show();
        QCOMPARE(asked.count(), 1);
    }

    void manyModulesAreShownAsATableOnly()
    {
        auto siblings = std::make_shared<Siblings>(findSiblings(*m_inventory));
        const SiblingPair known = siblings->pairs.front();
        for (int i = 0; i < 1000; ++i) {
            siblings->pairs.push_back(known);
            siblings->pairs.back().module = u"part%1"_s.arg(i);
        }
        siblings->modules.clear();
        siblings->layers.clear();
        sortPairs(*siblings, *m_inventory->rules);
        m_diff->setPairs(m_inventory, siblings, {});
        QVERIFY(named<QTableView>(*m_page, u"Pair table"_s)->isVisible());
        QVERIFY(named<PairMap>(*m_page, u"Pair map"_s)->cellOf(0).isNull());
        compare();
        const auto *profile = named<ProfilePlot>(*m_page, u"Profile"_s);
        QCOMPARE(profile->findChild<QCustomPlot *>()->graphCount(), 0);
    }

    void hasTheAgreedAccessibleNames()
    {
        QVERIFY(named<QComboBox>(*m_page, u"Metric"_s));
        QVERIFY(named<PairMap>(*m_page, u"Pair map"_s));
        QVERIFY(named<QTableView>(*m_page, u"Pair table"_s));
        for (const QString &name : {u"UND heat map"_s, u"GEN heat map"_s, u"Difference heat map"_s})
            QVERIFY(named<HeatmapView>(*m_page, name));
        QVERIFY(named<QWidget>(*m_page, u"Histogram"_s));
    }

    void showsTheVerdictWhenAllIsExact()
    {
        compare();
        bool found = false;
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            found = found || label->text().startsWith(u"GEN still equals UND in 4 of 393 pairs"_s);
        QVERIFY(found);
    }

    void mapCellsAndPairsAreTheSamePlace()
    {
        auto *map = named<PairMap>(*m_page, u"Pair map"_s);
        for (qsizetype pair = 0; pair < std::ssize(m_diff->siblings()->pairs); ++pair) {
            const QRectF cell = map->cellOf(pair);
            QVERIFY2(!cell.isNull(), qPrintable(QString::number(pair)));
            QVERIFY(QRectF(map->rect()).contains(cell));
            QCOMPARE(map->pairAt(cell.center()), pair);
        }
        QCOMPARE(map->pairAt(QPointF(1, 1)), -1);
    }

    void clickAndArrowKeysChooseAPair()
    {
        compare();
        auto *map = named<PairMap>(*m_page, u"Pair map"_s);
        const qsizetype pair = pairOf(11, u"mlp.gate_proj.weight"_s);
        QTest::mouseClick(map, Qt::LeftButton, {}, map->cellOf(pair).center().toPoint());
        QCOMPARE(map->current(), pair);
        QTest::keyClick(map, Qt::Key_Right);
        QCOMPARE(map->current(), pairOf(12, u"mlp.gate_proj.weight"_s));
        QTest::keyClick(map, Qt::Key_Down);
        QCOMPARE(map->current(), pairOf(12, u"mlp.up_proj.weight"_s));
        QVERIFY(map->accessibleDescription().startsWith(u"Layer 12, mlp.up_proj.weight"_s));
        const auto *table = named<QTableView>(*m_page, u"Pair table"_s);
        QCOMPARE(static_cast<PairModel *>(table->model())->pairAt(table->currentIndex().row()),
            map->current());
    }

    void altDownSkipsIdenticalPairs()
    {
        compare();
        auto *map = named<PairMap>(*m_page, u"Pair map"_s);
        m_page->setCurrent(pairOf(0, u"self_attn.o_proj.weight"_s));
        QTest::keyClick(m_page.get(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(map->current(), pairOf(0, u"mlp.gate_proj.weight"_s));
        QTest::keyClick(m_page.get(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(map->current(), pairOf(0, u"self_attn.o_proj.weight"_s));
    }

    void theProfileShowsWhatWasComparedBeforeItWasSeen()
    {
        compare();
        const auto *form = m_page->findChild<SegmentedControl *>(u"Form"_s);
        const auto buttons = form->findChildren<QAbstractButton *>();
        QTest::mouseClick(buttons[2], Qt::LeftButton);
        const auto *plot = named<ProfilePlot>(*m_page, u"Profile"_s)->findChild<QCustomPlot *>();
        const QCPGraph *line = plot->graph(plot->graphCount() - 1);
        QVERIFY(line->data()->at(5)->value > 0);
    }

    void heatMapsOfAPairAreLinked()
    {
        compare();
        m_page->setCurrent(pairOf(3, u"mlp.gate_proj.weight"_s));
        auto *und = named<HeatmapView>(*m_page, u"UND heat map"_s);
        auto *difference = named<HeatmapView>(*m_page, u"Difference heat map"_s);
        QTRY_VERIFY(und->grid() && difference->grid());
        QTest::keyClick(und, Qt::Key_Plus);
        QVERIFY(und->view().rows < 296);
        QCOMPARE(difference->view(), und->view());
    }
};

QTEST_MAIN(UndGenPageTest)
#include "tst_undgenpage.moc"
