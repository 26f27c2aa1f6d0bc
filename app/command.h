// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QString>

class QCommandLineParser;

/// One command of the command line: how it is called and what runs it.
struct Command {
    QString name;
    QString usage; ///< what stands behind the name, for instance "PATH [--json]"
    QString summary; ///< one sentence
    int leastOperands = 1;
    int mostOperands = 1;
    QList<QCommandLineOption> options;
    /// Gets arguments that were parsed without error; returns the exit status.
    int (*run)(const QCommandLineParser &arguments) = nullptr;
};

[[nodiscard]] Command inspectCommand();
[[nodiscard]] Command convertCommand();
[[nodiscard]] Command statsCommand();
[[nodiscard]] Command diffCommand();
[[nodiscard]] Command extractCommand();
[[nodiscard]] Command demoCommand();
