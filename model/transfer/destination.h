// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/checkpoint.h"
#include "model/transfer/folder.h"

/// Where an export goes: one file, reached through symbolic links, or a folder for shards.
class Destination final {
public:
    /// Opens the folder to write in: `path` itself, made where it is missing, or that of the file
    /// `path`. CannotWrite where that cannot be.
    [[nodiscard]] static Result<Destination> open(
        System &system, const QString &path, bool isFolder);

    [[nodiscard]] Folder &folder() const { return *m_folder; }
    /// The file's name in the folder; null for a folder of shards.
    [[nodiscard]] const QString &fileName() const { return m_fileName; }

    /// The files that an export would replace or remove, `copies` among them: SameFile where one
    /// belongs to `source`, CannotWrite where one is no regular file, Exists where one is there
    /// without `overwrite`.
    [[nodiscard]] Result<QStringList> earlierFiles(
        const Checkpoint &source, const QStringList &copies, bool overwrite) const;

private:
    Destination(System &system, std::unique_ptr<Folder> folder, const QString &fileName);

    [[nodiscard]] bool belongsTo(const Checkpoint &source, const struct stat &state) const;

    System *m_system;
    std::unique_ptr<Folder> m_folder;
    QString m_fileName;
};
