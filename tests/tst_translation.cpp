// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"
#include "app/translation.h"
#include "tests/checkpointbuilder.h"
#include "tests/commandrunner.h"
#include "tests/testutil.h"
#include "views/shortcutsdialog.h"

#include <QMenuBar>
#include <QMutex>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>

namespace {

struct Message {
    QString context;
    QString source;
    QString translation;
    QString state; ///< empty once it is finished

    /// What the program asks for.
    QString id() const { return context + u": "_s + source; }
};

QList<Message> messagesOf(const QString &catalogue)
{
    QFile file(catalogue);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    Message message;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == u"message")
            messages += message;
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"name")
            message.context = xml.readElementText();
        else if (xml.name() == u"source")
            message.source = xml.readElementText();
        if (xml.name() == u"translation") {
            message.state = xml.attributes().value(u"type"_s).toString();
            message.translation = xml.readElementText();
        }
    }
    return xml.hasError() ? QList<Message>() : messages;
}

QStringList idsOf(const QList<Message> &messages)
{
    QStringList ids;
    for (const Message &message : messages)
        ids += message.id();
    ids.sort();
    return ids;
}

/// The placeholders and the mnemonic of a text, sorted.
QStringList marksIn(const QString &text)
{
    static const QRegularExpression mark(u"%\\d|%n|&(?=\\w)"_s);
    QStringList marks;
    for (const auto &match : mark.globalMatch(text))
        marks += match.captured();
    marks.sort();
    return marks;
}

/// Notes what the program asks for, and knows nothing itself.
class Recorder final : public QTranslator {
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        const QMutexLocker lock(&m_mutex);
        if (*context != 'Q') // Qt's own
            m_asked.insert(QString::fromUtf8(context) + u": "_s + QString::fromUtf8(source));
        return {};
    }
    bool isEmpty() const override { return false; }
    QSet<QString> asked() const { return m_asked; }

private:
    mutable QMutex m_mutex;
    mutable QSet<QString> m_asked;
};

QStringList textsOf(const QMenu &menu)
{
    QStringList texts{menu.title()};
    for (const QAction *action : menu.actions()) {
        if (action->menu())
            texts += textsOf(*action->menu());
        else if (!action->isSeparator())
            texts += action->text();
    }
    return texts;
}

QStringList menuTexts(const MainWindow &window)
{
    QStringList texts;
    for (const QAction *menu : window.menuBar()->actions())
        texts += textsOf(*menu->menu());
    return texts;
}

QStringList mnemonicsOf(const QList<QAction *> &actions)
{
    QStringList mnemonics;
    for (const QAction *action : actions) {
        const QKeySequence keys = QKeySequence::mnemonic(action->text());
        if (!keys.isEmpty())
            mnemonics += keys.toString();
    }
    return mnemonics;
}

} // namespace

class TranslationTest final : public QObject {
    Q_OBJECT

    const QString m_catalogue =
        QStringLiteral(SOURCE_FOLDER "/resources/translations/bagel-explorer_de.ts");
    const QList<Message> m_messages = messagesOf(m_catalogue);
    QTemporaryDir m_folder;

    static std::unique_ptr<MainWindow> shownWindow()
    {
        QSettings(QCoreApplication::applicationName(), MainWindow::settingsName).clear();
        auto window = std::make_unique<MainWindow>(Rules::bundled());
        window->show();
        return window;
    }

