// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"

#include <QMainWindow>
#include <QSettings>

class ConversionPage;
class JobsPanel;
class KeyPanel;
class OverviewPage;
class QCheckBox;
class QLabel;
class QMenu;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolBar;
class QToolButton;
class SegmentedControl;
class TensorPage;
class UndGenPage;
class VerdictBar;
class WelcomePage;

/// Menus, pages and wiring: shows what the session holds and passes on what the user wishes.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(std::shared_ptr<const Rules> rules, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a file, a directory or an index; an error becomes a message in the window.
    void open(const QString &path);

    [[nodiscard]] Session &session() { return m_session; }

    /// The file that window state, theme and recent checkpoints are kept in, as QSettings takes it:
    /// a folder of the program's own and this name.
    static constexpr QLatin1String settingsName{"window"};

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildToolBar();
    void buildMenus();
    void buildPages();
    void connectSession();

    void showCheckpoint();
    void showPlan();
    void showTensor();
    void showError(const QString &message);
    void chooseFile();
    void chooseFolder();
    void openDemo();
    void startExport();
    void applyTheme(const QString &scheme);

    void remember(const QString &path);
    void updateRecent();
    void restoreWindow();
    void saveWindow();

    QSettings m_settings;
    Session m_session;
    QToolButton *m_open;
    QMenu *m_recent;
    SegmentedControl *m_direction;
    SegmentedControl *m_stage;
    QLabel *m_stageLabel;
    QCheckBox *m_strict;
    QPushButton *m_export;
    VerdictBar *m_verdict;
    QWidget *m_error;
    QLabel *m_errorText;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    QSplitter *m_splitter;
    KeyPanel *m_keys;
    QTabWidget *m_pages;
    OverviewPage *m_overview;
    ConversionPage *m_conversion;
    UndGenPage *m_undGen;
    TensorPage *m_tensorPage;
    qsizetype m_tensor = -1; ///< selected in the tree
    JobsPanel *m_jobs;
    QPlainTextEdit *m_log;
};
