// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/transfer/system.h"

#include <QStringList>

#include <memory>
#include <optional>

/// The folder that an export writes to, held open, so that every step happens in the same folder
/// even when its path is moved meanwhile. A folder made here is removed again unless kept.
class Folder final {
public:
    /// Opens an existing folder.
    [[nodiscard]] static Result<std::unique_ptr<Folder>> open(System &system, const QString &path);
    /// Opens a folder, making it where it is missing; its parent must exist.
    [[nodiscard]] static Result<std::unique_ptr<Folder>> openOrMake(
        System &system, const QString &path);
    ~Folder();
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString pathOf(const QString &name) const;
    /// The file `name`, through a symbolic link; none where there is none.
    [[nodiscard]] Result<std::optional<struct stat>> state(const QString &name) const;
    [[nodiscard]] QStringList names() const;
    /// A free name for a temporary file beside `name`: "model.safetensors.k3x9qa.part".
    [[nodiscard]] QString temporaryName(const QString &name) const;

    /// NoSpace where fewer than `bytes` are available to this user.
    [[nodiscard]] Result<void> checkSpace(quint64 bytes) const;
    /// Waits until no other export puts its files in place here; until the object goes.
    void lock();
    /// Makes the folder's entries durable.
    [[nodiscard]] Result<void> sync();
    void keep() { m_isMade = false; }

private:
    Folder(System &system, const QString &path, int descriptor);

    System &m_system;
    QString m_path;
    int m_descriptor;
    bool m_isMade = false;
};
