// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"

#include "views/conversionpage.h"
#include "views/exportdialog.h"
#include "views/jobspanel.h"
#include "views/keypanel.h"
#include "views/overviewpage.h"
#include "views/segmentedcontrol.h"
#include "views/tensorpage.h"
#include "views/theme.h"
#include "views/undgenpage.h"
#include "views/verdictbar.h"
#include "views/welcomepage.h"

#include <QActionGroup>
#include <QApplication>
#include <QCheckBox>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRecent = 10;
const QString recentKey = u"recent"_s;

} // namespace

MainWindow::MainWindow(std::shared_ptr<const Rules> rules, QWidget *parent)
    : QMainWindow(parent), m_settings(QCoreApplication::applicationName(), settingsName),
      m_session(std::move(rules),
          QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/diff"_s),
      m_open(new QToolButton), m_recent(new QMenu(tr("Open &recent"), this)),
      m_direction(new SegmentedControl(tr("Direction"), {tr("HF → NeMo"), tr("NeMo → HF")})),
      m_stage(new SegmentedControl(tr("Stage"), {tr("1 · UND"), tr("2 · UND + GEN")})),
      m_stageLabel(new QLabel(tr("Stage"))), m_strict(new QCheckBox(tr("S&trict"))),
      m_export(new QPushButton(tr("&Export…"))), m_verdict(new VerdictBar), m_error(new QFrame),
      m_errorText(new QLabel), m_stack(new QStackedWidget), m_welcome(new WelcomePage),
      m_splitter(new QSplitter), m_keys(new KeyPanel(m_session.rules())), m_pages(new QTabWidget),
      m_overview(new OverviewPage), m_conversion(new ConversionPage(m_session.rules())),
      m_undGen(new UndGenPage(&m_session.diff())), m_tensorPage(new TensorPage),
      m_jobs(new JobsPanel), m_log(new QPlainTextEdit)
{
    setAcceptDrops(true);
    setWindowTitle(tr("Bagel Explorer"));
    buildToolBar();
    buildPages();
    buildMenus();
    connectSession();
    restoreWindow();
    updateRecent();
    showPlan();
}

MainWindow::~MainWindow() = default;

void MainWindow::open(const QString &path)
{
    m_session.open(QFileInfo(path).absoluteFilePath());
}

void MainWindow::buildToolBar()
{
    m_open->setText(tr("&Open"));
    m_open->setAccessibleName(tr("Open"));
    m_open->setObjectName(u"Open"_s);
    m_open->setPopupMode(QToolButton::MenuButtonPopup);
    m_open->setFocusPolicy(Qt::StrongFocus);
    m_open->setToolTip(tr("Open a checkpoint file (Ctrl+O)"));
    connect(m_open, &QToolButton::clicked, this, &MainWindow::chooseFile);

    m_strict->setChecked(true);
    m_strict->setAccessibleName(tr("Strict"));
    m_strict->setObjectName(u"Strict"_s);
    m_strict->setToolTip(tr("Refuse keys that match no pattern, and keys that become the same"));
    m_export->setAccessibleName(tr("Export…"));
    m_export->setObjectName(u"Export…"_s);
    m_export->setProperty("primary", true);
    m_export->setToolTip(tr("Write the converted checkpoint (Ctrl+E)"));

    auto *bar = new QToolBar(tr("Conversion"));
    bar->setObjectName(u"Conversion"_s);
    bar->setMovable(false);
    bar->addWidget(m_open);
    const auto add = [bar](QLabel *label, QWidget *control) {
        label->setContentsMargins(10, 0, 0, 0);
        bar->addWidget(label);
        bar->addWidget(control);
    };
    add(new QLabel(tr("Direction")), m_direction);
    add(m_stageLabel, m_stage);
    auto *gap = new QWidget;
    gap->setFixedWidth(4);
    bar->addWidget(gap);
    bar->addWidget(m_strict);
    auto *spacer = new QWidget;
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    bar->addWidget(m_export);
    addToolBar(bar);

    connect(m_direction, &SegmentedControl::chosen, this, [this](int segment) {
        ConversionOptions options = m_session.options();
        options.direction = segment == 0 ? Direction::HfToNemo : Direction::NemoToHf;
        m_session.setOptions(options);
    });
    connect(m_stage, &SegmentedControl::chosen, this, [this](int segment) {
        ConversionOptions options = m_session.options();
        options.stage = segment == 0 ? Stage::One : Stage::Two;
        m_session.setOptions(options);
    });
    connect(m_strict, &QCheckBox::toggled, this, [this](bool strict) {
        ConversionOptions options = m_session.options();
        if (options.strict == strict)
            return;
        options.strict = strict;
        m_session.setOptions(options);
    });
    connect(m_export, &QPushButton::clicked, this, &MainWindow::startExport);
}

void MainWindow::buildPages()
{
    m_errorText->setWordWrap(true);
    m_errorText->setTextFormat(Qt::PlainText);
    m_errorText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *dismiss = new QPushButton(tr("Dismiss"));
    connect(dismiss, &QPushButton::clicked, m_error, &QWidget::hide);
    auto *errorRow = new QHBoxLayout(m_error);
    errorRow->setContentsMargins(14, 7, 10, 7);
    errorRow->addWidget(m_errorText, 1);
    errorRow->addWidget(dismiss);
    m_error->setAutoFillBackground(true);
    m_error->hide();

    m_pages->setDocumentMode(true);
    m_pages->setAutoFillBackground(true);
    m_pages->setBackgroundRole(QPalette::Base);
    m_pages->tabBar()->setExpanding(false);
    m_pages->addTab(m_overview, tr("Overview"));
    m_pages->addTab(m_conversion, tr("Conversion"));
    m_pages->addTab(m_undGen, tr("UND ↔ GEN"));
    m_pages->addTab(m_tensorPage, tr("Tensor"));
    m_splitter->addWidget(m_keys);
    m_splitter->addWidget(m_pages);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 4);
    m_splitter->setChildrenCollapsible(false);
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_splitter);

    m_log->setReadOnly(true);
    m_log->setAccessibleName(tr("Log"));
    m_log->setPlaceholderText(tr("Nothing has happened yet."));
    m_log->setMaximumBlockCount(5000);
    m_log->setFixedHeight(fontMetrics().height() * 7);
    m_log->hide();

    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_verdict);
    layout->addWidget(m_error);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_jobs);
    layout->addWidget(m_log);
    setCentralWidget(central);

    connect(m_welcome, &WelcomePage::openFileRequested, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePage::openFolderRequested, this, &MainWindow::chooseFolder);
    connect(m_welcome, &WelcomePage::openDemoRequested, this, &MainWindow::openDemo);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::open);
    connect(m_jobs, &JobsPanel::openRequested, this, &MainWindow::open);
    connect(m_keys, &KeyPanel::filtered, m_conversion, &ConversionPage::setAccepted);
    connect(m_keys, &KeyPanel::filtered, m_undGen, &UndGenPage::setAccepted);
    connect(m_conversion, &ConversionPage::tensorActivated, m_keys, &KeyPanel::showTensor);
    connect(m_keys, &KeyPanel::tensorSelected, this, [this](qsizetype tensor) {
        m_tensor = tensor;
        showTensor();
    });
    connect(m_keys, &KeyPanel::tensorActivated, this,
        [this] { m_pages->setCurrentWidget(m_tensorPage); });
    connect(m_undGen, &UndGenPage::tensorActivated, m_keys, &KeyPanel::showTensor);
    connect(m_undGen, &UndGenPage::startRequested, &m_session, &Session::startDiff);
    connect(m_undGen, &UndGenPage::cancelRequested, &m_session.diff(), &PairDiff::cancel);
    connect(m_verdict, &VerdictBar::showRequested, this, [this] {
        m_conversion->showOffending();
        m_pages->setCurrentWidget(m_conversion);
    });
    connect(m_verdict, &VerdictBar::skippingRequested, &m_session, [this] {
        ConversionOptions options = m_session.options();
        options.skipDamaged = true;
        m_session.setOptions(options);
    });
    connect(m_verdict, &VerdictBar::lenientRequested, m_strict,
        [this] { m_strict->setChecked(false); });
}

