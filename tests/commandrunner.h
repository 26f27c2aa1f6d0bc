// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <QProcess>
#include <QStringList>

/// What a finished program has left.
struct Finished {
    int status = -1; ///< -1: it did not start or crashed
    QByteArray output;
    QByteArray messages;

    /// stdout as JSON; null where it is none.
    [[nodiscard]] nlohmann::ordered_json json() const
    {
        return nlohmann::ordered_json::parse(output.toStdString(), nullptr, false);
    }
};

inline Finished finished(QProcess &process)
{
    process.waitForFinished();
    Finished result;
    if (process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError)
        result.status = process.exitCode();
    result.output = process.readAllStandardOutput();
    result.messages = process.readAllStandardError();
    return result;
}

inline Finished run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return finished(process);
}

/// bagel-explorer in an environment without a display, where a widget would abort the program.
inline void setUpBagelExplorer(QProcess &process, const QStringList &arguments)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("no-such-platform"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process.setProcessEnvironment(environment);
    process.setProgram(qEnvironmentVariable("BAGEL_EXPLORER"));
    process.setArguments(arguments);
}

inline Finished bagelExplorer(const QStringList &arguments)
{
    QProcess process;
    setUpBagelExplorer(process, arguments);
    process.start();
    return finished(process);
}
