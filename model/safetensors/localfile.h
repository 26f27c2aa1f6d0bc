// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/bytesource.h"

#include <memory>

/// What tells one state of a file from another: where it is and when it last changed.
struct FileIdentity {
    quint64 device = 0;
    quint64 inode = 0;
    quint64 size = 0;
    qint64 modified = 0; ///< nanoseconds since 1970

    friend bool operator==(const FileIdentity &, const FileIdentity &) = default;
};

/// A regular file, open for reading by `pread` for as long as the object lives. No mmap: its faults
/// arrive as signals when a file shrinks.
class LocalFile final : public ByteSource {
public:
    /// Opens `path`. MissingFile where there is none, CannotRead for a directory, a device or
    /// where the system refuses.
    [[nodiscard]] static Result<std::shared_ptr<const LocalFile>> open(const QString &path);
    ~LocalFile() override;

    [[nodiscard]] QString name() const override { return m_path; }
    [[nodiscard]] quint64 size() const override { return m_identity.size; }
    [[nodiscard]] Result<void> readAt(quint64 offset, std::span<std::byte> buffer) const override;
    void willRead(quint64 offset, quint64 bytes) const override;

    /// As of opening.
    [[nodiscard]] FileIdentity identity() const { return m_identity; }
    /// As of now, asked from the open descriptor.
    [[nodiscard]] Result<FileIdentity> currentIdentity() const;
    /// For system calls that copy between descriptors; valid while the object lives.
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    LocalFile(const QString &path, int descriptor, const FileIdentity &identity);

    QString m_path;
    int m_descriptor;
    FileIdentity m_identity;
};
