// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <span>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>

/// The system calls that writing a file needs, one function each with the call's own contract
/// (-1 and errno on failure), so that a test can make the k-th of them fail. Names are relative to
/// the open folder `folder`, or to the working directory for AT_FDCWD. Stateless, any thread.
class System {
public:
    System() = default;
    virtual ~System() = default;
    System(const System &) = delete;
    System &operator=(const System &) = delete;

    /// Forwards to the operating system.
    [[nodiscard]] static System &real();

    virtual int open(int folder, const char *name, int flags, mode_t mode);
    virtual int close(int descriptor);
    virtual int stat(int folder, const char *name, struct stat *state);
    virtual int fstat(int descriptor, struct stat *state);
    virtual int freeSpace(int descriptor, struct statvfs *state);
    virtual int changeMode(int descriptor, mode_t mode);
    virtual int allocate(int descriptor, off_t bytes);
    virtual ssize_t readAt(int descriptor, std::span<std::byte> buffer, off_t offset);
    virtual ssize_t writeAt(int descriptor, std::span<const std::byte> bytes, off_t offset);
    /// FICLONERANGE: makes a range of `to` share the blocks of a range of `from`.
    virtual int cloneRange(int to, off_t toOffset, int from, off_t fromOffset, off_t bytes);
    /// copy_file_range: bytes go from file to file without passing through this program.
    virtual ssize_t copyRange(
        int to, off_t toOffset, int from, off_t fromOffset, std::size_t bytes);
    virtual int sync(int descriptor);
    virtual int lock(int descriptor);
    /// Gives the open file `descriptor` (O_TMPFILE) the name `to`.
    virtual int linkDescriptor(int descriptor, int folder, const char *to);
    virtual int link(int folder, const char *from, const char *to);
    virtual int rename(int folder, const char *from, const char *to, unsigned flags);
    virtual int unlink(int folder, const char *name);
    virtual int makeFolder(const char *path);
    virtual int removeFolder(const char *path);

    /// Hints: they may do nothing and tell nothing.
    virtual void willRead(int descriptor, off_t offset, off_t bytes);
    virtual void startWriting(int descriptor, off_t offset, off_t bytes);
    virtual void dropFromCache(int descriptor);
};
