// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"
#include "model/demo/demo.h"
#include "tests/testutil.h"
#include "tests/widgets.h"
#include "views/accessibility.h"
#include "views/exportdialog.h"
#include "views/heatmapview.h"
#include "views/pairmap.h"
#include "views/plot.h"
#include "views/segmentedcontrol.h"
#include "views/splitbar.h"
#include "views/theme.h"

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTreeView>

namespace {

enum Page { Overview, Conversion, UndGen, Tensor };

QAccessibleInterface *interfaceOf(const QWidget *widget)
{
    return QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
}

QString told(const QWidget *widget, QAccessible::Text what)
{
    return interfaceOf(widget)->text(what);
}

/// What it is called. Qt gives a combo box what it shows as its name on Unix, and means its label.
QString nameOf(const QWidget *widget)
{
    const auto labels = interfaceOf(widget)->relations(QAccessible::Label);
    return qobject_cast<const QComboBox *>(widget) && !labels.isEmpty()
        ? labels.first().first->text(QAccessible::Name)
        : told(widget, QAccessible::Name);
}

QAccessible::Role roleOf(const QWidget *widget)
{
    return interfaceOf(widget)->role();
}

bool isFocusable(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && !widget->focusProxy()
        && (widget->focusPolicy() & Qt::TabFocus);
}

/// For a message: what the widget is and where.
QString placeOf(const QWidget *widget)
{
    QStringList names;
    for (; widget; widget = widget->parentWidget()) {
        names.prepend(QLatin1String(widget->metaObject()->className())
            + (widget->objectName().isEmpty() ? QString() : u' ' + widget->objectName()));
    }
    return names.mid(qMax(0, names.size() - 4)).join(u" > "_s);
}

QStringList withoutNameOrRole(const QWidget &root)
{
    QStringList found;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (!isFocusable(widget))
            continue;
        const auto role = roleOf(widget);
        if (nameOf(widget).isEmpty())
            found += u"no name: "_s + placeOf(widget);
        if (role == QAccessible::NoRole || role == QAccessible::Client)
            found += u"no role: "_s + placeOf(widget);
    }
    return found;
}

} // namespace

class AccessibilityTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    QTabWidget *pages() const { return m_window->findChild<QTabWidget *>(); }

    /// Shows a page with everything on it read.
    void showPage(Page page)
    {
        pages()->setCurrentIndex(page);
        QTRY_VERIFY(!m_window->session().diff().isRunning());
        const auto maps = pages()->currentWidget()->findChildren<HeatmapView *>();
        for (const HeatmapView *map : maps)
            QTRY_VERIFY(map->grid() && !map->isRefining());
    }

    /// Where Tab goes from the first control on, until it comes back.
    QList<QWidget *> tabOrder()
    {
        QWidget *first = named<QWidget>(*m_window, u"Open"_s);
        first->setFocus();
        QList<QWidget *> order{first};
        constexpr int most = 200;
        for (int i = 0; i < most && QApplication::focusWidget(); ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            if (QApplication::focusWidget() == first)
                return order;
            order += QApplication::focusWidget();
        }
        for (const QWidget *widget : std::as_const(order))
            qInfo("%s", qPrintable(placeOf(widget)));
        return {};
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName({});
        QCoreApplication::setApplicationName(u"bagel-explorer-accessibility"_s);
        QSettings(QCoreApplication::applicationName(), MainWindow::settingsName).clear();
        QVERIFY(m_folder.isValid());
        accessibility::describeWidgets();
        VERIFY_OK(writeDemo(m_folder.filePath(u"demo"_s), false));
        m_window = std::make_unique<MainWindow>(Rules::bundled());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QCOMPARE(withoutNameOrRole(*m_window).join(u'\n'), QString()); // of the page that welcomes
        QSignalSpy opened(&m_window->session(), &Session::opened);
        m_window->open(m_folder.filePath(u"demo"_s)
            + u"::language_model.model.layers.1.mlp.gate_proj.weight"_s);
        QVERIFY(opened.wait());
    }
    void cleanupTestCase() { m_window.reset(); }

    void init()
    {
        m_window->activateWindow(); // again, after a dialog
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void everythingThatTakesFocusHasNameAndRole_data()
    {
        QTest::addColumn<Page>("page");
        QTest::newRow("Overview") << Overview;
        QTest::newRow("Conversion") << Conversion;
        QTest::newRow("UND ↔ GEN") << UndGen;
        QTest::newRow("Tensor") << Tensor;
    }
    void everythingThatTakesFocusHasNameAndRole()
    {
        QFETCH(const Page, page);
        showPage(page);
        QCOMPARE(withoutNameOrRole(*m_window).join(u'\n'), QString());
    }

    void theExportDialogHasNamesAndRoles()
    {
        ExportDialog dialog(m_window->session().inventory(), m_window->session().plan(),
            m_folder.filePath(u"out.safetensors"_s), QString());
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QCOMPARE(withoutNameOrRole(dialog).join(u'\n'), QString());
    }

    void everyFormOfTheDiffHasNamesAndRoles_data()
    {
        QTest::addColumn<QString>("form");
        for (const char *form : {"Table", "Profile", "Unpaired", "Map"})
            QTest::newRow(form) << QString::fromLatin1(form);
    }
    void everyFormOfTheDiffHasNamesAndRoles()
    {
        QFETCH(const QString, form);
        showPage(UndGen);
        buttonWithText(*named<SegmentedControl>(*m_window, u"Form"_s), form)->click();
        QCOMPARE(withoutNameOrRole(*m_window).join(u'\n'), QString());
    }

    void theNamesThatScriptsUseStay_data()
    {
        QTest::addColumn<Page>("page");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("UND ↔ GEN")
            << UndGen
            << QStringList{u"Metric"_s, u"Pair map"_s, u"Pair table"_s, u"UND heat map"_s,
                   u"GEN heat map"_s, u"Difference heat map"_s, u"Histogram"_s};
        QTest::newRow("Tensor") << Tensor
                                << QStringList{u"Heat map"_s, u"Histogram"_s, u"Values"_s};
    }
    void theNamesThatScriptsUseStay()
    {
        QFETCH(const Page, page);
        QFETCH(const QStringList, names);
        for (const QString &name : names) {
            const auto *widget = named<QWidget>(*pages()->widget(page), name);
            QVERIFY2(widget, qPrintable(name));
            QCOMPARE(nameOf(widget), name);
        }
    }

    void paintedWidgetsTellWhatTheyShow()
    {
        QStringList found;
        for (const Page page : {Overview, UndGen, Tensor}) {
            showPage(page);
            for (const QWidget *widget : pages()->currentWidget()->findChildren<QWidget *>()) {
                const bool isPainted = qobject_cast<const PairMap *>(widget)
                    || qobject_cast<const HeatmapView *>(widget)
                    || qobject_cast<const Plot *>(widget) || qobject_cast<const SplitBar *>(widget);
                if (isPainted && widget->isVisible()
                    && (roleOf(widget) != QAccessible::Chart
                        || told(widget, QAccessible::Value).isEmpty()))
                    found += placeOf(widget);
            }
        }
        QCOMPARE(found.join(u'\n'), QString());
    }

    void theHistogramTellsWhereItsNumbersAre()
    {
        showPage(Tensor);
        const auto *plot = pages()->widget(Tensor)->findChild<Plot *>();
        static const QRegularExpression sentence(
            u"^UND: from -0\\.\\d+ to 0\\.\\d+, mean \\S+, most \\(\\S+ %\\) between \\S+ and \\S+\\.$"_s);
        QTRY_VERIFY2(sentence.match(told(plot, QAccessible::Value)).hasMatch(),
            qPrintable(told(plot, QAccessible::Value)));
        QCOMPARE(told(plot->parentWidget(), QAccessible::Value), told(plot, QAccessible::Value));
    }

    void thePairMapTellsWhereTheArrowsAre()
    {
        showPage(UndGen);
        auto *map = named<PairMap>(*m_window, u"Pair map"_s);
        map->setCurrent(0);
        map->setFocus();
        QTest::keyClick(map, Qt::Key_Right);
        const auto text = [&] { return told(map, QAccessible::Value); };
        QVERIFY2(text().startsWith(u"Layer 1, self_attn.q_proj.weight: Relative L2 0."_s),
            qPrintable(text()));
        QTest::keyClick(map, Qt::Key_Down);
        QVERIFY2(text().startsWith(u"Layer 1, self_attn.q_proj.bias: "_s), qPrintable(text()));
        QCOMPARE(told(map, QAccessible::Description), text());
        auto *metric = named<QComboBox>(*m_window, u"Metric"_s);
        metric->setCurrentIndex(1);
        QVERIFY2(text().contains(u": Cosine distance "_s), qPrintable(text()));
        metric->setCurrentIndex(0);
    }

    void theHeatMapTellsWhereItsMarkIs()
    {
        showPage(Tensor);
        auto *map = named<HeatmapView>(*pages()->widget(Tensor), u"Heat map"_s);
        map->setView({0, 0, 4, 4});
        QTRY_COMPARE(map->grid()->region, (Region{0, 0, 4, 4}));
        map->setMarker(Place{1, 1});
        map->setFocus();
        QTest::keyClick(map, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY2(told(map, QAccessible::Description).startsWith(u"Row 1, column 2: [1, 2] = "_s),
            qPrintable(told(map, QAccessible::Description)));
        QCOMPARE(told(map, QAccessible::Value), told(map, QAccessible::Description));
    }

    void controlsTellTheirChoice()
    {
        auto *stage = named<SegmentedControl>(*m_window, u"Stage"_s);
        QAbstractButton *two = buttonWithText(*stage, u"2 · UND + GEN"_s);
        QCOMPARE(roleOf(stage), QAccessible::Grouping);
        QCOMPARE(roleOf(two), QAccessible::RadioButton);
        two->click();
        QVERIFY(interfaceOf(two)->state().checked);
        QCOMPARE(told(stage, QAccessible::Value), two->text());
        const auto *chip = named<QAbstractButton>(*m_window, u"Show GEN"_s);
        QCOMPARE(roleOf(chip), QAccessible::CheckBox);
        QCOMPARE(told(chip, QAccessible::Description), u"402 tensors"_s);
    }

    void labelsWithANameTellTheirText()
    {
        QStringList found;
        for (const Page page : {Overview, Conversion, UndGen, Tensor}) {
            showPage(page);
            for (const QLabel *label : m_window->findChildren<QLabel *>()) {
                if (label->isVisible() && !label->accessibleName().isEmpty()
                    && !label->text().isEmpty() && told(label, QAccessible::Value).isEmpty())
                    found += label->accessibleName() + u": "_s + placeOf(label);
            }
        }
        QCOMPARE(found.join(u'\n'), QString());
    }

    void theTreeTellsItsCells()
    {
        const auto *tree = named<QTreeView>(*m_window, u"Tensor tree"_s);
        QAccessibleInterface *table = interfaceOf(tree);
        QVERIFY(table->tableInterface());
        const int columns = table->tableInterface()->columnCount();
        QStringList cells;
        for (int column = 0; column < columns; ++column)
            cells += table->tableInterface()->cellAt(0, column)->text(QAccessible::Name);
        QVERIFY2(!cells[0].isEmpty(), qPrintable(cells.join(u'|')));
    }

    void tabGoesFromToolbarToFilterToTreeToPages()
    {
        for (const Page page : {Overview, Conversion, UndGen, Tensor}) {
            showPage(page);
            const QList<QWidget *> order = tabOrder();
            QVERIFY2(!order.isEmpty(), "Tab never comes back");
            const QList<QWidget *> steps{named<QWidget>(*m_window, u"Open"_s),
                named<QWidget>(*m_window, u"Direction"_s)->findChild<QAbstractButton *>(),
                named<QWidget>(*m_window, u"Strict"_s), named<QWidget>(*m_window, u"Export…"_s),
                named<QWidget>(*m_window, u"Search keys"_s),
                named<QWidget>(*m_window, u"Show UND"_s),
                named<QWidget>(*m_window, u"Tensor tree"_s), pages()->tabBar()};
            qsizetype last = -1;
            for (QWidget *step : steps) {
                const qsizetype place = order.indexOf(step);
                QVERIFY2(place > last, qPrintable(step->accessibleName()));
                last = place;
            }
            for (qsizetype i = last + 1; i < order.size(); ++i)
                QVERIFY2(pages()->isAncestorOf(order[i]), qPrintable(placeOf(order[i])));
            // What is on the page comes, and all of it.
            for (QWidget *widget : pages()->currentWidget()->findChildren<QWidget *>()) {
                // Of radio buttons Tab reaches the chosen one.
                const auto *button = qobject_cast<QAbstractButton *>(widget);
                if (isFocusable(widget) && !(button && button->autoExclusive()))
                    QVERIFY2(order.contains(widget), qPrintable(placeOf(widget)));
            }
        }
    }

    void largeTextLeavesTheWindowUsable()
    {
        const QFont normal = QApplication::font();
        QFont large = normal;
        large.setPointSizeF(2 * normal.pointSizeF());
        QApplication::setFont(large);
        const QSize least = m_window->minimumSizeHint();
        QApplication::setFont(normal);
        QVERIFY2(least.width() <= 1280 && least.height() <= 800,
            qPrintable(u"%1 × %2"_s.arg(least.width()).arg(least.height())));
    }

    void pagesDoNotScrollOnASmallScreen()
    {
        const QSize before = m_window->size();
        showPage(Overview);
        m_window->resize(1024, 640);
        theme::apply(*qApp, theme::Scheme::Dark); // draws what is hidden, too
        theme::apply(*qApp, theme::Scheme::Light);
        for (const Page page : {UndGen, Tensor}) {
            showPage(page);
            const auto *area = pages()->widget(page)->findChild<QScrollArea *>();
            QTRY_COMPARE(m_window->size(), QSize(1024, 640));
            QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
            QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
        }
        m_window->resize(before);
    }

    void theWindowFitsASmallScreen()
    {
        for (const Page page : {Overview, Conversion, UndGen, Tensor}) {
            showPage(page);
            const QSize least = m_window->minimumSizeHint();
            QVERIFY2(least.width() <= 1024 && least.height() <= 640,
                qPrintable(u"page %1: %2 × %3"_s.arg(page).arg(least.width()).arg(least.height())));
        }
    }
};

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
