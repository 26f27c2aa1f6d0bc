// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/checkpoint.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"
#include "tests/widgets.h"
#include "views/heatmapview.h"
#include "views/histogramplot.h"
#include "views/statisticstable.h"
#include "views/tensorpage.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

#include <limits>

namespace {

QByteArray bytesOf(const std::vector<float> &numbers)
{
    return {reinterpret_cast<const char *>(numbers.data()),
        static_cast<qsizetype>(numbers.size() * sizeof(float))};
}

QString labelText(const QWidget &root, const QString &name)
{
    const auto *label = named<QLabel>(root, name);
    return label && label->isVisible() ? label->text() : QString();
}

} // namespace

class TensorPageTest final : public QObject {
    Q_OBJECT

    enum Tensor { Counting, Zeros, Broken, Strange, Empty, Large };
    QTemporaryDir m_folder;
    std::shared_ptr<const Inventory> m_inventory;
    std::unique_ptr<TensorPage> m_page;

    void select(qsizetype tensor, const QString &output = u"model.key"_s)
    {
        m_page->setTensor(m_inventory, tensor, output);
    }
    QString statistic(const QString &name) const
    {
        return labelText(*m_page->findChild<StatisticsTable *>(), name);
    }
    QString verdict() const { return labelText(*m_page, u"Tensor verdict"_s); }
    HeatmapView &heatmap() const { return *named<HeatmapView>(*m_page, u"Heat map"_s); }
    QTableView &values() const { return *named<QTableView>(*m_page, u"Values"_s); }

private slots:
    void initTestCase()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float infinity = std::numeric_limits<float>::infinity();
        CheckpointBuilder builder;
        builder
            .tensor(u"language_model.lm_head.weight"_s, "F32", {2, 3}, bytesOf({0, 1, 2, 3, 4, 5}))
            .tensor(u"language_model.zeros"_s, "F32", {4}, bytesOf({0, 0, -0.0F, 0}))
            .tensor(u"language_model.broken"_s, "F32", {5}, bytesOf({nan, 1, nan, infinity, 2}))
            .tensor(u"strange"_s, "F7", {4}, QByteArray(4, '\x11'))
            .tensor(u"empty"_s, "F32", {0, 4}, {})
            .tensor(u"large"_s, "F32", {2000, 500}, QByteArray(4'000'000, '\0'));
        const QString path = m_folder.filePath(u"ema.safetensors"_s);
        QVERIFY(builder.write(path));
        Progress progress;
        const auto checkpoint = openCheckpoint(path, progress);
        VERIFY_OK(checkpoint);
        m_inventory = makeInventory(Rules::bundled(), *checkpoint);
        QCOMPARE(m_inventory->checkpoint->tensors.size(), std::size_t(Large + 1));
    }

    void init()
    {
        m_page = std::make_unique<TensorPage>();
        m_page->resize(740, 640);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void cleanup() { m_page.reset(); }

    void asksForATensorWhereThereIsNone()
    {
        QVERIFY(!named<HeatmapView>(*m_page, u"Heat map"_s)->isVisible());
        select(Counting);
        QVERIFY(heatmap().isVisible());
        select(-1);
        QVERIFY(!heatmap().isVisible());
    }

    void factsAreThereAtOnce()
    {
        select(Counting, u"model.language_model.lm_head.weight"_s);
        QCOMPARE(labelText(*m_page, u"Tensor key"_s), u"language_model.lm_head.weight"_s);
        QCOMPARE(labelText(*m_page, u"Facts"_s), u"UND · F32 · 2 × 3 · 6 parameters · 24 B"_s);
        QVERIFY(labelText(*m_page, u"Place in the file"_s)
                    .startsWith(u"ema.safetensors · data offsets 0 – 24 · from byte "_s));
        QCOMPARE(
            labelText(*m_page, u"Output key"_s), u"Becomes model.language_model.lm_head.weight"_s);
        QCOMPARE(statistic(u"Max"_s), u"…"_s);
        select(Large);
        QVERIFY(labelText(*m_page, u"Facts"_s)
                    .endsWith(u"2,000 × 500 · 1,000,000 parameters · 4,000,000 bytes (4.00 MB)"_s));
        select(Counting, {});
        QCOMPARE(labelText(*m_page, u"Output key"_s), u"Left out by the conversion"_s);
    }

    void numbersFollow()
    {
        select(Counting);
        QTRY_COMPARE(statistic(u"Max"_s), u"5"_s);
        QCOMPARE(statistic(u"Numbers"_s), u"6"_s);
        QCOMPARE(statistic(u"Mean"_s), u"2.5"_s);
        QCOMPARE(statistic(u"Std"_s), u"1.708"_s);
        QCOMPARE(statistic(u"Zeros"_s), u"1 (16.7 %)"_s);
        QCOMPARE(verdict(), u"✓ Every number is finite."_s);
        QTRY_VERIFY(heatmap().grid());
        QCOMPARE(heatmap().grid()->values, (std::vector<float>{0, 1, 2, 3, 4, 5}));
        const auto *histogram = m_page->findChild<HistogramPlot *>();
        QCOMPARE(histogram->accessibleName(), u"Histogram"_s);
        QCOMPARE(histogram->histograms().size(), std::size_t(1));
        QTRY_COMPARE(dump(*values().model()), u"0 | 1 | 2\n3 | 4 | 5\n"_s);
    }

    void saysWhatStandsOut_data()
    {
        QTest::addColumn<int>("tensor");
        QTest::addColumn<QString>("expected");
        QTest::newRow("zeros") << int(Zeros) << u"! All zero."_s;
        QTest::newRow("broken") << int(Broken) << u"! 2 NaN and 1 Inf found."_s;
        QTest::newRow("empty") << int(Empty) << u"✓ No elements."_s;
        QTest::newRow("large") << int(Large) << u"! All zero."_s;
    }
    void saysWhatStandsOut()
    {
        QFETCH(int, tensor);
        QFETCH(QString, expected);
        select(tensor);
        QTRY_COMPARE(verdict(), expected);
    }

    void anUnknownDtypeIsSaid()
    {
        select(Strange);
        QTRY_VERIFY(heatmap().accessibleDescription().contains(u"dtype is not known"_s));
        QCOMPARE(values().model()->rowCount(), 0);
        QVERIFY(verdict().isEmpty());
    }

    void onlyTheLastOfManySelectionsIsRead()
    {
        QSignalSpy pictures(&heatmap(), &HeatmapView::ownRangeChanged);
        for (const qsizetype tensor : {Counting, Broken, Large, Zeros, Large, Counting, Zeros})
            select(tensor);
        QCOMPARE(labelText(*m_page, u"Tensor key"_s), u"language_model.zeros"_s);
        QTRY_COMPARE(verdict(), u"! All zero."_s);
        QTRY_COMPARE(pictures.size(), 1);
        QCOMPARE(statistic(u"Numbers"_s), u"4"_s);
    }

    void anotherOutputKeyReadsNothingAgain()
    {
        select(Counting);
        QTRY_VERIFY(heatmap().grid());
        QTRY_COMPARE(statistic(u"Max"_s), u"5"_s);
        QSignalSpy pictures(&heatmap(), &HeatmapView::ownRangeChanged);
        select(Counting, u"other"_s);
        QCOMPARE(labelText(*m_page, u"Output key"_s), u"Becomes other"_s);
        QCOMPARE(statistic(u"Max"_s), u"5"_s);
        QTest::qWait(150);
        QCOMPARE(pictures.size(), 0);
    }

    void readsNothingWhileHidden()
    {
        m_page->hide();
        select(Counting);
        QTest::qWait(150);
        QVERIFY(!heatmap().grid());
        m_page->show();
        QTRY_VERIFY(heatmap().grid());
        QTRY_COMPARE(statistic(u"Max"_s), u"5"_s);
    }

    void slicesTheValues()
    {
        select(Counting);
        QTRY_COMPARE(dump(*values().model()), u"0 | 1 | 2\n3 | 4 | 5\n"_s);
        auto *slice = named<QLineEdit>(*m_page, u"Slice"_s);
        slice->setText(u"1, ::2"_s);
        QTRY_COMPARE(dump(*values().model()), u"3 | 5\n"_s);
        slice->setText(u"7"_s);
        QVERIFY(labelText(*m_page, u"Slice error"_s).contains(u"out of range"_s));
        slice->clear();
        QVERIFY(labelText(*m_page, u"Slice error"_s).isEmpty());
        QTRY_COMPARE(dump(*values().model()), u"0 | 1 | 2\n3 | 4 | 5\n"_s);
    }

    void tellsWhatCannotBeRead()
    {
        const QString path = m_folder.filePath(u"gone.safetensors"_s);
        CheckpointBuilder builder;
        builder.tensor(u"language_model.lm_head.weight"_s, "F32", {64, 64});
        QVERIFY(builder.write(path));
        Progress progress;
        const auto checkpoint = openCheckpoint(path, progress);
        VERIFY_OK(checkpoint);
        QVERIFY(QFile::resize(path, 100));
        m_page->setTensor(makeInventory(Rules::bundled(), *checkpoint), 0, u"key"_s);
        QTRY_VERIFY(heatmap().accessibleDescription().contains(u"gone.safetensors"_s));
        QTRY_VERIFY(labelText(*m_page, u"Coverage"_s).contains(u"gone.safetensors"_s));
    }
};

QTEST_MAIN(TensorPageTest)
#include "tst_tensorpage.moc"
