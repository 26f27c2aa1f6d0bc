// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/publication.h"

#include "model/transfer/ioerror.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstdio>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

/// Keeps what was there under other names until commit(); without it the destructor undoes all.
class Publication final {
public:
    Publication(System &system, Folder &folder) : m_system(system), m_folder(folder) { }
    ~Publication()
    {
        if (!m_isCommitted)
            undo();
    }
    Publication(const Publication &) = delete;
    Publication &operator=(const Publication &) = delete;

    /// A second name for a file that will be replaced in one step. Where the file system has no
    /// hard links, replacing it cannot be undone, but is still safe.
    void keep(const QString &name)
    {
        const QString backup = m_folder.temporaryName(name);
        const bool isKept =
            m_system.link(m_folder.descriptor(), QFile::encodeName(name).constData(),
                QFile::encodeName(backup).constData())
            == 0;
        m_earlier.push_back({name, isKept ? backup : QString(), true});
    }

    /// Moves a file out of the way.
    Result<void> setAside(const QString &name)
    {
        const QString backup = m_folder.temporaryName(name);
        if (rename(name, backup, RENAME_NOREPLACE) != 0
            && (errno != EINVAL || rename(name, backup, 0) != 0)) {
            const int number = errno;
            return writeError(number, Text::tr("Cannot move the earlier file %1 aside: %2."),
                m_folder.pathOf(name));
        }
        m_earlier.push_back({name, backup, false});
        return {};
    }

    Result<void> place(TemporaryFile &file)
    {
        const bool replaces = std::ranges::any_of(m_earlier, [&](const Earlier &earlier) {
            return earlier.isInPlace && earlier.name == file.target();
        });
        return file.moveToTarget(replaces).map([&] { m_placed.push_back(file.target()); });
    }

    void commit()
    {
        m_isCommitted = true;
        for (const Earlier &earlier : m_earlier)
            unlink(earlier.backup);
    }

private:
    struct Earlier {
        QString name;
        QString backup; ///< null where it could not be kept
        bool isInPlace; ///< both names are there until a new file takes `name`
    };

    void undo()
    {
        std::for_each(m_placed.rbegin(), m_placed.rend(), [&](const QString &name) {
            const bool wasThere = std::ranges::any_of(
                m_earlier, [&](const Earlier &e) { return e.isInPlace && e.name == name; });
            if (!wasThere)
                unlink(name);
        });
        std::for_each(m_earlier.rbegin(), m_earlier.rend(), [&](const Earlier &earlier) {
            const bool isPlaced = std::ranges::find(m_placed, earlier.name) != m_placed.end();
            if (earlier.backup.isNull())
                return;
            if (earlier.isInPlace && !isPlaced)
                unlink(earlier.backup);
            else
                rename(earlier.backup, earlier.name, 0);
        });
        // Best effort: the failure that led here is the one to report.
        (void)m_folder.sync();
    }

    int rename(const QString &from, const QString &to, unsigned flags)
    {
        return m_system.rename(m_folder.descriptor(), QFile::encodeName(from).constData(),
            QFile::encodeName(to).constData(), flags);
    }

    void unlink(const QString &name)
    {
        if (!name.isNull())
            m_system.unlink(m_folder.descriptor(), QFile::encodeName(name).constData());
    }

    System &m_system;
    Folder &m_folder;
    std::vector<Earlier> m_earlier;
    std::vector<QString> m_placed;
    bool m_isCommitted = false;
};

} // namespace

Result<void> publish(
    System &system, Folder &folder, const TemporaryFiles &files, const QStringList &earlier)
{
    Publication publication(system, folder);
    // In the order of names an index comes last; it goes first and comes back last, so that no
    // reader ever finds an index with the shards of another export.
    const auto isTarget = [&](const QString &name) {
        return std::ranges::any_of(files, [&](const auto &file) { return file->target() == name; });
    };
    const bool isSharded = std::ranges::any_of(
        files, [](const auto &file) { return file->target().endsWith(u".index.json"); });
    for (auto name = earlier.crbegin(); name != earlier.crend(); ++name) {
        if (!isSharded && isTarget(*name))
            publication.keep(*name);
        else if (const auto done = publication.setAside(*name); !done)
            return done;
    }
    for (const auto &file : files) {
        if (const auto done = publication.place(*file); !done)
            return done;
    }
    return folder.sync().map([&] { publication.commit(); });
}
