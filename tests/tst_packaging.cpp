// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"
#include "app/versions.h"
#include "tests/commandrunner.h"
#include "tests/testutil.h"
#include "views/icons.h"

#include <QDir>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeDatabase>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

namespace {

const QString packaging = QStringLiteral(SOURCE_FOLDER "/resources/packaging/");
const QString built = QStringLiteral(BUILD_FOLDER "/resources/");

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList matchesIn(const QString &text, const QString &pattern)
{
    QStringList found;
    for (const auto &match : QRegularExpression(pattern).globalMatch(text))
        found += match.captured(1);
    return found;
}

/// The manual as plain text, without roff's escapes.
QString manual()
{
    return textOf(built + u"bagel-explorer.1"_s)
        .remove(QRegularExpression(u"\\\\f[A-Z]"_s))
        .remove(u'\\');
}

} // namespace

/// What is installed beside the program says the same as the program.
class PackagingTest final : public QObject {
    Q_OBJECT

private slots:
    void theManualNamesEveryOption_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("general") << QString();
        for (const char *name : {"inspect", "convert", "stats", "diff", "extract", "demo"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void theManualNamesEveryOption()
    {
        QFETCH(QString, command);
        QStringList arguments{u"--help"_s};
        if (!command.isEmpty())
            arguments.prepend(command);
        const Finished help = bagelExplorer(arguments);
        QCOMPARE(help.status, 0);
        // The part of a command reaches to the next one.
        const QString section = command.isEmpty()
            ? manual()
            : manual().section(u".SS "_s + command, 1).section(u"\n.S"_s, 0, 0);
        QVERIFY(!section.isEmpty());
        const QString says = QString::fromUtf8(help.output);
        QStringList wanted = matchesIn(says, u"(?m)^  (--?[a-z-]+)"_s)
            + matchesIn(says, u"(?m)^  -[a-z], (--[a-z-]+)"_s);
        if (command.isEmpty())
            wanted = matchesIn(says, u"(?m)^bagel-explorer (\\w+)"_s)
                + QStringList{u"--help"_s, u"--version"_s};
        QVERIFY(!wanted.isEmpty());
        for (const QString &word : wanted) {
            const QRegularExpression whole(
                u"(?<![\\w-])"_s + QRegularExpression::escape(word) + u"(?![\\w-])"_s);
            QVERIFY2(whole.match(section).hasMatch(), qPrintable(word));
        }
    }

    void theVersionIsTheSameEverywhere()
    {
        const QString version = QStringLiteral(BAGEL_EXPLORER_VERSION);
        QVERIFY(manual().contains(u"Bagel Explorer "_s + version + u'"'));
        QVERIFY(textOf(built + u"local.bagel_explorer.BagelExplorer.metainfo.xml"_s)
                    .contains(u"release version=\""_s + version + u'"'));
        QCOMPARE(QString::fromUtf8(bagelExplorer({u"--version"_s}).output), versions());
    }

    void aboutShowsTheVersions()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(u"bagel-explorer-test"_s);
        MainWindow window(Rules::bundled());
        QString shown;
        QTimer::singleShot(0, this, [&] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            QVERIFY(box);
            shown = box->text();
            box->close();
        });
        window.menuBar()->actions().last()->menu()->actions().last()->trigger();
        QVERIFY2(shown.contains(versions()), qPrintable(shown));
    }

    void theDesktopOpensTheTypesThatAreDeclared()
    {
        QStringList declared =
            matchesIn(textOf(packaging + u"bagel-explorer.xml"_s), u"mime-type type=\"(.*?)\""_s);
        QStringList opened =
            matchesIn(textOf(packaging + u"bagel-explorer.desktop"_s), u"(?m)^MimeType=(.*);$"_s);
        QCOMPARE(declared.size(), 2);
        QCOMPARE(opened.value(0).split(u';'), declared);
        QCOMPARE(matchesIn(textOf(built + u"local.bagel_explorer.BagelExplorer.metainfo.xml"_s),
                     u"<mediatype>(.*?)<"_s),
            declared);
    }

    void theTypesAreRecognised()
    {
        QTemporaryDir data;
        QVERIFY(QDir(data.path()).mkpath(u"mime/packages"_s));
        QVERIFY(QFile::copy(packaging + u"bagel-explorer.xml"_s,
            data.filePath(u"mime/packages/bagel-explorer.xml"_s)));
        qputenv("XDG_DATA_HOME", data.path().toLocal8Bit()); // before the first question
        qputenv("XDG_DATA_DIRS", data.path().toLocal8Bit());
        const QMimeDatabase types;
        const auto byName = [&](const QString &name) {
            return types.mimeTypeForFile(name, QMimeDatabase::MatchExtension);
        };
        const QString file = u"application/x-safetensors"_s;
        QCOMPARE(byName(u"ema.safetensors"_s).name(), file);
        const QMimeType index = byName(u"model.safetensors.index.json"_s);
        QCOMPARE(index.name(), file + u"-index+json"_s);
        QVERIFY(index.inherits(u"application/json"_s));
        const QByteArray header("\x0a\0\0\0\0\0\0\0{\"a\": 1}", 16);
        QCOMPARE(types.mimeTypeForData(header).name(), file);
    }

    void theIconHasTheColoursOfUndAndGen()
    {
        const QString svg =
            textOf(QStringLiteral(SOURCE_FOLDER "/resources/icons/bagel-explorer.svg"));
        for (const QString &id : {u"und"_s, u"gen"_s}) {
            const auto rules = Rules::bundled();
            const Bucket &bucket =
                rules->buckets()[static_cast<std::size_t>(rules->bucketIndex(id))];
            QVERIFY2(svg.contains(u"fill=\""_s + bucket.lightColor + u'"'), qPrintable(id));
        }
    }

    void theProgramHoldsItsIconInEverySize()
    {
        for (const int size : {16, 22, 24, 32, 48, 64, 128, 256, 512}) {
            const QImage image = icons::icon(u"bagel-explorer"_s).pixmap(size, size).toImage();
            QCOMPARE(image.size(), QSize(size, size));
            QCOMPARE(qAlpha(image.pixel(0, 0)), 0);
            QCOMPARE(qAlpha(image.pixel(size / 6, size / 2)), 255);
        }
    }
};

QTEST_MAIN(PackagingTest)
#include "tst_packaging.moc"
