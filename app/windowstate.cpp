// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowstate.h"

#include <QHeaderView>
#include <QSettings>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace {

const QString geometryKey = u"geometry"_s;

QString keyOf(const QSplitter &splitter)
{
    return u"splitters/"_s + splitter.objectName();
}

/// Empty for headers whose columns are not kept. A state of another number of columns is another
/// version's.
QString keyOf(const QHeaderView &header)
{
    const QString view = header.parentWidget()->objectName();
    const bool isKept = header.orientation() == Qt::Horizontal
        && (view == u"Tensor tree" || view == u"Conversion plan" || view == u"Pair table");
    return isKept ? u"columns/%1 %2"_s.arg(view).arg(header.count()) : QString();
}

/// Calls `function` with the key of each part of the window and the part.
template <typename Function> void forEachPart(const QWidget &window, const Function &function)
{
    for (auto *splitter : window.findChildren<QSplitter *>()) {
        if (!splitter->objectName().isEmpty())
            function(keyOf(*splitter), *splitter);
    }
    for (auto *header : window.findChildren<QHeaderView *>()) {
        if (const QString key = keyOf(*header); !key.isEmpty())
            function(key, *header);
    }
}

} // namespace

namespace windowstate {

void save(QSettings &settings, const QWidget &window)
{
    settings.setValue(geometryKey, window.saveGeometry());
    forEachPart(window,
        [&](const QString &key, const auto &part) { settings.setValue(key, part.saveState()); });
}

void restore(const QSettings &settings, QWidget &window)
{
    window.restoreGeometry(settings.value(geometryKey).toByteArray());
    forEachPart(window, [&](const QString &key, auto &part) {
        const QByteArray state = settings.value(key).toByteArray();
        if (!state.isEmpty())
            part.restoreState(state);
    });
}

} // namespace windowstate
