// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diff/diffcache.h"
#include "model/diff/diffsummary.h"
#include "model/diff/metric.h"
#include "model/diff/pairdiff.h"
#include "model/items/pairmodel.h"
#include "model/items/roles.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

QByteArray floats(const std::vector<float> &numbers)
{
    return {reinterpret_cast<const char *>(numbers.data()),
        static_cast<qsizetype>(numbers.size() * sizeof(float))};
}

/// Adds "…layers.LAYER.input_layernorm" of UND and GEN.
void addPair(CheckpointBuilder &builder, int layer, const QByteArray &und, const QByteArray &gen,
    const QList<quint64> &shape, const QList<quint64> &genShape)
{
    const QString base = u"language_model.model.layers.%1.input_layernorm"_s.arg(layer);
    builder.tensor(base + u".weight"_s, "F32", shape, und);
    builder.tensor(base + u"_moe_gen.weight"_s, "F32", genShape, gen);
}

} // namespace

class PairDiffTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Layer 0 identical, 1 moved, 2 moved twice as far, 3 of another shape.
    QString writeCheckpoint(const QString &name) const
    {
        CheckpointBuilder builder;
        const QByteArray und = floats({3, 4});
        addPair(builder, 0, und, und, {2}, {2});
        addPair(builder, 1, und, floats({3, 5}), {2}, {2});
        addPair(builder, 2, und, floats({3, 6}), {2}, {2});
        addPair(builder, 3, und, floats({3, 4, 5}), {2}, {3});
        builder.write(path(name));
        return path(name);
    }

    static void open(PairDiff &diff, const QString &path, const QString &cache = {})
    {
        Progress progress;
        const auto checkpoint = openCheckpoint(path, progress);
        VERIFY_OK(checkpoint);
        const auto inventory = makeInventory(Rules::bundled(), *checkpoint);
        const auto siblings = std::make_shared<const Siblings>(findSiblings(*inventory));
        diff.setPairs(inventory, siblings, loadDiff(cache, *inventory, *siblings));
    }

    static void run(PairDiff &diff)
    {
        QSignalSpy stopped(&diff, &PairDiff::stopped);
        Job *job = diff.start();
        QVERIFY(job);
        QVERIFY(stopped.wait());
        job->deleteLater();
    }

