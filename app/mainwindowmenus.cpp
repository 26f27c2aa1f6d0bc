// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"
#include "app/openmenu.h"
#include "app/versions.h"
#include "views/copyactions.h"
#include "views/icons.h"
#include "views/keypanel.h"
#include "views/shortcutsdialog.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTabWidget>

using namespace Qt::StringLiterals;

void MainWindow::buildMenus()
{
    buildFileMenu();
    auto *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addAction(tr("Open pasted &path"), QKeySequence::Paste, this, &MainWindow::openPasted);
    edit->addAction(tr("&Find keys"), QKeySequence::Find, m_keys, &KeyPanel::focusSearch)
        ->setIcon(icons::icon(u"find"_s));
    buildViewMenu();
    auto *go = menuBar()->addMenu(tr("&Go"));
    go->addAction(icons::icon(u"back"_s), tr("&Back"), this, [this] {
          this->go(-1);
      })->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    go->addAction(icons::icon(u"forward"_s), tr("&Forward"), this, [this] {
          this->go(1);
      })->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Right));
    buildHelpMenu();
}

void MainWindow::buildFileMenu()
{
    auto *file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&New window"), QKeySequence::New, this, [this] { openInNewWindow(); });
    QAction *openFile =
        file->addAction(tr("&Open file…"), QKeySequence::Open, this, &MainWindow::chooseFile);
    QAction *openFolder = file->addAction(
        tr("Open &folder…"), QKeySequence(u"Ctrl+Shift+O"_s), this, &MainWindow::chooseFolder);
    QAction *demo = file->addAction(tr("Open the &demo checkpoint"), this, &MainWindow::openDemo);
    file->addMenu(m_recentMenu);
    file->addMenu(m_hubMenu);
    openFile->setIcon(icons::icon(u"open"_s));
    openFolder->setIcon(icons::icon(u"folder"_s));
    m_openMenu->addActions({openFile, openFolder, demo});
    m_openMenu->addMenu(m_recentMenu);
    m_openMenu->addMenu(m_hubMenu);
    file->addSeparator();
    QAction *show = file->addAction(tr("&Show in file manager"), this,
        [this] { showInFileManager(m_session.inventory()->checkpoint->files.front().path); });
    file->addSeparator();
    file->addAction(tr("&Export…"), QKeySequence(u"Ctrl+E"_s), this, &MainWindow::startExport)
        ->setIcon(icons::icon(u"export"_s));
    QAction *copy =
        file->addAction(tr("&Copy export as command"), this, &MainWindow::copyExportCommand);
    copy->setIcon(icons::icon(u"copy"_s));
    QAction *compare = file->addAction(
        tr("Co&mpare with…"), QKeySequence(u"Ctrl+D"_s), this, &MainWindow::compareWithOther);
    compare->setIcon(icons::icon(u"compare"_s));
    file->addSeparator();
    file->addAction(tr("C&lose window"), QKeySequence::Close, this, &MainWindow::close);
    file->addAction(tr("&Quit"), QKeySequence::Quit, qApp, &QApplication::closeAllWindows);
    for (QAction *action : {show, copy, compare}) {
        action->setEnabled(false);
        connect(&m_session, &Session::opened, action, [action] { action->setEnabled(true); });
    }
}

void MainWindow::buildViewMenu()
{
    auto *view = menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < m_pages->count(); ++i) {
        view->addAction(m_pages->tabText(i),
            QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i)), this,
            [this, i] { m_pages->setCurrentIndex(i); });
    }
    view->addSeparator();
    QAction *log = view->addAction(tr("&Log"));
    log->setCheckable(true);
    log->setShortcut(QKeySequence(u"Ctrl+L"_s));
    connect(log, &QAction::toggled, m_log, &QWidget::setVisible);
    log->setChecked(m_settings.value("log").toBool());
    connect(log, &QAction::toggled, this, [this](bool on) { m_settings.setValue("log", on); });
    view->addSeparator();
    auto *schemes = new QActionGroup(this);
    const QString chosen = m_settings.value("theme", u"system"_s).toString();
    for (const auto &[id, text] : {std::pair(u"system"_s, tr("&System colours")),
             std::pair(u"light"_s, tr("&Light")), std::pair(u"dark"_s, tr("&Dark"))}) {
        QAction *action = view->addAction(text);
        action->setCheckable(true);
        action->setChecked(id == chosen);
        schemes->addAction(action);
        connect(action, &QAction::triggered, this, [this, scheme = id] {
            m_settings.setValue("theme", scheme);
            applyTheme(scheme);
        });
    }
    applyTheme(chosen);
}

void MainWindow::buildHelpMenu()
{
    auto *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keyboard shortcuts"), QKeySequence::HelpContents, this,
            [this] { ShortcutsDialog(*menuBar(), this).exec(); })
        ->setIcon(icons::icon(u"help"_s));
    help->addAction(tr("&About Bagel Explorer"), this, [this] {
        QMessageBox::about(this, tr("About Bagel Explorer"),
            tr("Explore, compare and convert BAGEL checkpoints.") + u"\n\n"_s + versions()
                + u"\nGPL-3.0-or-later"_s);
    });
}
