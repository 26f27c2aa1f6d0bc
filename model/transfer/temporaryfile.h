// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/folder.h"

#include <span>

/// A file being written beside its final place: without a name where the file system can do that
/// (then a killed program leaves nothing behind), else clearly named `….part`. It is gone when the
/// object goes, unless it was moved to its place. Used by one thread.
class TemporaryFile final {
public:
    /// For the file `target` in `folder`; both outlive it.
    TemporaryFile(System &system, Folder &folder, const QString &target);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile &) = delete;
    TemporaryFile &operator=(const TemporaryFile &) = delete;

    [[nodiscard]] const QString &target() const { return m_target; }
    [[nodiscard]] QString path() const { return m_folder.pathOf(m_target); }
    [[nodiscard]] int descriptor() const { return m_descriptor; }

    /// Makes it, with the mode of the file it will replace, else as the umask says.
    [[nodiscard]] Result<void> create(bool withoutName);
    /// Reserves room for `bytes`, where the file system can.
    [[nodiscard]] Result<void> reserve(quint64 bytes);
    [[nodiscard]] Result<void> writeAt(quint64 offset, std::span<const std::byte> bytes);
    [[nodiscard]] Result<void> readAt(quint64 offset, std::span<std::byte> buffer) const;
    /// Waits until everything written is on the disk.
    [[nodiscard]] Result<void> sync();
    /// Gives it a name, so that it can be closed and moved.
    [[nodiscard]] Result<void> giveName();
    [[nodiscard]] Result<void> close();
    /// Moves it to its place; `replace`: over the file that is there, else Exists.
    [[nodiscard]] Result<void> moveToTarget(bool replace);

private:
    [[nodiscard]] tl::unexpected<Error> failed(int number, const QString &sentence) const;

    System &m_system;
    Folder &m_folder;
    QString m_target;
    QString m_name; ///< null while it has none
    int m_descriptor = -1;
};
