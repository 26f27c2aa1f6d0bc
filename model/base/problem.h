// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QStringList>

enum class Severity : quint8 { Error, Warning, Note };

/// Something to tell about a checkpoint or a plan: `keys` are the tensors concerned (all of them),
/// `message` is one whole sentence.
struct Problem {
    Severity severity;
    Code code;
    QStringList keys;
    QString message;
    QString prefix = {}; ///< of Code::Prefix: what stands before the keys

    friend bool operator==(const Problem &, const Problem &) = default;
};
