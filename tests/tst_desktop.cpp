// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QVariantMap>

using namespace Qt::StringLiterals;

/// Stands where the desktop stands.
class Listener final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public slots:
    void takeUpdate(const QString &application, const QVariantMap &properties)
    {
        emit updated(application, properties);
    }
    uint Notify(const QString &program, uint, const QString &icon, const QString &title,
        const QString &text, const QStringList &, const QVariantMap &, int)
    {
        emit notified(program, icon, title, text);
        return 1;
    }

signals:
    void updated(const QString &application, const QVariantMap &properties);
    void notified(
        const QString &program, const QString &icon, const QString &title, const QString &text);
};

/// On a bus of its own, which tests/CMakeLists.txt starts.
class DesktopTest final : public QObject {
    Q_OBJECT

    Listener m_listener;

private slots:
    void initTestCase()
    {
        if (qEnvironmentVariableIsEmpty("OWN_BUS"))
            QSKIP("dbus-run-session is missing: no bus to listen on");
        QGuiApplication::setApplicationDisplayName(u"Bagel Explorer"_s);
        QGuiApplication::setDesktopFileName(u"bagel-explorer"_s);
        QDBusConnection bus = QDBusConnection::sessionBus();
        QVERIFY(bus.connect({}, {}, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s,
            &m_listener, SLOT(takeUpdate(QString, QVariantMap))));
        QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
        QVERIFY(bus.registerObject(
            u"/org/freedesktop/Notifications"_s, &m_listener, QDBusConnection::ExportAllSlots));
    }

    void showsProgressAtTheIcon()
    {
        QSignalSpy updated(&m_listener, &Listener::updated);
        desktop::showProgress(37);
        QVERIFY(updated.wait());
        QCOMPARE(updated[0][0].toString(), u"application://bagel-explorer.desktop"_s);
        QVariantMap properties = updated[0][1].toMap();
        QCOMPARE(properties[u"progress"_s].toDouble(), 0.37);
        QCOMPARE(properties[u"progress-visible"_s], QVariant(true));

        desktop::showProgress(std::nullopt);
        QVERIFY(updated.wait());
        properties = updated[1][1].toMap();
        QCOMPARE(properties[u"progress-visible"_s], QVariant(false));
    }

    void notifies()
    {
        QSignalSpy notified(&m_listener, &Listener::notified);
        desktop::notify(u"Export: done"_s, u"a sentence"_s);
        QVERIFY(notified.wait());
        QCOMPARE(notified[0],
            (QVariantList{
                u"Bagel Explorer"_s, u"bagel-explorer"_s, u"Export: done"_s, u"a sentence"_s}));
    }
};

QTEST_MAIN(DesktopTest)
#include "tst_desktop.moc"