void MainWindow::buildMenus()
{
    auto *file = menuBar()->addMenu(tr("&File"));
    const auto add = [this](QMenu *menu, const QString &text, const QKeySequence &keys, auto slot) {
        QAction *action = menu->addAction(text);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    QAction *openFile = add(file, tr("&Open file…"), QKeySequence::Open, &MainWindow::chooseFile);
    QAction *openFolder =
        add(file, tr("Open &folder…"), QKeySequence(u"Ctrl+Shift+O"_s), &MainWindow::chooseFolder);
    QAction *demo = add(file, tr("Open the &demo checkpoint"), {}, &MainWindow::openDemo);
    file->addMenu(m_recent);
    file->addSeparator();
    add(file, tr("&Export…"), QKeySequence(u"Ctrl+E"_s), &MainWindow::startExport);
    file->addSeparator();
    add(file, tr("&Quit"), QKeySequence::Quit, &MainWindow::close);

    auto *openMenu = new QMenu(this);
    openMenu->addActions({openFile, openFolder, demo});
    openMenu->addMenu(m_recent);
    m_open->setMenu(openMenu);

    auto *edit = menuBar()->addMenu(tr("&Edit"));
    add(edit, tr("&Find keys"), QKeySequence::Find, [this] { m_keys->focusSearch(); });

    auto *view = menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < m_pages->count(); ++i) {
        add(view, m_pages->tabText(i), QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i)),
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

    auto *help = menuBar()->addMenu(tr("&Help"));
    add(help, tr("&About Bagel Explorer"), {}, [this] {
        QMessageBox::about(this, tr("About Bagel Explorer"),
            tr("Bagel Explorer %1: explore, compare and convert BAGEL "
               "checkpoints.\n\nGPL-3.0-or-later")
                .arg(QCoreApplication::applicationVersion()));
    });
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::opened, this, &MainWindow::showCheckpoint);
    connect(&m_session, &Session::planChanged, this, &MainWindow::showPlan);
    connect(&m_session, &Session::openFailed, this,
        [this](const QString &, const QString &why) { showError(why); });
    connect(&m_session, &Session::jobStarted, m_jobs, &JobsPanel::add);
    connect(&m_session, &Session::exported, m_jobs, &JobsPanel::setReceipt);
    connect(&m_session, &Session::checked, this,
        [this] { m_overview->showCheckpoint(m_session.inventory(), m_session.problems()); });
    connect(&m_session, &Session::logged, m_log, &QPlainTextEdit::appendPlainText);
}

