// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/versions.h"

#include <nlohmann/json.hpp>

#include <qcustomplot.h>

#include <xxhash.h>

using namespace Qt::StringLiterals;

QString versions()
{
    const unsigned hash = XXH_versionNumber();
    return u"Bagel Explorer %1\nQt %2\nnlohmann/json %3.%4.%5\nQCustomPlot %6\nxxHash %7.%8.%9\n"_s
        .arg(QString::fromLatin1(BAGEL_EXPLORER_VERSION), QString::fromLatin1(qVersion()))
        .arg(NLOHMANN_JSON_VERSION_MAJOR)
        .arg(NLOHMANN_JSON_VERSION_MINOR)
        .arg(NLOHMANN_JSON_VERSION_PATCH)
        .arg(QString::fromLatin1(QCUSTOMPLOT_VERSION_STR))
        .arg(hash / 10000)
        .arg(hash / 100 % 100)
        .arg(hash % 100);
}
