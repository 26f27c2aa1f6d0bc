// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the README's pictures: screenshots FOLDER writes the demo checkpoint into a temporary
// folder, opens it in the real window and saves what it shows. Runs offscreen.

#include "app/mainwindow.h"
#include "model/demo/demo.h"
#include "views/keypanel.h"
#include "views/segmentedcontrol.h"
#include "views/undgenpage.h"

#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

/// Until no comparison runs and every picture had time to arrive.
void settle(MainWindow &window)
{
    QTest::qWait(200);
    while (window.session().diff().isRunning())
        QTest::qWait(50);
    QTest::qWait(1500);
}

void save(MainWindow &window, const QString &path)
{
    window.grab().save(path);
    qInfo("%s", qPrintable(path));
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        qInfo("Usage: screenshots FOLDER [light|dark]");
        return 2;
    }
    const QDir folder(arguments[1]);
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setApplicationName(u"bagel-explorer-screenshots"_s);
    QSettings settings(QCoreApplication::applicationName(), MainWindow::settingsName);
    settings.clear();
    const QString scheme = arguments.value(2, u"light"_s);
    settings.setValue("theme", scheme);
    const QString suffix = scheme == u"light" ? u".png"_s : u"-dark.png"_s;

    QTemporaryDir temporary;
    const QString checkpoint = temporary.filePath(u"BAGEL-7B-MoT"_s);
    if (!writeDemo(checkpoint, false) || !folder.mkpath(u"."_s))
        return 1;
    MainWindow window(Rules::bundled());
    window.resize(1440, 900);
    window.show();
    QSignalSpy opened(&window.session(), &Session::opened);
    window.open(checkpoint);
    if (!opened.wait())
        return 1;
    settle(window);
    auto *pages = window.findChild<QTabWidget *>();
    const auto shoot = [&](int page, const QString &name) {
        pages->setCurrentIndex(page);
        settle(window);
        save(window, folder.filePath(name + suffix));
    };
    shoot(0, u"overview"_s);
    shoot(1, u"conversion"_s);
    ConversionOptions two = window.session().options();
    two.stage = Stage::Two;
    window.session().setOptions(two);
    pages->setCurrentIndex(2);
    settle(window);
    window.findChild<UndGenPage *>()->setCurrent(11 * 14 + 9); // layer 11, gate_proj
    shoot(2, u"und-gen"_s);
    if (pages->count() > 3) {
        const auto &tensors = window.session().inventory()->checkpoint->tensors;
        const auto shown = std::ranges::find(
            tensors, u"language_model.model.layers.11.mlp.gate_proj.weight"_s, &TensorInfo::key);
        window.findChild<KeyPanel *>()->showTensor(shown - tensors.begin());
        shoot(3, u"tensor"_s);
    }
    return 0;
}
