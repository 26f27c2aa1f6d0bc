// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/progress.h"
#include "model/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <QElapsedTimer>

#include <mutex>

/// The streams of a command: data go to stdout, all that is said about them to stderr, in UTF-8.
namespace console {

void print(const QString &text);
/// A part of a text that is printed in parts.
void write(QByteArrayView utf8);
/// One object, indented, with a newline at the end.
void print(const nlohmann::ordered_json &object);
/// The same as a text, without that newline.
[[nodiscard]] QByteArray jsonText(const nlohmann::ordered_json &value);

/// A line on stderr.
void say(const QString &line);
/// Says what went wrong; returns the exit status.
[[nodiscard]] int say(const Error &error);

/// Flushes stdout; returns `status`, or an input/output failure where stdout took not everything.
[[nodiscard]] int finish(int status);

} // namespace console

/// Shows the progress of one task on stderr where that is a terminal, and is cancelled by SIGINT
/// and SIGTERM. One object at a time.
class ConsoleProgress final : public Progress {
public:
    ConsoleProgress();
    ~ConsoleProgress() override;

    void report(quint64 done, quint64 total) override;
    bool isCancelled() const override;

private:
    std::mutex m_mutex;
    QElapsedTimer m_started;
    qint64 m_shownAt = -1; ///< milliseconds since the start; -1: nothing is shown
    bool m_isTerminal;
};
