// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recentcheckpoints.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostRecent = 10;
const QString pathsKey = u"recent"_s;
const QString choicesKey = u"choices"_s;

} // namespace

QStringList RecentCheckpoints::paths() const
{
    return m_settings->value(pathsKey).toStringList();
}

void RecentCheckpoints::add(const QString &path)
{
    QStringList recent = paths();
    recent.removeAll(path);
    recent.prepend(path);
    recent.resize(qMin(mostRecent, recent.size()));
    m_settings->setValue(pathsKey, recent);
}

std::optional<ConversionOptions> RecentCheckpoints::choices(const QString &path) const
{
    const QStringList words = m_settings->value(choicesKey).toMap()[path].toStringList();
    if (words.size() != 3)
        return std::nullopt;
    ConversionOptions options;
    options.direction =
        words[0] == word(Direction::NemoToHf) ? Direction::NemoToHf : Direction::HfToNemo;
    options.stage = words[1] == word(Stage::Two) ? Stage::Two : Stage::One;
    options.strict = words[2] == u"strict";
    return options;
}

void RecentCheckpoints::setChoices(const QString &path, const ConversionOptions &options)
{
    QVariantMap all = m_settings->value(choicesKey).toMap();
    all[path] = QStringList{
        word(options.direction), word(options.stage), options.strict ? u"strict"_s : u"lenient"_s};
    const QStringList recent = paths();
    for (const QString &other : all.keys()) {
        if (other != path && !recent.contains(other))
            all.remove(other);
    }
    m_settings->setValue(choicesKey, all);
}
