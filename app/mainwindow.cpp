// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"

#include "app/desktop.h"
#include "app/openmenu.h"
#include "app/windowstate.h"
#include "model/base/text.h"
#include "model/items/commandtext.h"
#include "model/items/verdict.h"
#include "model/safetensors/hubcache.h"
#include "views/choicesbar.h"
#include "views/conversionpage.h"
#include "views/exportdialog.h"
#include "views/fixespanel.h"
#include "views/jobspanel.h"
#include "views/keypanel.h"
#include "views/messagebar.h"
#include "views/overviewpage.h"
#include "views/tensorpage.h"
#include "views/theme.h"
#include "views/undgenpage.h"
#include "views/verdictbar.h"
#include "views/welcomepage.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int visitTime = 400; // ms that a tensor is looked at to be one to come back to
constexpr qint64 longJob = 3000; // ms

/// The program has one icon: it shows the window that has most to do yet.
void showTaskbarProgress(const MainWindow *closing = nullptr)
{
    std::optional<int> least;
    for (const QWidget *widget : QApplication::topLevelWidgets()) {
        const auto *window = qobject_cast<const MainWindow *>(widget);
        const auto *jobs = window && window != closing ? window->findChild<JobsPanel *>() : nullptr;
        if (const std::optional<int> percent = jobs ? jobs->percent() : std::nullopt)
            least = qMin(least.value_or(100), *percent);
    }
    desktop::showProgress(least);
}

} // namespace

MainWindow::MainWindow(std::shared_ptr<const Rules> rules, QWidget *parent)
    : QMainWindow(parent), m_settings(QCoreApplication::applicationName(), settingsName),
      m_recent(&m_settings),
      m_session(std::move(rules),
          QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/diff"_s),
      m_recentMenu(new RecentMenu(&m_recent, this)), m_hubMenu(new HubMenu(this)),
      m_openMenu(new QMenu(this)), m_choices(new ChoicesBar(m_openMenu)), m_verdict(new VerdictBar),
      m_error(new MessageBar(theme::refusedTone)),
      m_changed(new MessageBar(theme::warningTone, tr("&Reload"))), m_stack(new QStackedWidget),
      m_welcome(new WelcomePage), m_splitter(new QSplitter),
      m_keys(new KeyPanel(m_session.rules())), m_pages(new QTabWidget),
      m_overview(new OverviewPage), m_conversion(new ConversionPage(m_session.rules())),
      m_undGen(new UndGenPage(&m_session.diff())), m_tensorPage(new TensorPage),
      m_jobs(new JobsPanel), m_log(new QPlainTextEdit)
{
    setAcceptDrops(true);
    addToolBar(m_choices);
    buildPages();
    buildMenus();
    connectPages();
    connectSession();
    restoreWindow();
    m_rest.setSingleShot(true);
    m_rest.setInterval(visitTime);
    connect(&m_rest, &QTimer::timeout, this, [this] { m_visits.visit(m_tensor); });
    showTitle();
    showPlan();
}

MainWindow::~MainWindow()
{
    // Jobs end with the session, when there is no window any more to show it.
    m_jobs->disconnect(this);
    showTaskbarProgress(this);
}

void MainWindow::buildPages()
{
    m_pages->setDocumentMode(true);
    m_pages->setAutoFillBackground(true);
    m_pages->setBackgroundRole(QPalette::Base);
    m_pages->tabBar()->setAccessibleName(tr("Pages"));
    m_pages->tabBar()->setExpanding(false);
    m_pages->tabBar()->setDrawBase(false);
    m_pages->addTab(m_overview, tr("Overview"));
    m_pages->addTab(m_conversion, tr("Conversion"));
    m_pages->addTab(m_undGen, tr("UND ↔ GEN"));
    m_pages->addTab(m_tensorPage, tr("Tensor"));
    m_splitter->setObjectName(u"window"_s);
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
    layout->addWidget(m_changed);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_jobs);
    layout->addWidget(m_log);
    setCentralWidget(central);
}