    static QString overview() { return shownWindow()->findChild<QTabWidget *>()->tabText(0); }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName({});
        QCoreApplication::setApplicationName(u"bagel-explorer-test"_s);
        QVERIFY2(!m_messages.isEmpty(), qPrintable(m_catalogue));
    }

    void cleanup()
    {
        const auto installed = QCoreApplication::instance()->findChildren<QTranslator *>();
        qDeleteAll(installed);
    }

    void theCatalogueIsComplete()
    {
        for (const Message &message : m_messages) {
            QVERIFY2(message.state.isEmpty(), qPrintable(message.id() + u" is "_s + message.state));
            QVERIFY2(!message.translation.isEmpty(), qPrintable(message.id()));
        }
    }

    void translationsKeepPlaceholdersAndMnemonics()
    {
        for (const Message &message : m_messages) {
            QVERIFY2(marksIn(message.translation) == marksIn(message.source),
                qPrintable(message.id() + u"\n-> "_s + message.translation));
        }
    }

    void theCatalogueIsUpToDateWithTheSources()
    {
        const QString sources = QStringLiteral(SOURCE_FOLDER);
        const QString fresh = m_folder.filePath(u"fresh.ts"_s);
        QProcess lupdate;
        lupdate.start(QStringLiteral(LUPDATE),
            {u"-silent"_s, u"-I"_s, sources, sources + u"/app"_s, sources + u"/model"_s,
                sources + u"/views"_s, QStringLiteral(RULE_WORDS), u"-ts"_s, fresh});
        QVERIFY(lupdate.waitForFinished());
        QCOMPARE(lupdate.exitCode(), 0);
        const QStringList wanted = idsOf(messagesOf(fresh));
        const QStringList given = idsOf(m_messages);
        QVERIFY(!wanted.isEmpty());
        for (const QString &id : wanted)
            QVERIFY2(given.contains(id), qPrintable(u"to be translated: "_s + id));
        for (const QString &id : given)
            QVERIFY2(wanted.contains(id), qPrintable(u"no longer in the sources: "_s + id));
    }

    void theFirstLanguageOfTheSessionCounts_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("overview");
        QTest::newRow("German") << u"de"_s << u"Übersicht"_s;
        QTest::newRow("Austrian") << u"de-AT"_s << u"Übersicht"_s;
        QTest::newRow("English") << u"en-GB"_s << u"Overview"_s;
        QTest::newRow("one without a catalogue") << u"fr-FR"_s << u"Overview"_s;
        QTest::newRow("none") << u"C"_s << u"Overview"_s;
    }
    void theFirstLanguageOfTheSessionCounts()
    {
        QFETCH(QString, language);
        translation::install(language);
        QTEST(overview(), "overview");
    }

    void everyMenuEntryIsTranslated()
    {
        const QStringList alike{u"UND ↔ GEN"_s, u"Tensor"_s};
        const QStringList english = menuTexts(*shownWindow());
        translation::install(u"de"_s);
        const QStringList german = menuTexts(*shownWindow());
        QCOMPARE(german.size(), english.size());
        for (qsizetype i = 0; i < german.size(); ++i)
            QVERIFY2(german[i] != english[i] || alike.contains(german[i]), qPrintable(german[i]));
    }

    void noMnemonicIsUsedTwiceInAMenu()
    {
        translation::install(u"de"_s);
        const auto window = shownWindow();
        QList<QList<QAction *>> menus{window->menuBar()->actions()};
        for (const QMenu *menu : window->findChildren<QMenu *>())
            menus += menu->actions();
        for (const QList<QAction *> &menu : menus) {
            QStringList mnemonics = mnemonicsOf(menu);
            const QString all = mnemonics.join(u' ');
            QVERIFY2(mnemonics.removeDuplicates() == 0, qPrintable(all));
        }
    }

    // Contexts that lupdate finds and contexts that run could differ: nothing would be translated.
    void theWindowAsksForNothingThatTheCatalogueLacks()
    {
        translation::install(u"de"_s);
        Recorder recorder;
        QVERIFY(QCoreApplication::installTranslator(&recorder));
        const auto window = shownWindow();
        QSignalSpy checked(&window->session(), &Session::checked);
        const QString file = m_folder.filePath(u"ema.safetensors"_s);
        QVERIFY(CheckpointBuilder()
                    .tensor(u"language_model.model.norm.weight"_s, "BF16", {4})
                    .tensor(u"language_model.model.norm_moe_gen.weight"_s, "BF16", {4})
                    .tensor(u"foo.bar"_s, "F32", {2})
                    .write(file));
        window->open(file + u"::language_model.model.norm.weight"_s);
        QVERIFY(checked.wait());
        auto *pages = window->findChild<QTabWidget *>();
        for (int page = 0; page < pages->count(); ++page) {
            pages->setCurrentIndex(page);
            window->grab();
        }
        const ShortcutsDialog shortcuts(*window->menuBar());
        QVERIFY(recorder.asked().size() > 200);
        const QStringList known = idsOf(m_messages);
        for (const QString &id : recorder.asked())
            QVERIFY2(known.contains(id), qPrintable(id));
    }

    void theCommandLineStaysEnglish()
    {
        qputenv("LANGUAGE", "de");
        const Finished help = bagelExplorer({u"--help"_s});
        qunsetenv("LANGUAGE");
        QVERIFY2(help.output.startsWith("Explore"), help.output.constData());
    }
};

QTEST_MAIN(TranslationTest)
#include "tst_translation.moc"
