// SPDX-License-Identifier: GPL-3.0-or-later

// What the window does beyond the reference's conversion: fixes, two checkpoints, single tensors.
#include "app/mainwindow.h"
#include "model/items/pairmodel.h"
#include "model/items/roles.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"
#include "tests/widgets.h"
#include "views/conversionpage.h"
#include "views/fixespanel.h"
#include "views/undgenpage.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

const QString norm = u"language_model.model.norm.weight"_s;
const QString genNorm = u"language_model.model.norm_moe_gen.weight"_s;

} // namespace

class FixesTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] Session &session() const { return m_window->session(); }

    /// Waits until the checkpoint is open and checked.
    template <typename Open> void open(Open start)
    {
        QSignalSpy checked(&session(), &Session::checked);
        start();
        QVERIFY(checked.wait());
    }
    [[nodiscard]] QString tabOfPairs() const
    {
        const auto *page = m_window->findChild<UndGenPage *>();
        const auto *pages = m_window->findChild<QTabWidget *>();
        return pages->tabText(pages->indexOf(page));
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(CheckpointBuilder()
                    .tensor(norm, "BF16", {64})
                    .tensor(genNorm, "F32", {64})
                    .write(path(u"a.safetensors"_s)));
        QVERIFY(CheckpointBuilder()
                    .tensor(u"model."_s + norm, "BF16", {64})
                    .tensor(u"vit_model.only.in.b"_s, "BF16", {4})
                    .write(path(u"b.safetensors"_s)));
        QVERIFY(CheckpointBuilder()
                    .tensor(u"module."_s + norm, "BF16", {64})
                    .tensor(u"module."_s + genNorm, "BF16", {64})
                    .write(path(u"wrapped.safetensors"_s)));
    }
    void init()
    {
        m_window = std::make_unique<MainWindow>(Rules::bundled());
        m_window->show();
    }
    void cleanup() { m_window.reset(); }

    void stripsAPrefixAtTheCheckThatFindsIt()
    {
        open([&] { m_window->open(path(u"wrapped.safetensors"_s)); });
        QVERIFY(session().plan()->isRefused());
        auto *strip = buttonWithText(*m_window, u"Strip “module.”"_s);
        QVERIFY(strip);
        open([&] { strip->click(); });
        QVERIFY(!session().plan()->isRefused());
        QCOMPARE(outputKey(*session().inventory(), *session().plan(), 0), u"model."_s + norm);

        // And back, where it is shown.
        auto *prefix = named<QLineEdit>(*m_window, u"Strip prefix"_s);
        QCOMPARE(prefix->text(), u"module."_s);
        open([&] {
            prefix->clear();
            emit prefix->editingFinished();
        });
        QVERIFY(session().plan()->isRefused());
    }

    void aReloadKeepsThePrefixAndTheFixes()
    {
        open([&] { session().open(path(u"wrapped.safetensors"_s)); });
        open([&] { session().reopen({path(u"wrapped.safetensors"_s), u"module."_s, {}}); });
        ConversionOptions options = session().options();
        options.dtype = Dtype::F32;
        session().setOptions(options);
        open([&] { session().reopen(session().source()); });
        QCOMPARE(session().inventory()->prefix, u"module."_s);
        QCOMPARE(session().options().dtype, std::optional(Dtype::F32));

        // Another checkpoint begins without them.
        open([&] { session().open(path(u"a.safetensors"_s)); });
        QVERIFY(session().inventory()->prefix.isEmpty());
        QVERIFY(!session().options().dtype);
    }

    void whatIsChosenWhileACheckpointIsReadAnewHolds()
    {
        open([&] { session().open(path(u"wrapped.safetensors"_s)); });
        open([&] {
            session().reopen({path(u"wrapped.safetensors"_s), u"module."_s, {}});
            QCOMPARE(session().source().prefix, u"module."_s);
            ConversionOptions options = session().options();
            options.stage = Stage::Two;
            options.dropPositionTables = true;
            session().setOptions(options);
        });
        QCOMPARE(session().plan()->options.stage, Stage::Two);
        QVERIFY(session().plan()->options.dropPositionTables);
        QCOMPARE(session().plan()->kept.size(), 2U);
    }

    void aFixKeepsTheSelectedTensor()
    {
        open([&] { m_window->open(path(u"wrapped.safetensors"_s) + u"::module."_s + genNorm); });
        auto *strip = buttonWithText(*m_window, u"Strip “module.”"_s);
        open([&] { strip->click(); });
        const auto *tree = named<QTreeView>(*m_window, u"Tensor tree"_s);
        QCOMPARE(tree->currentIndex().data(Roles::KeyRole).toString(), u"module."_s + genNorm);
    }

    void showsInThePlanWhatAFixDoes()
    {
        open([&] { m_window->open(path(u"a.safetensors"_s)); });
        const FixesPanel &fixes = *m_window->findChild<ConversionPage *>()->fixes();
        QCOMPARE(fixes.chosen(), 0);
        auto *dtype = named<QComboBox>(*m_window, u"Cast dtype"_s);
        dtype->setCurrentText(u"F16"_s);
        emit dtype->activated(dtype->currentIndex());
        QCOMPARE(session().plan()->decisions[0].dtype, Dtype::F16);
        auto *bucket = named<QComboBox>(*m_window, u"Keep"_s);
        bucket->setCurrentText(u"GEN only"_s);
        emit bucket->activated(bucket->currentIndex());
        QCOMPARE(session().plan()->kept, (std::vector<qsizetype>{1}));
        QCOMPARE(fixes.chosen(), 2);
        QVERIFY(buttonWithText(*m_window, u"Fixes (2)"_s));
    }

    void aDonorThatCannotBeReadChangesNothing()
    {
        open([&] { m_window->open(path(u"a.safetensors"_s)); });
        const auto before = session().inventory();
        QSignalSpy failed(&session(), &Session::openFailed);
        session().reopen({path(u"a.safetensors"_s), {}, path(u"missing.safetensors"_s)});
        QVERIFY(failed.wait());
        QCOMPARE(session().inventory(), before);
        QVERIFY(session().source().donor.isEmpty());
    }

    void comparesWithAnotherCheckpointAndGoesBack()
    {
        open([&] { m_window->open(path(u"a.safetensors"_s)); });
        QCOMPARE(tabOfPairs(), u"UND ↔ GEN"_s);
        QSignalSpy reset(&session().diff(), &PairDiff::reset);
        session().compareWith(path(u"b.safetensors"_s));
        QVERIFY(reset.wait());
        const Siblings &siblings = *session().diff().siblings();
        QVERIFY(siblings.areCounterparts);
        QCOMPARE(siblings.pairs.size(), 1U);
        QCOMPARE(siblings.unpairedUnd.size(), 1U);
        QCOMPARE(siblings.unpairedGen.size(), 1U);
        QCOMPARE(tabOfPairs(), u"A ↔ B"_s);

        auto *pages = m_window->findChild<QTabWidget *>();
        QSignalSpy stopped(&session().diff(), &PairDiff::stopped);
        pages->setCurrentWidget(m_window->findChild<UndGenPage *>());
        QVERIFY(stopped.count() > 0 || stopped.wait());
        QVERIFY(!session().diff().results()[0]->isIdentical); // the data follows the whole key
        QVERIFY(named<QWidget>(*m_window, u"A heat map"_s));

        buttonWithText(*m_window, u"Back to UND ↔ GEN"_s)->click();
        QVERIFY(reset.wait());
        QCOMPARE(tabOfPairs(), u"UND ↔ GEN"_s);
        QVERIFY(named<QWidget>(*m_window, u"GEN heat map"_s));
    }

    void aReloadComparesAgain()
    {
        open([&] { m_window->open(path(u"a.safetensors"_s)); });
        QSignalSpy reset(&session().diff(), &PairDiff::reset);
        session().compareWith(path(u"b.safetensors"_s));
        QVERIFY(reset.wait());
        open([&] { session().reopen(session().source()); });
        QTRY_VERIFY(session().diff().siblings()->areCounterparts);
        // Another checkpoint is compared with nothing.
        open([&] { session().open(path(u"wrapped.safetensors"_s)); });
        QTest::qWait(50);
        QVERIFY(!session().diff().siblings()->areCounterparts);
    }

    void theKeyFilterNarrowsTheTableOfTwoCheckpoints()
    {
        open([&] { m_window->open(path(u"a.safetensors"_s)); });
        QSignalSpy reset(&session().diff(), &PairDiff::reset);
        session().compareWith(path(u"b.safetensors"_s));
        QVERIFY(reset.wait());
        auto *table = named<QTableView>(*m_window, u"Pair table"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        auto *page = m_window->findChild<UndGenPage *>();
        page->setAccepted({false, true});
        QCOMPARE(table->model()->rowCount(), 0);
        page->setAccepted({true, false});
        QCOMPARE(table->model()->rowCount(), 1);
    }

    void aCheckpointThatCannotBeComparedIsAMessage()
    {
        open([&] { m_window->open(path(u"a.safetensors"_s)); });
        QSignalSpy failed(&session(), &Session::openFailed);
        session().compareWith(path(u"missing.safetensors"_s));
        QVERIFY(failed.wait());
        QVERIFY(!session().diff().siblings()->areCounterparts);
    }

    void writesOneTensorAndSaysAsWhat()
    {
        open([&] { m_window->open(path(u"a.safetensors"_s)); });
        QSignalSpy saved(&session(), &Session::saved);
        session().saveTensor(session().inventory()->checkpoint, 0, path(u"norm.npy"_s));
        QVERIFY(saved.wait());
        QVERIFY(saved[0][1].toString().contains(u"as F32, since NumPy has no BF16"_s));
        QVERIFY(readFile(path(u"norm.npy"_s)).startsWith("\x93NUMPY"));
    }

    void writesASliceAsText()
    {
        open([&] { m_window->open(path(u"a.safetensors"_s)); });
        QSignalSpy saved(&session(), &Session::saved);
        session().saveTensor(session().inventory()->checkpoint, 1, path(u"part.csv"_s), u"2:5"_s);
        QVERIFY(saved.wait());
        const QByteArray text = readFile(path(u"part.csv"_s));
        QCOMPARE(text.count('\n') + text.count(','), 3);
    }

    void aTensorIsThatOfTheCheckpointItWasChosenIn()
    {
        open([&] { m_window->open(path(u"a.safetensors"_s)); });
        const auto chosenIn = session().inventory()->checkpoint;
        open([&] { session().open(path(u"b.safetensors"_s)); });
        QSignalSpy saved(&session(), &Session::saved);
        session().saveTensor(chosenIn, 1, path(u"gen.bin"_s));
        QVERIFY(saved.wait());
        QCOMPARE(readFile(path(u"gen.bin"_s)).size(), 64 * 4);
    }
};

QTEST_MAIN(FixesTest)
#include "tst_fixes.moc"