private slots:
    void comparesEveryPairExactly()
    {
        PairDiff diff({});
        open(diff, writeCheckpoint(u"a.safetensors"_s));
        QCOMPARE(diff.comparablePairs(), 3);
        QCOMPARE(diff.exactPairs(), 0);
        run(diff);
        QCOMPARE(diff.exactPairs(), 3);
        QVERIFY(diff.results()[0]->isIdentical);
        QCOMPARE(*diff.results()[1]->relativeL2, 1.0 / 5);
        QCOMPARE(*diff.results()[2]->maxAbs, 2.0);
        QVERIFY(!diff.results()[3]);
        QVERIFY(!diff.start());
    }

    void goesOnWhereItEndedAndRemembersInTheCache()
    {
        const QString file = writeCheckpoint(u"b.safetensors"_s);
        const QString cache = path(u"cache"_s);
        {
            PairDiff diff(cache);
            open(diff, file);
            run(diff);
        }
        PairDiff again(cache);
        open(again, file, cache);
        QCOMPARE(again.exactPairs(), 3);
        QCOMPARE(*again.results()[1]->relativeL2, 1.0 / 5);
        QVERIFY(!again.start());

        // A changed file is another one, even at the same size.
        QByteArray bytes = readFile(file);
        bytes[bytes.size() - 1] = '\x41';
        QVERIFY(writeFile(file, bytes));
        open(again, file, cache);
        QCOMPARE(again.exactPairs(), 0);
    }

    void takesADamagedCacheForNone()
    {
        const QString file = writeCheckpoint(u"c.safetensors"_s);
        const QString cache = path(u"damaged"_s);
        {
            PairDiff diff(cache);
            open(diff, file);
            run(diff);
        }
        const QFileInfoList files = QDir(cache).entryInfoList(QDir::Files);
        QCOMPARE(files.size(), 1);
        QVERIFY(writeFile(files.first().filePath(), "{\"x\": "));
        PairDiff diff(cache);
        open(diff, file, cache);
        QCOMPARE(diff.exactPairs(), 0);
    }

    void stopsWhenAnotherCheckpointComes()
    {
        PairDiff diff({});
        open(diff, writeCheckpoint(u"d.safetensors"_s));
        QVERIFY(diff.start());
        open(diff, writeCheckpoint(u"e.safetensors"_s));
        QVERIFY(!diff.isRunning());
        run(diff);
        QCOMPARE(diff.exactPairs(), 3);
    }

    void saysWhyItFailed()
    {
        PairDiff diff({});
        const QString file = writeCheckpoint(u"f.safetensors"_s);
        open(diff, file);
        QFile::resize(file, 700);
        run(diff);
        QVERIFY(!diff.failure().isEmpty());
        QVERIFY(diff.failure().contains(u"f.safetensors"_s));
    }

    void summarizesInWords()
    {
        PairDiff diff({});
        open(diff, writeCheckpoint(u"g.safetensors"_s));
        run(diff);
        const DiffSummary summary = summarizeDiff(*diff.siblings(), diff.results());
        QCOMPARE(summary.identical, 1);
        QCOMPARE(summary.mismatched, 1);
        QVERIFY(summary.isComplete());
        QCOMPARE(diffVerdict(summary),
            u"GEN still equals UND in 1 of 4 pairs: never trained there. In 1 of 4 pairs shapes or dtypes differ."_s);
        QCOMPARE(diffVerdict({.pairs = 393, .exact = 393, .identical = 393}),
            u"GEN still equals UND in 393 of 393 pairs: this checkpoint's generation path was never trained."_s);
        QCOMPARE(diffVerdict({.pairs = 2, .exact = 2}), u"GEN differs from UND in every pair."_s);
        QCOMPARE(diffVerdict({.pairs = 2, .exact = 1}), QString());
        QCOMPARE(diffVerdict({}), u"No GEN tensor has an UND sibling here."_s);
    }

    void tableSortsByAnyMetricWithTheUnknownLast()
    {
        PairDiff diff({});
        PairModel model(&diff);
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        open(diff, writeCheckpoint(u"h.safetensors"_s));
        QCOMPARE(model.rowCount(), 4);
        model.sort(PairModel::FirstMetric, Qt::DescendingOrder);
        run(diff);
        const auto layers = [&] {
            QStringList list;
            for (int row = 0; row < model.rowCount(); ++row)
                list += model.index(row, PairModel::Layer).data().toString();
            return list.join(u' ');
        };
        QCOMPARE(layers(), u"2 1 0 3"_s);
        model.sort(PairModel::FirstMetric, Qt::AscendingOrder);
        QCOMPARE(layers(), u"0 1 2 3"_s);
        QCOMPARE(model.index(0, PairModel::stateColumn).data().toString(), u"identical"_s);
        QCOMPARE(
            model.index(3, PairModel::stateColumn).data().toString(), u"shape or dtype differs"_s);
        QCOMPARE(model.index(1, PairModel::FirstMetric).data().toString(), u"0.2"_s);
        QCOMPARE(model.index(1, 0).data(Roles::PairRole).value<qsizetype>(), 1);
    }

    void showsMetricsForPeople()
    {
        QCOMPARE(shown(0.5, Metric::IdenticalShare), u"50 %"_s);
        QCOMPARE(shown(0.12345, Metric::RelativeL2), u"0.123"_s);
        QCOMPARE(shown({}, Metric::RelativeL2), u"–"_s);
    }
};

QTEST_GUILESS_MAIN(PairDiffTest)
#include "tst_pairdiff.moc"
