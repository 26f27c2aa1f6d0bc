// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include "model/base/text.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Console)
};

void put(std::FILE *stream, QByteArrayView bytes)
{
    std::fwrite(bytes.data(), 1, static_cast<std::size_t>(bytes.size()), stream);
}

volatile std::sig_atomic_t interrupted = 0;

void interrupt(int)
{
    interrupted = 1;
}

constexpr qint64 millisecondsBetweenUpdates = 100;
constexpr char clearLine[] = "\r\x1b[K";

} // namespace

namespace console {

void print(const QString &text)
{
    write(text.toUtf8());
}

void write(QByteArrayView utf8)
{
    put(stdout, utf8);
}

void print(const nlohmann::ordered_json &object)
{
    write(jsonText(object) + '\n');
}

QByteArray jsonText(const nlohmann::ordered_json &value)
{
    return QByteArray::fromStdString(
        value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void say(const QString &line)
{
    put(stderr, line.toUtf8() + '\n');
}

int say(const Error &error)
{
    if (error.code == Code::Cancelled)
        say(Text::tr("Interrupted."));
    else
        say(Text::tr("Error: %1").arg(error.detail));
    return exitStatus(error.code);
}

int finish(int status)
{
    if (std::fflush(stdout) == 0 && !std::ferror(stdout))
        return status;
    return say(Error{Code::CannotWrite, Text::tr("The output cannot be written.")});
}

} // namespace console

ConsoleProgress::ConsoleProgress() : m_isTerminal(isatty(STDERR_FILENO) == 1)
{
    struct sigaction action { };
    action.sa_handler = interrupt;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    m_started.start();
}

ConsoleProgress::~ConsoleProgress()
{
    if (m_shownAt >= 0)
        put(stderr, clearLine);
}

void ConsoleProgress::report(quint64 done, quint64 total)
{
    if (!m_isTerminal || total == 0)
        return;
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    const qint64 now = m_started.elapsed();
    if (!lock || now < qMax<qint64>(m_shownAt, 0) + millisecondsBetweenUpdates)
        return;
    m_shownAt = now;
    const double share = static_cast<double>(done) / static_cast<double>(total);
    const auto rate =
        static_cast<quint64>(static_cast<double>(done) * 1000 / static_cast<double>(now));
    const QString line = Text::tr("%1 % · %2 of %3 · %4/s")
                             .arg(static_cast<int>(share * 100))
                             .arg(text::bytes(done), text::bytes(total), text::bytes(rate));
    put(stderr, clearLine + line.toUtf8());
}

bool ConsoleProgress::isCancelled() const
{
    return interrupted != 0;
}
