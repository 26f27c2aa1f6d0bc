// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"
#include "model/items/roles.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"
#include "tests/widgets.h"
#include "views/segmentedcontrol.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDialog>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

const QString embed = u"language_model.model.embed_tokens.weight"_s;
const QString norm = u"language_model.model.norm.weight"_s;
const QString genNorm = u"language_model.model.norm_moe_gen.weight"_s;

QStringList shownKeys(const QTreeView &tree, const QModelIndex &parent = {})
{
    QStringList keys;
    for (int row = 0; row < tree.model()->rowCount(parent); ++row) {
        const QModelIndex index = tree.model()->index(row, 0, parent);
        if (index.data(Roles::TensorRole).value<qsizetype>() >= 0)
            keys += index.data(Roles::KeyRole).toString();
        keys += shownKeys(tree, index);
    }
    return keys;
}

} // namespace

class MainWindowTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString verdict() const { return named<QLabel>(*m_window, u"Verdict"_s)->text(); }

    void openAndWait(const QString &file)
    {
        QSignalSpy opened(&m_window->session(), &Session::opened);
        m_window->open(file);
        QVERIFY(opened.wait());
    }

    void choose(const QString &control, const QString &segment)
    {
        auto *group = named<SegmentedControl>(*m_window, control);
        QVERIFY(group);
        QTest::mouseClick(buttonWithText(*group, segment), Qt::LeftButton);
    }

    /// Presses Export…, fills the dialog in and accepts; `onQuestion` answers a message box.
    void exportTo(const QString &destination, const QString &onQuestion = {})
    {
        QTimer::singleShot(0, this, [=, this] {
            QTRY_VERIFY(qobject_cast<QDialog *>(QApplication::activeModalWidget()));
            QWidget *dialog = QApplication::activeModalWidget();
            named<QLineEdit>(*dialog, u"Destination"_s)->setText(destination);
            if (!onQuestion.isNull()) {
                QTimer::singleShot(0, this, [=] {
                    QTRY_VERIFY(qobject_cast<QMessageBox *>(QApplication::activeModalWidget()));
                    QWidget *question = QApplication::activeModalWidget();
                    QTest::mouseClick(buttonWithText(*question, onQuestion), Qt::LeftButton);
                    if (onQuestion == u"Cancel")
                        QTimer::singleShot(
                            0, dialog, [dialog] { static_cast<QDialog *>(dialog)->reject(); });
                });
            }
            QTest::mouseClick(buttonWithText(*dialog, u"Export"_s), Qt::LeftButton);
        });
        QTest::mouseClick(named<QPushButton>(*m_window, u"Export…"_s), Qt::LeftButton);
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName({});
        QCoreApplication::setApplicationName(u"bagel-explorer-test"_s);
        QVERIFY(CheckpointBuilder()
                    .tensor(embed, "BF16", {8, 4})
                    .tensor(norm, "BF16", {4})
                    .tensor(genNorm, "BF16", {4})
                    .metadata(u"format"_s, u"pt"_s)
                    .write(path(u"good.safetensors"_s)));
        QVERIFY(CheckpointBuilder()
                    .tensor(embed, "BF16", {8, 4})
                    .tensor(u"foo.bar"_s, "F32", {2})
                    .write(path(u"unknown.safetensors"_s)));
        QVERIFY(CheckpointBuilder()
                    .tensor(u"model."_s + embed, "BF16", {8, 4})
                    .write(path(u"nemo.safetensors"_s)));
        QVERIFY(writeFile(path(u"broken.safetensors"_s), "<html>not found</html>"));
    }

    void init()
    {
        QSettings(QCoreApplication::applicationName(), MainWindow::settingsName).clear();
        m_window = std::make_unique<MainWindow>(Rules::bundled());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void saysWhatToDoWhileNothingIsOpen()
    {
        QVERIFY(buttonWithText(*m_window, u"Open file…"_s)->isVisible());
        QVERIFY(!named<QPushButton>(*m_window, u"Export…"_s)->isEnabled());
        QVERIFY(!named<QLabel>(*m_window, u"Verdict"_s)->isVisible());
    }

    void hasTheAgreedAccessibleNames()
    {
        QVERIFY(named<QToolButton>(*m_window, u"Open"_s));
        QVERIFY(named<SegmentedControl>(*m_window, u"Direction"_s));
        QVERIFY(named<SegmentedControl>(*m_window, u"Stage"_s));
        QVERIFY(named<QCheckBox>(*m_window, u"Strict"_s));
        QVERIFY(named<QPushButton>(*m_window, u"Export…"_s));
        QVERIFY(named<QLineEdit>(*m_window, u"Search keys"_s));
        QVERIFY(named<QTreeView>(*m_window, u"Tensor tree"_s));
        QVERIFY(named<QLabel>(*m_window, u"Verdict"_s));
        const auto *pages = m_window->findChild<QTabWidget *>();
        QCOMPARE(pages->tabText(0), u"Overview"_s);
        QCOMPARE(pages->tabText(1), u"Conversion"_s);
        QCOMPARE(pages->tabText(2), u"UND ↔ GEN"_s);
        QCOMPARE(pages->tabText(3), u"Tensor"_s);
    }

    void theTensorPageFollowsTheTree()
    {
        openAndWait(path(u"good.safetensors"_s));
        auto *pages = m_window->findChild<QTabWidget *>();
        QWidget *page = pages->widget(3);
        QVERIFY(named<QWidget>(*page, u"Heat map"_s));
        QVERIFY(named<QWidget>(*page, u"Histogram"_s));
        QVERIFY(named<QTableView>(*page, u"Values"_s));
        auto *tree = named<QTreeView>(*m_window, u"Tensor tree"_s);
        tree->expandAll();
        tree->setFocus();
        tree->keyboardSearch(u"language"_s);
        const auto key = [&] { return named<QLabel>(*page, u"Tensor key"_s)->text(); };
        for (int i = 0; i < 20 && key() != genNorm; ++i)
            QTest::keyClick(tree, Qt::Key_Down);
        QCOMPARE(key(), genNorm);
        QCOMPARE(named<QLabel>(*page, u"Output key"_s)->text(), u"Left out by the conversion"_s);
        choose(u"Stage"_s, u"2 · UND + GEN"_s);
        QCOMPARE(named<QLabel>(*page, u"Output key"_s)->text(), u"Becomes model."_s + genNorm);

        QVERIFY(!page->isVisible());
        QTest::keyClick(tree, Qt::Key_Return);
        QVERIFY(page->isVisible());
        QTRY_COMPARE(named<QLabel>(*page, u"Coverage"_s)->text(), u"Exact."_s);

        // Another checkpoint has other tensors.
        openAndWait(path(u"nemo.safetensors"_s));
        QVERIFY(key() != genNorm || !named<QLabel>(*page, u"Tensor key"_s)->isVisible());
    }

    void choicesUpdateTreeAndVerdictAtOnce()
    {
        openAndWait(path(u"good.safetensors"_s));
        QCOMPARE(verdict(), u"Stage 1 keeps 2 of 3 tensors, 72 B, and leaves out 1 GEN."_s);
        choose(u"Stage"_s, u"2 · UND + GEN"_s);
        QCOMPARE(verdict(), u"Stage 2 keeps all 3 model tensors, 80 B."_s);
        choose(u"Direction"_s, u"NeMo → HF"_s);
        QCOMPARE(verdict(), u"NeMo → HF keeps all 3 model tensors, 80 B."_s);
        QVERIFY(!named<SegmentedControl>(*m_window, u"Stage"_s)->isEnabled());
    }

    void directionFollowsTheLayout()
    {
        openAndWait(path(u"nemo.safetensors"_s));
        QCOMPARE(named<SegmentedControl>(*m_window, u"Direction"_s)->current(), 1);
        openAndWait(path(u"good.safetensors"_s));
        QCOMPARE(named<SegmentedControl>(*m_window, u"Direction"_s)->current(), 0);
    }

    void strictRefusesUnknownKeysAndLenientIsOneClickAway()
    {
        openAndWait(path(u"unknown.safetensors"_s));
        QVERIFY(verdict().contains(u"foo.bar"_s));
        QVERIFY(!named<QPushButton>(*m_window, u"Export…"_s)->isEnabled());
        QTest::mouseClick(buttonWithText(*m_window, u"Leave them out"_s), Qt::LeftButton);
        QVERIFY(!named<QCheckBox>(*m_window, u"Strict"_s)->isChecked());
        QVERIFY(named<QPushButton>(*m_window, u"Export…"_s)->isEnabled());
    }

    void showLeadsToTheRefusedKeys()
    {
        openAndWait(path(u"unknown.safetensors"_s));
        QTest::mouseClick(buttonWithText(*m_window, u"Show"_s), Qt::LeftButton);
        QCOMPARE(m_window->findChild<QTabWidget *>()->currentIndex(), 1);
        const auto *table = named<QAbstractItemView>(*m_window, u"Conversion plan"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"foo.bar"_s);
    }

    void searchAndChipsFilterTheTree()
    {
        openAndWait(path(u"good.safetensors"_s));
        const auto *tree = named<QTreeView>(*m_window, u"Tensor tree"_s);
        QCOMPARE(shownKeys(*tree).size(), 3);
        QTest::keyClicks(named<QLineEdit>(*m_window, u"Search keys"_s), u"NORM"_s);
        QTRY_COMPARE(shownKeys(*tree), (QStringList{norm, genNorm}));
        QTest::mouseClick(named<QAbstractButton>(*m_window, u"Show GEN"_s), Qt::LeftButton);
        QCOMPARE(shownKeys(*tree), QStringList{norm});
        named<QLineEdit>(*m_window, u"Search keys"_s)->clear();
        QTRY_COMPARE(shownKeys(*tree).size(), 2);
    }

    void theSearchLineFiltersEveryTable()
    {
        openAndWait(path(u"good.safetensors"_s));
        auto *search = named<QLineEdit>(*m_window, u"Search keys"_s);
        const auto rows = [&](const QString &table) {
            return named<QTableView>(*m_window, table)->model()->rowCount();
        };
        QCOMPARE(rows(u"Conversion plan"_s), 3);
        QCOMPARE(rows(u"Pair table"_s), 1);
        QTest::keyClicks(search, u"bucket:gen"_s);
        QTRY_COMPARE(rows(u"Conversion plan"_s), 1);
        QCOMPARE(rows(u"Pair table"_s), 1);
        search->setText(u"embed"_s);
        QTRY_COMPARE(rows(u"Pair table"_s), 0);
        QCOMPARE(named<QLabel>(*m_window, u"Matches"_s)->text(), u"1 of 3 keys"_s);

        // Another checkpoint is filtered by the same line.
        openAndWait(path(u"unknown.safetensors"_s));
        QCOMPARE(rows(u"Conversion plan"_s), 1);
        search->clear();
        QTRY_COMPARE(rows(u"Conversion plan"_s), 2);
    }

    void saysUnderTheFieldWhatIsWrongWithTheSearch()
    {
        openAndWait(path(u"good.safetensors"_s));
        const auto *tree = named<QTreeView>(*m_window, u"Tensor tree"_s);
        const auto *error = named<QLabel>(*m_window, u"Search error"_s);
        auto *search = named<QLineEdit>(*m_window, u"Search keys"_s);
        search->setText(u"shape:x"_s);
        QTRY_VERIFY(error->isVisible());
        QCOMPARE(shownKeys(*tree).size(), 3);
        search->setText(u"shape:8"_s);
        QTRY_COMPARE(shownKeys(*tree), QStringList{embed});
        QVERIFY(!error->isVisible());
        search->setText(u"nothing"_s);
        QTRY_VERIFY(error->isVisible());
    }

    void enterGoesThroughTheMatches()
    {
        openAndWait(path(u"good.safetensors"_s));
        const auto *tree = named<QTreeView>(*m_window, u"Tensor tree"_s);
        auto *search = named<QLineEdit>(*m_window, u"Search keys"_s);
        const auto current = [&] { return tree->currentIndex().data(Roles::KeyRole).toString(); };
        QTest::keyClicks(search, u"norm"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(current(), norm);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(current(), genNorm);
        QTest::keyClick(search, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(current(), norm);
    }

    void exportsWhatTheChoicesSay()
    {
        openAndWait(path(u"good.safetensors"_s));
        QSignalSpy exported(&m_window->session(), &Session::exported);
        exportTo(path(u"out.safetensors"_s));
        QVERIFY(exported.count() || exported.wait());
        QCOMPARE(readFile(path(u"out.safetensors"_s)),
            CheckpointBuilder()
                .metadata(u"format"_s, u"pt"_s)
                .tensor(u"model."_s + embed, "BF16", {8, 4}, CheckpointBuilder::filling(embed, 64))
                .tensor(u"model."_s + norm, "BF16", {4}, CheckpointBuilder::filling(norm, 8))
                .bytes());
        QTRY_VERIFY(buttonWithText(*m_window, u"Open result"_s)->isVisible());
        QSignalSpy opened(&m_window->session(), &Session::opened);
        QTest::mouseClick(buttonWithText(*m_window, u"Open result"_s), Qt::LeftButton);
        QVERIFY(opened.wait());
        QCOMPARE(m_window->session().inventory()->layout, Layout::Nemo);
    }

    void asksBeforeReplacingAFile()
    {
        openAndWait(path(u"good.safetensors"_s));
        const QString existing = path(u"existing.safetensors"_s);
        QVERIFY(writeFile(existing, "old"));
        exportTo(existing, u"Cancel"_s);
        QCOMPARE(readFile(existing), QByteArray("old"));
        QSignalSpy exported(&m_window->session(), &Session::exported);
        exportTo(existing, u"Replace"_s);
        QVERIFY(exported.count() || exported.wait());
        QVERIFY(readFile(existing).size() > 3);
    }

    void anErrorOnOpeningKeepsWhatWasOpen()
    {
        openAndWait(path(u"good.safetensors"_s));
        QSignalSpy failed(&m_window->session(), &Session::openFailed);
        m_window->open(path(u"broken.safetensors"_s));
        QVERIFY(failed.wait());
        QVERIFY(verdict().startsWith(u"Stage 1 keeps 2"_s));
        QVERIFY(buttonWithText(*m_window, u"Dismiss"_s)->isVisible());
        m_window->open(path(u"missing.safetensors"_s));
        QVERIFY(failed.wait());
        QVERIFY(failed.last().at(1).toString().contains(u"missing.safetensors"_s));
    }

    void opensWhatIsDroppedAndRemembersIt()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path(u"good.safetensors"_s))});
        QDragEnterEvent enter(
            QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QSignalSpy opened(&m_window->session(), &Session::opened);
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QVERIFY(opened.wait());
        QCOMPARE(QSettings(QCoreApplication::applicationName(), MainWindow::settingsName)
                     .value("recent")
                     .toStringList(),
            QStringList{path(u"good.safetensors"_s)});
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