void MainWindow::showCheckpoint()
{
    m_error->hide();
    const std::shared_ptr<const Inventory> &inventory = m_session.inventory();
    remember(inventory->checkpoint->path);
    setWindowTitle(
        tr("%1 – Bagel Explorer").arg(QFileInfo(inventory->checkpoint->path).fileName()));
    setWindowFilePath(inventory->checkpoint->path);
    m_tensor = -1;
    m_keys->setCheckpoint(inventory, m_session.tree(), m_session.plan());
    m_overview->showCheckpoint(inventory, m_session.problems());
    m_stack->setCurrentWidget(m_splitter);
    showPlan();
}

void MainWindow::showPlan()
{
    const bool isOpen = m_session.inventory() != nullptr;
    const ConversionOptions &options = m_session.options();
    const bool toNemo = options.direction == Direction::HfToNemo;
    m_direction->setCurrent(toNemo ? 0 : 1);
    m_stage->setCurrent(options.stage == Stage::One ? 0 : 1);
    m_strict->setChecked(options.strict);
    m_direction->setEnabled(isOpen);
    m_stage->setEnabled(isOpen && toNemo);
    m_stageLabel->setEnabled(isOpen && toNemo);
    m_strict->setEnabled(isOpen);
    m_export->setEnabled(isOpen && !m_session.plan()->isRefused());
    m_verdict->setVisible(isOpen);
    if (!isOpen)
        return;
    m_keys->setPlan(m_session.plan());
    m_conversion->setPlan(m_session.inventory(), m_session.plan());
    m_verdict->setVerdict(verdictOf(*m_session.inventory(), *m_session.plan()));
    showTensor();
}

