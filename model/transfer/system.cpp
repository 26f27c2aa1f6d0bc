// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/system.h"

#include <array>
#include <cstdio>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

System &System::real()
{
    static System system;
    return system;
}

int System::open(int folder, const char *name, int flags, mode_t mode)
{
    return ::openat(folder, name, flags | O_CLOEXEC, mode);
}

int System::close(int descriptor)
{
    return ::close(descriptor);
}

int System::stat(int folder, const char *name, struct stat *state)
{
    return ::fstatat(folder, name, state, 0);
}

int System::fstat(int descriptor, struct stat *state)
{
    return ::fstat(descriptor, state);
}

int System::freeSpace(int descriptor, struct statvfs *state)
{
    return ::fstatvfs(descriptor, state);
}

int System::changeMode(int descriptor, mode_t mode)
{
    return ::fchmod(descriptor, mode);
}

int System::allocate(int descriptor, off_t bytes)
{
    return ::fallocate(descriptor, 0, 0, bytes);
}

ssize_t System::readAt(int descriptor, std::span<std::byte> buffer, off_t offset)
{
    return ::pread(descriptor, buffer.data(), buffer.size(), offset);
}

ssize_t System::writeAt(int descriptor, std::span<const std::byte> bytes, off_t offset)
{
    return ::pwrite(descriptor, bytes.data(), bytes.size(), offset);
}

int System::cloneRange(int to, off_t toOffset, int from, off_t fromOffset, off_t bytes)
{
    file_clone_range range{};
    range.src_fd = from;
    range.src_offset = static_cast<__u64>(fromOffset);
    range.src_length = static_cast<__u64>(bytes);
    range.dest_offset = static_cast<__u64>(toOffset);
    return ::ioctl(to, FICLONERANGE, &range);
}

ssize_t System::copyRange(int to, off_t toOffset, int from, off_t fromOffset, std::size_t bytes)
{
    return ::copy_file_range(from, &fromOffset, to, &toOffset, bytes, 0);
}

int System::sync(int descriptor)
{
    return ::fsync(descriptor);
}

int System::lock(int descriptor)
{
    return ::flock(descriptor, LOCK_EX);
}

int System::linkDescriptor(int descriptor, int folder, const char *to)
{
    // AT_EMPTY_PATH would need a capability; the way over /proc is everyone's.
    std::array<char, 32> path{};
    std::snprintf(path.data(), path.size(), "/proc/self/fd/%d", descriptor);
    return ::linkat(AT_FDCWD, path.data(), folder, to, AT_SYMLINK_FOLLOW);
}

int System::link(int folder, const char *from, const char *to)
{
    return ::linkat(folder, from, folder, to, 0);
}

int System::rename(int folder, const char *from, const char *to, unsigned flags)
{
    return ::renameat2(folder, from, folder, to, flags);
}

int System::unlink(int folder, const char *name)
{
    return ::unlinkat(folder, name, 0);
}

int System::makeFolder(const char *path)
{
    return ::mkdir(path, 0777);
}

int System::removeFolder(const char *path)
{
    return ::rmdir(path);
}

void System::willRead(int descriptor, off_t offset, off_t bytes)
{
    ::readahead(descriptor, offset, static_cast<std::size_t>(bytes));
}

void System::startWriting(int descriptor, off_t offset, off_t bytes)
{
    ::sync_file_range(descriptor, offset, bytes, SYNC_FILE_RANGE_WRITE);
}

void System::dropFromCache(int descriptor)
{
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
}