void MainWindow::connectPages()
{
    connect(m_choices, &ChoicesBar::openRequested, this, &MainWindow::chooseFile);
    connect(m_choices, &ChoicesBar::exportRequested, this, &MainWindow::startExport);
    connect(m_choices, &ChoicesBar::optionsChosen, this, &MainWindow::chooseOptions);
    connect(m_recentMenu, &RecentMenu::chosen, this, &MainWindow::openFromMenu);
    connect(m_hubMenu, &HubMenu::chosen, this, &MainWindow::openFromMenu);
    connect(m_welcome, &WelcomePage::openFileRequested, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePage::openFolderRequested, this, &MainWindow::chooseFolder);
    connect(m_welcome, &WelcomePage::openDemoRequested, this, &MainWindow::openDemo);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::openFromMenu);
    connect(m_jobs, &JobsPanel::openRequested, this, &MainWindow::open);
    connect(m_jobs, &JobsPanel::progressed, this, &MainWindow::showProgress);
    connect(m_jobs, &JobsPanel::ended, this, &MainWindow::tellOfEnd);
    connect(m_changed, &MessageBar::actionRequested, this, &MainWindow::reload);
    connect(m_keys, &KeyPanel::filtered, m_conversion, &ConversionPage::setAccepted);
    connect(m_keys, &KeyPanel::filtered, m_undGen, &UndGenPage::setAccepted);
    connect(m_conversion, &ConversionPage::tensorActivated, m_keys, &KeyPanel::showTensor);
    connect(m_keys, &KeyPanel::tensorSelected, this, &MainWindow::selectTensor);
    connect(m_keys, &KeyPanel::tensorActivated, this,
        [this] { m_pages->setCurrentWidget(m_tensorPage); });
    connect(m_undGen, &UndGenPage::tensorActivated, m_keys, &KeyPanel::showTensor);
    connect(m_undGen, &UndGenPage::startRequested, &m_session, &Session::startDiff);
    connect(m_undGen, &UndGenPage::cancelRequested, &m_session.diff(), &PairDiff::cancel);
    connect(m_undGen, &UndGenPage::otherRequested, this, &MainWindow::compareWithOther);
    connect(m_undGen, &UndGenPage::siblingsRequested, this, [this] { m_session.compareWith({}); });
    connect(&m_session.diff(), &PairDiff::reset, this, [this] {
        const bool areTwo = m_session.diff().siblings()->areCounterparts;
        if (areTwo && std::exchange(m_wantsOther, false)) {
            m_error->hide();
            m_pages->setCurrentWidget(m_undGen);
        }
        m_pages->setTabText(m_pages->indexOf(m_undGen), areTwo ? tr("A ↔ B") : tr("UND ↔ GEN"));
    });
    connect(m_keys, &KeyPanel::saveRequested, this, &MainWindow::saveTensor);
    connect(m_overview, &OverviewPage::fixRequested, this, &MainWindow::solve);
    const FixesPanel *fixes = m_conversion->fixes();
    connect(fixes, &FixesPanel::optionsChosen, this, &MainWindow::chooseOptions);
    connect(fixes, &FixesPanel::donorRequested, this, &MainWindow::chooseDonor);
    connect(fixes, &FixesPanel::donorRemoved, this, [this] {
        Source source = m_session.source();
        source.donor.clear();
        reopen(source);
    });
    connect(fixes, &FixesPanel::prefixChosen, this, [this](const QString &prefix) {
        Source source = m_session.source();
        source.prefix = prefix;
        reopen(source);
    });
    connect(m_verdict, &VerdictBar::showRequested, this, [this] {
        m_conversion->showOffending();
        m_pages->setCurrentWidget(m_conversion);
    });
    connect(m_verdict, &VerdictBar::skippingRequested, this, [this] {
        ConversionOptions options = m_session.options();
        options.skipDamaged = true;
        chooseOptions(options);
    });
    connect(m_verdict, &VerdictBar::lenientRequested, this, [this] {
        ConversionOptions options = m_session.options();
        options.strict = false;
        chooseOptions(options);
    });
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::opened, this, &MainWindow::showCheckpoint);
    connect(&m_session, &Session::planChanged, this, &MainWindow::showPlan);
    connect(&m_session, &Session::openFailed, this, [this](const QString &, const QString &why) {
        m_wantsOther = false;
        m_error->showMessage(why);
    });
    connect(&m_session, &Session::jobStarted, m_jobs, &JobsPanel::add);
    connect(&m_session, &Session::exported, m_jobs, &JobsPanel::setReceipt);
    connect(&m_session, &Session::saved, m_jobs, &JobsPanel::setSaved);
    connect(&m_session, &Session::checked, this,
        [this] { m_overview->showCheckpoint(m_session.inventory(), m_session.problems()); });
    connect(&m_session, &Session::logged, m_log, &QPlainTextEdit::appendPlainText);
    connect(&m_watch, &CheckpointWatch::changed, this, [this](const QString &file) {
        m_changed->showMessage(
            tr("%1 has changed on the disk since it was opened.").arg(QFileInfo(file).fileName()));
    });
}

void MainWindow::showCheckpoint()
{
    m_error->hide();
    m_changed->hide();
    const std::shared_ptr<const Inventory> &inventory = m_session.inventory();
    const QString &path = inventory->checkpoint->path;
    m_recent.add(path);
    m_settings.setValue("folder", QFileInfo(path).absolutePath());
    m_watch.setCheckpoint(inventory->checkpoint);
    setWindowFilePath(path);
    showTitle();
    m_tensor = -1;
    m_visits.clear();
    m_keys->setCheckpoint(inventory, m_session.tree(), m_session.plan());
    m_overview->showCheckpoint(inventory, m_session.problems());
    m_stack->setCurrentWidget(m_splitter);
    showPlan();
    const QString key = std::exchange(m_wantedKey, {});
    if (key.isNull())
        return;
    const auto &tensors = inventory->checkpoint->tensors;
    const auto wanted = std::ranges::find(tensors, CompactString(key), &TensorInfo::key);
    if (wanted != tensors.end())
        m_keys->showTensor(wanted - tensors.begin());
    else
        m_error->showMessage(
            tr("%1 has no tensor “%2”.").arg(QFileInfo(path).fileName(), text::brief(key)));
}

