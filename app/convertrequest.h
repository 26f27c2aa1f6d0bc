// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/exporter.h"

class QCommandLineParser;

/// What the command line asks for.
struct ConvertRequest {
    QString path;
    QString prefix; ///< taken off the keys; empty: none
    QString donor; ///< a checkpoint that completes this one; empty: none
    ConversionOptions conversion;
    ExportOptions output;
    QString receiptPath; ///< empty: none wanted
    bool isDryRun = false;
    bool isJson = false;
};

/// Reads the options of `convert`; Usage, with what was expected, where one makes no sense.
[[nodiscard]] Result<ConvertRequest> parseConvertRequest(const QCommandLineParser &arguments);
