// SPDX-License-Identifier: GPL-3.0-or-later

// What people who keep the program open expect of its window.
#include "app/mainwindow.h"
#include "app/openmenu.h"
#include "model/items/roles.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"
#include "tests/widgets.h"
#include "views/choicesbar.h"
#include "views/jobspanel.h"
#include "views/messagebar.h"
#include "views/segmentedcontrol.h"
#include "views/shortcutsdialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSplitter>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTreeView>
#include <QTreeWidget>

namespace {

const QString embed = u"language_model.model.embed_tokens.weight"_s;
const QString norm = u"language_model.model.norm.weight"_s;
const QString genNorm = u"language_model.model.norm_moe_gen.weight"_s;

QAction *actionNamed(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

} // namespace

class DailyUseTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString good() const { return path(u"good.safetensors"_s); }

    void makeWindow()
    {
        m_window = std::make_unique<MainWindow>(Rules::bundled());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void openAndWait(const QString &target)
    {
        QSignalSpy opened(&m_window->session(), &Session::opened);
        m_window->open(target);
        QVERIFY(opened.wait());
    }
    QTreeView &tree() const { return *named<QTreeView>(*m_window, u"Tensor tree"_s); }
    QString currentKey() const { return tree().currentIndex().data(Roles::KeyRole).toString(); }
    int stage() const { return named<SegmentedControl>(*m_window, u"Stage"_s)->current(); }
    void chooseStage2()
    {
        auto *group = named<SegmentedControl>(*m_window, u"Stage"_s);
        QTest::mouseClick(buttonWithText(*group, u"2 · UND + GEN"_s), Qt::LeftButton);
    }
    /// What the bar says that offers this button; null while it is hidden.
    QString barWith(const QString &button) const
    {
        for (const auto *bar : m_window->findChildren<MessageBar *>()) {
            if (bar->isVisible() && buttonWithText(*bar, button)->isVisible())
                return bar->findChild<QLabel *>()->text();
        }
        return {};
    }
    QAction *menuAction(const QString &menu, const QString &text) const
    {
        for (const QAction *action : m_window->menuBar()->actions()) {
            if (action->text().remove(u'&') == menu)
                return actionNamed(*action->menu(), text);
        }
        return nullptr;
    }
    QList<MainWindow *> otherWindows() const
    {
        QList<MainWindow *> windows;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            auto *window = qobject_cast<MainWindow *>(widget);
            if (window && window != m_window.get())
                windows += window;
        }
        return windows;
    }

    bool writeGood(const QString &name, quint64 rows = 8) const
    {
        return CheckpointBuilder()
            .tensor(embed, "BF16", {rows, 4})
            .tensor(norm, "BF16", {4})
            .tensor(genNorm, "BF16", {4})
            .write(path(name));
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName({});
        QCoreApplication::setApplicationName(u"bagel-explorer-daily-test"_s);
        QVERIFY(writeGood(u"good.safetensors"_s));
        QVERIFY(writeGood(u"other.safetensors"_s));
    }
    void init()
    {
        QSettings(QCoreApplication::applicationName(), MainWindow::settingsName).clear();
        makeWindow();
    }
    void cleanup()
    {
        qDeleteAll(otherWindows());
        m_window.reset();
    }

    void aKeyBehindThePathIsShown()
    {
        openAndWait(good() + u"::"_s + genNorm);
        QCOMPARE(currentKey(), genNorm);
        openAndWait(good() + u"::no.such.key"_s);
        QVERIFY(barWith(u"Dismiss"_s).contains(u"no.such.key"_s));
    }

