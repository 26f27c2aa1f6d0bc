// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/conversion.h"

#include <QSettings>

/// The checkpoints opened last and what was chosen for each, kept in the settings, which several
/// windows and programs share.
class RecentCheckpoints final {
public:
    /// `settings` outlives this object.
    explicit RecentCheckpoints(QSettings *settings) : m_settings(settings) { }

    /// The latest first; some may be missing by now.
    [[nodiscard]] QStringList paths() const;
    void add(const QString &path);

    /// Direction, stage and strictness; none where nothing was chosen.
    [[nodiscard]] std::optional<ConversionOptions> choices(const QString &path) const;
    void setChoices(const QString &path, const ConversionOptions &options);

private:
    QSettings *m_settings;
};
