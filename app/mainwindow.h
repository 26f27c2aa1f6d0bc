// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/checkpointwatch.h"
#include "app/recentcheckpoints.h"
#include "app/session.h"
#include "app/visits.h"

#include <QMainWindow>
#include <QSettings>

class ChoicesBar;
class ConversionPage;
class HubMenu;
class JobsPanel;
class KeyPanel;
class MessageBar;
class OverviewPage;
class QPlainTextEdit;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class RecentMenu;
class TensorPage;
class UndGenPage;
class VerdictBar;
class WelcomePage;

/// Menus, pages and wiring: shows what the session holds and passes on what the user wishes. There
/// may be several windows, one a checkpoint.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(std::shared_ptr<const Rules> rules, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a file, a directory or an index, as PATH or PATH::KEY, which shows a tensor; an error
    /// becomes a message in the window.
    void open(const QString &target);
    /// The same in a window of its own, which deletes itself when it is closed. With an empty
    /// `target` it is empty.
    void openInNewWindow(const QString &target = {});

    [[nodiscard]] Session &session() { return m_session; }

    /// The file that window state, theme and recent checkpoints are kept in, as QSettings takes it:
    /// a folder of the program's own and this name.
    static constexpr QLatin1String settingsName{"window"};

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    void buildHelpMenu();
    void buildPages();
    void connectPages();
    void connectSession();

    void showCheckpoint();
    void showPlan();
    void showTensor();
    void showTitle();
    void showProgress();
    void chooseOptions(const ConversionOptions &options);
    void selectTensor(qsizetype tensor);
    void go(int direction);

    void openFromMenu(const QString &path);
    void openPasted();
    void reload();
    void reopen(const Source &source);
    void chooseFile();
    void chooseFolder();
    void openDemo();
    [[nodiscard]] QString chooseOther(const QString &title);
    void compareWithOther();
    void chooseDonor();
    void solve(const Problem &problem);
    void saveTensor(qsizetype tensor);
    [[nodiscard]] QString proposedDestination() const;
    void startExport();
    void copyExportCommand();
    void tellOfEnd(const Job &job);
    void applyTheme(const QString &scheme);
    void restoreWindow();
    void saveWindow();

    QSettings m_settings;
    RecentCheckpoints m_recent;
    Session m_session;
    CheckpointWatch m_watch;
    QString m_wantedKey; ///< to be shown once it is open
    bool m_wantsOther = false; ///< its comparison is to be shown once it is open
    qsizetype m_tensor = -1; ///< selected in the tree
    Visits m_visits;
    QTimer m_rest; ///< since the last change of the selection
    RecentMenu *m_recentMenu;
    HubMenu *m_hubMenu;
    QMenu *m_openMenu;
    ChoicesBar *m_choices;
    VerdictBar *m_verdict;
    MessageBar *m_error;
    MessageBar *m_changed;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    QSplitter *m_splitter;
    KeyPanel *m_keys;
    QTabWidget *m_pages;
    OverviewPage *m_overview;
    ConversionPage *m_conversion;
    UndGenPage *m_undGen;
    TensorPage *m_tensorPage;
    JobsPanel *m_jobs;
    QPlainTextEdit *m_log;
};