    void pastedPathsAreOpened()
    {
        QSignalSpy opened(&m_window->session(), &Session::opened);
        QApplication::clipboard()->setText(good() + u'\n');
        QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
        QVERIFY(opened.wait());

        // A text field keeps its own paste.
        auto *search = named<QLineEdit>(*m_window, u"Search keys"_s);
        QApplication::clipboard()->setText(u"norm"_s);
        search->setFocus();
        QTest::keyClick(search, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(search->text(), u"norm"_s);
        tree().setFocus();
        QTest::keyClick(&tree(), Qt::Key_V, Qt::ControlModifier);
        QVERIFY(barWith(u"Dismiss"_s).contains(u"clipboard"_s));
        QCOMPARE(opened.count(), 1);
    }

    void everyDroppedFileHasAWindow()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(good()), QUrl::fromLocalFile(m_folder.path())});
        QDragEnterEvent enter(
            QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QSignalSpy opened(&m_window->session(), &Session::opened);
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(otherWindows().size(), 1);
    }

    void newWindowsDeleteThemselves()
    {
        openAndWait(good());
        menuAction(u"File"_s, u"New window"_s)->trigger();
        QCOMPARE(otherWindows().size(), 1);
        const QPointer<MainWindow> other = otherWindows().constFirst();
        QVERIFY(!other->session().inventory());
        other->close();
        QTRY_VERIFY(!other);
        QVERIFY(m_window->isVisible());
    }

    void goesBackAndForwardThroughVisitedTensors()
    {
        openAndWait(good());
        tree().expandAll();
        const QModelIndex root = tree().model()->index(0, 0, tree().model()->index(0, 0));
        QCOMPARE(tree().model()->rowCount(root), 3);
        const auto select = [&](int row) {
            tree().setCurrentIndex(tree().model()->index(row, 0, root));
            QTest::qWait(450); // what is only passed by is no visit
        };
        select(0);
        const QString first = currentKey();
        select(1);
        tree().setCurrentIndex(tree().model()->index(2, 0, root));
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(currentKey(), first);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(currentKey(), first);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(tree().currentIndex().row(), 2);
    }

    void choicesComeBackWithTheirCheckpoint()
    {
        openAndWait(good());
        chooseStage2();
        QTest::mouseClick(named<QCheckBox>(*m_window, u"Strict"_s), Qt::LeftButton);
        makeWindow();
        openAndWait(path(u"other.safetensors"_s));
        QCOMPARE(stage(), 0);
        openAndWait(good());
        QCOMPARE(stage(), 1);
        QVERIFY(!named<QCheckBox>(*m_window, u"Strict"_s)->isChecked());
    }

    void theWindowComesBackAsItWas()
    {
        openAndWait(good());
        m_window->resize(1100, 700);
        m_window->findChild<QSplitter *>(u"window"_s)->setSizes({400, 700});
        tree().header()->resizeSection(0, 123);
        named<QLineEdit>(*m_window, u"Search keys"_s)->setText(u"norm bucket:und"_s);
        QTest::mouseClick(named<QAbstractButton>(*m_window, u"Show GEN"_s), Qt::LeftButton);
        m_window->findChild<QTabWidget *>()->setCurrentIndex(1);
        const QList<int> sizes = m_window->findChild<QSplitter *>(u"window"_s)->sizes();
        m_window->close();

        makeWindow();
        QCOMPARE(m_window->size(), QSize(1100, 700));
        QCOMPARE(tree().header()->sectionSize(0), 123);
        QCOMPARE(m_window->findChild<QTabWidget *>()->currentIndex(), 1);
        QCOMPARE(named<QLineEdit>(*m_window, u"Search keys"_s)->text(), u"norm bucket:und"_s);
        QVERIFY(!named<QAbstractButton>(*m_window, u"Show GEN"_s)->isChecked());
        openAndWait(good());
        QCOMPARE(m_window->findChild<QSplitter *>(u"window"_s)->sizes(), sizes);
        QCOMPARE(named<QLabel>(*m_window, u"Matches"_s)->text(), u"1 of 3 keys"_s);
    }

    void offersToReloadAChangedFile()
    {
        const QString name = u"changing.safetensors"_s;
        QVERIFY(writeGood(name));
        openAndWait(path(name) + u"::"_s + norm);
        chooseStage2();
        QVERIFY(barWith(u"Reload"_s).isNull());
        QVERIFY(writeGood(name, 16));
        QTRY_VERIFY(barWith(u"Reload"_s).startsWith(name));
        QCOMPARE(m_window->session().inventory()->checkpoint->tensors[0].shape[0], 8ULL);

        QSignalSpy opened(&m_window->session(), &Session::opened);
        for (const auto *bar : m_window->findChildren<MessageBar *>()) {
            if (bar->isVisible())
                QTest::mouseClick(buttonWithText(*bar, u"Reload"_s), Qt::LeftButton);
        }
        QVERIFY(opened.wait());
        QCOMPARE(m_window->session().inventory()->checkpoint->tensors[0].shape[0], 16ULL);
        QCOMPARE(currentKey(), norm);
        QCOMPARE(stage(), 1);
        QVERIFY(barWith(u"Reload"_s).isNull());
    }

    void recentCheckpointsThatAreGoneCannotBeChosen()
    {
        const QString gone = path(u"gone.safetensors"_s);
        QVERIFY(writeGood(u"gone.safetensors"_s));
        openAndWait(gone);
        openAndWait(good());
        QVERIFY(QFile::remove(gone));
        auto *menu = m_window->findChild<RecentMenu *>();
        emit menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 2);
        QCOMPARE(menu->actions()[0]->text(), good());
        QVERIFY(menu->actions()[0]->isEnabled());
        QCOMPARE(menu->actions()[1]->text(), gone + u" (missing)"_s);
        QVERIFY(!menu->actions()[1]->isEnabled());
        QSignalSpy opened(&m_window->session(), &Session::opened);
        menu->actions()[0]->trigger();
        QVERIFY(opened.wait());
    }

    void theHubsCacheIsInTheOpenMenu()
    {
        const QDir root(path(u"hub/models--o--bagel"_s));
        QVERIFY(root.mkpath(u"snapshots/abc"_s) && root.mkpath(u"blobs"_s));
        QVERIFY(writeGood(u"hub/models--o--bagel/blobs/1"_s));
        QVERIFY(QFile::link(u"../../blobs/1"_s, root.filePath(u"snapshots/abc/ema.safetensors"_s)));
        qputenv("HF_HUB_CACHE", path(u"hub"_s).toUtf8());
        auto *menu = m_window->findChild<HubMenu *>();
        emit menu->aboutToShow();
        QTRY_COMPARE(menu->actions().first()->text(), u"o/bagel (abc)"_s);
        QSignalSpy opened(&m_window->session(), &Session::opened);
        menu->actions().first()->trigger();
        QVERIFY(opened.wait());
        QCOMPARE(m_window->windowTitle(), u"o/bagel – Bagel Explorer"_s);

        qputenv("HF_HUB_CACHE", path(u"nowhere"_s).toUtf8());
        emit menu->aboutToShow();
        QTRY_VERIFY(menu->actions().first()->text().contains(u"nowhere"_s));
        QVERIFY(!menu->actions().first()->isEnabled());
        qunsetenv("HF_HUB_CACHE");
    }

    void exportsAndDiffsAreCopiedAsCommands()
    {
        QAction *copy = menuAction(u"File"_s, u"Copy export as command"_s);
        QVERIFY(!copy->isEnabled());
        openAndWait(good());
        copy->trigger();
        QCOMPARE(QApplication::clipboard()->text(),
            u"bagel-explorer convert %1 -o %2 --to nemo --stage stage1"_s.arg(
                good(), path(u"bagel-stage1.safetensors"_s)));
        for (const auto *menu : m_window->findChildren<QMenu *>()) {
            if (QAction *diff = actionNamed(*menu, u"Copy as command"_s))
                diff->trigger();
        }
        QCOMPARE(QApplication::clipboard()->text(), u"bagel-explorer diff "_s + good());
    }

    void closingAsksWhileAnExportRuns()
    {
        openAndWait(good());
        const auto answer = [this](QMessageBox::StandardButton button) {
            QTimer::singleShot(0, this, [button] {
                auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
                QVERIFY(question);
                QTest::mouseClick(question->button(button), Qt::LeftButton);
            });
        };
        answer(QMessageBox::Cancel);
        m_window->session().exportTo(m_window->session().inventory(), m_window->session().plan(),
            {.destination = path(u"out.safetensors"_s)});
        QVERIFY(!m_window->close());
        QVERIFY(m_window->isVisible());
        QTRY_VERIFY(!m_window->session().isExporting());
        QVERIFY(m_window->close());
    }

    void theTitleTellsHowFarTheJobsAre()
    {
        auto *panel = m_window->findChild<JobsPanel *>();
        QSemaphore go;
        Job *job = Job::start(
            u"Slow"_s, m_window.get(),
            [&go](Progress &progress) -> Result<bool> {
                progress.report(42, 100);
                go.acquire();
                return true;
            },
            [](const Result<bool> &) {});
        panel->add(job);
        QTRY_COMPARE(m_window->windowTitle(), u"42 % – Bagel Explorer"_s);
        go.release();
        QTRY_COMPARE(m_window->windowTitle(), u"Bagel Explorer"_s);
    }

    void listsAllShortcuts()
    {
        QCOMPARE(menuAction(u"Help"_s, u"Keyboard shortcuts"_s)->shortcut(),
            QKeySequence(QKeySequence::HelpContents));
        const ShortcutsDialog dialog(*m_window->menuBar());
        const QString text = dump(*dialog.findChild<QTreeWidget *>()->model());
        for (const QString &line : {u"Ctrl+O | Open file"_s, u"Alt+Left | Back"_s,
                 u"Ctrl+V | Open pasted path"_s, u"Shift+Enter | Previous match"_s})
            QVERIFY2(text.contains(line), qPrintable(text));
    }
};

QTEST_MAIN(DailyUseTest)
#include "tst_dailyuse.moc"
