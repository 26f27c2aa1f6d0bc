// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QGuiApplication>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace desktop {

void showProgress(const std::optional<int> &percent)
{
    QDBusMessage update = QDBusMessage::createSignal(
        u"/bagel_explorer"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
    update << u"application://%1.desktop"_s.arg(QGuiApplication::desktopFileName())
           << QVariantMap{
                  {u"progress"_s, percent.value_or(0) / 100.0},
                  {u"progress-visible"_s, percent.has_value()},
              };
    QDBusConnection::sessionBus().send(update);
}

void notify(const QString &title, const QString &text)
{
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s,
        u"/org/freedesktop/Notifications"_s, u"org.freedesktop.Notifications"_s, u"Notify"_s);
    constexpr uint newOne = 0;
    constexpr int usualTime = -1;
    call << QGuiApplication::applicationDisplayName() << newOne << u"bagel-explorer"_s << title
         << text << QStringList() << QVariantMap{} << usualTime;
    QDBusConnection::sessionBus().send(call);
}

} // namespace desktop