void MainWindow::showTensor()
{
    const auto &decisions = m_session.plan()->decisions;
    const auto index = static_cast<std::size_t>(m_tensor);
    // A group has no decision, nor has a tensor of a file that takes no part.
    m_tensorPage->setTensor(m_session.inventory(), m_tensor,
        m_tensor >= 0 && index < decisions.size() ? decisions[index].target : QString());
}

void MainWindow::showError(const QString &message)
{
    m_errorText->setText(message);
    m_errorText->setAccessibleName(message);
    const theme::Tone tone = theme::refusedTone();
    QPalette colors = palette();
    colors.setColor(QPalette::Window, tone.background);
    colors.setColor(QPalette::WindowText, tone.text);
    m_error->setPalette(colors);
    m_error->show();
}

void MainWindow::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a checkpoint"),
        m_settings.value("folder").toString(),
        tr("Checkpoints (*.safetensors *.index.json);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

void MainWindow::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(
        this, tr("Open a checkpoint's folder"), m_settings.value("folder").toString());
    if (!path.isEmpty())
        open(path);
}

void MainWindow::openDemo()
{
    m_session.openDemo(
        QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/demo"_s);
}

void MainWindow::startExport()
{
    if (!m_export->isEnabled())
        return;
    const ConversionOptions &options = m_session.options();
    const QFileInfo source(m_session.inventory()->checkpoint->path);
    const QString name = options.direction == Direction::HfToNemo
        ? u"bagel-%1.safetensors"_s.arg(word(options.stage))
        : u"bagel-hf.safetensors"_s;
    const QString folder = m_settings.value("exportFolder", source.absolutePath()).toString();
    ExportDialog dialog(m_session.inventory(), m_session.plan(), QDir(folder).filePath(name), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_settings.setValue("exportFolder", QFileInfo(dialog.options().destination).absolutePath());
    m_session.exportTo(dialog.options());
}

void MainWindow::applyTheme(const QString &scheme)
{
    theme::apply(*qApp,
        scheme == u"dark"        ? theme::Scheme::Dark
            : scheme == u"light" ? theme::Scheme::Light
                                 : theme::Scheme::System);
    if (m_session.inventory()) {
        m_overview->showCheckpoint(m_session.inventory(), m_session.problems());
        showPlan();
    }
}

void MainWindow::remember(const QString &path)
{
    QStringList recent = m_settings.value(recentKey).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    m_settings.setValue(
        recentKey, QStringList(recent.first(qMin<qsizetype>(mostRecent, recent.size()))));
    m_settings.setValue("folder", QFileInfo(path).absolutePath());
    updateRecent();
}

void MainWindow::updateRecent()
{
    const QStringList recent = m_settings.value(recentKey).toStringList();
    m_recent->clear();
    for (const QString &path : recent) {
        QAction *action = m_recent->addAction(path);
        action->setEnabled(QFileInfo::exists(path));
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    m_recent->setEnabled(!recent.isEmpty());
    m_welcome->setRecent(recent);
}

void MainWindow::restoreWindow()
{
    resize(1280, 800);
    m_splitter->setSizes({550, 730});
    restoreGeometry(m_settings.value("geometry").toByteArray());
    m_splitter->restoreState(m_settings.value("splitter").toByteArray());
    m_keys->restoreColumns(m_settings.value("columns").toByteArray());
    m_pages->setCurrentIndex(m_settings.value("page").toInt());
}

void MainWindow::saveWindow()
{
    m_settings.setValue("geometry", saveGeometry());
    m_settings.setValue("splitter", m_splitter->saveState());
    m_settings.setValue("columns", m_keys->saveColumns());
    m_settings.setValue("page", m_pages->currentIndex());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_session.isExporting()
        && QMessageBox::question(this, tr("Quit?"),
               tr("An export is running. Quitting cancels it; the destination stays as it was."),
               QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Cancel)
            != QMessageBox::Discard) {
        event->ignore();
        return;
    }
    saveWindow();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    open(event->mimeData()->urls().first().toLocalFile());
}