void MainWindow::showPlan()
{
    const bool isOpen = m_session.inventory() != nullptr;
    m_verdict->setVisible(isOpen);
    if (!isOpen) {
        m_choices->showNothing();
        return;
    }
    m_choices->showOptions(m_session.options(), !m_session.plan()->isRefused());
    m_keys->setPlan(m_session.plan());
    m_conversion->setPlan(m_session.inventory(), m_session.plan(), m_session.graftRemark());
    m_verdict->setVerdict(verdictOf(*m_session.inventory(), *m_session.plan()));
    showTensor();
}

void MainWindow::showTensor()
{
    m_tensorPage->setTensor(m_session.inventory(), m_tensor,
        m_tensor < 0 ? QString() : outputKey(*m_session.inventory(), *m_session.plan(), m_tensor));
}

void MainWindow::showTitle()
{
    QStringList parts;
    if (const std::optional<int> percent = m_jobs->percent())
        parts += tr("%1 %").arg(*percent);
    if (m_session.inventory()) {
        const QString &path = m_session.inventory()->checkpoint->path;
        const QString repository = hubcache::repositoryOf(path);
        // The folder of a snapshot has a commit for a name.
        parts += repository.isNull() ? QFileInfo(path).fileName() : repository;
    }
    parts += tr("Bagel Explorer");
    setWindowTitle(parts.join(u" – "_s));
}

void MainWindow::chooseOptions(const ConversionOptions &options)
{
    m_session.setOptions(options);
    m_recent.setChoices(m_session.inventory()->checkpoint->path, options);
}

void MainWindow::selectTensor(qsizetype tensor)
{
    m_tensor = tensor;
    if (tensor >= 0)
        m_rest.start();
    else
        m_rest.stop();
    showTensor();
}

void MainWindow::go(int direction)
{
    if (m_rest.isActive()) {
        m_rest.stop();
        m_visits.visit(m_tensor);
    }
    if (const std::optional<qsizetype> tensor = m_visits.go(direction))
        m_keys->showTensor(*tensor);
}

QString MainWindow::proposedDestination() const
{
    const ConversionOptions &options = m_session.options();
    const QFileInfo source(m_session.inventory()->checkpoint->path);
    const QString name = options.direction == Direction::HfToNemo
        ? u"bagel-%1.safetensors"_s.arg(word(options.stage))
        : u"bagel-hf.safetensors"_s;
    return QDir(m_settings.value("exportFolder", source.absolutePath()).toString()).filePath(name);
}

void MainWindow::startExport()
{
    if (!m_session.plan() || m_session.plan()->isRefused())
        return;
    // Another checkpoint may be opened while the dialog asks.
    const auto inventory = m_session.inventory();
    const auto plan = m_session.plan();
    ExportDialog dialog(inventory, plan, proposedDestination(), m_session.source().donor, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_settings.setValue("exportFolder", QFileInfo(dialog.options().destination).absolutePath());
    m_session.exportTo(inventory, plan, dialog.options());
}

void MainWindow::copyExportCommand()
{
    if (!m_session.plan())
        return;
    const ExportOptions options{.destination = proposedDestination()};
    QApplication::clipboard()->setText(commandtext::convert(
        *m_session.inventory(), *m_session.plan(), options, m_session.source().donor));
}

void MainWindow::showProgress()
{
    showTitle();
    showTaskbarProgress();
}

void MainWindow::tellOfEnd(const Job &job)
{
    showProgress();
    if (isActiveWindow() || job.milliseconds() <= longJob || job.state() == Job::State::Cancelled)
        return;
    QApplication::alert(this);
    desktop::notify(job.state() == Job::State::Done ? tr("%1: done").arg(job.title()) : job.title(),
        job.failure());
}

void MainWindow::applyTheme(const QString &scheme)
{
    theme::apply(*qApp,
        scheme == u"dark"        ? theme::Scheme::Dark
            : scheme == u"light" ? theme::Scheme::Light
                                 : theme::Scheme::System);
}

void MainWindow::restoreWindow()
{
    resize(1280, 800);
    m_splitter->setSizes({550, 730});
    windowstate::restore(m_settings, *this);
    m_keys->restoreFilter(m_settings.value("filter"));
    m_pages->setCurrentIndex(m_settings.value("page").toInt());
    m_welcome->setRecent(m_recent.paths());
}

void MainWindow::saveWindow()
{
    windowstate::save(m_settings, *this);
    m_settings.setValue("filter", m_keys->saveFilter());
    m_settings.setValue("page", m_pages->currentIndex());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_session.isExporting()
        && QMessageBox::question(this, tr("Close?"),
               tr("An export is running. Closing the window cancels it; the destination stays as "
                  "it was."),
               QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Cancel)
            != QMessageBox::Discard) {
        event->ignore();
        return;
    }
    saveWindow();
    event->accept();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_watch.check();
    if (event->type() == QEvent::StyleChange && m_session.inventory()) {
        // Later: widgets must not go while the application tells each of its new style.
        QTimer::singleShot(0, this,
            [this] { m_overview->showCheckpoint(m_session.inventory(), m_session.problems()); });
    }
}
