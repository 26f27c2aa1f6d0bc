// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <ctime>

/// While it lives, a write beyond the file size limit of the process (ulimit -f) fails with EFBIG
/// on this thread, where it would else end the process by SIGXFSZ. Other threads are not touched.
class FileSizeSignal final {
public:
    FileSizeSignal()
    {
        sigemptyset(&m_signal);
        sigaddset(&m_signal, SIGXFSZ);
        pthread_sigmask(SIG_BLOCK, &m_signal, &m_before);
    }
    ~FileSizeSignal()
    {
        // A signal that waits would arrive as soon as it may: take it away first.
        const timespec now{};
        while (sigtimedwait(&m_signal, nullptr, &now) == SIGXFSZ) { }
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    FileSizeSignal(const FileSizeSignal &) = delete;
    FileSizeSignal &operator=(const FileSizeSignal &) = delete;

private:
    sigset_t m_signal{};
    sigset_t m_before{};
};
