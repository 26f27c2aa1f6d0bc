// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/shape.h"

#include "model/base/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

QString shapeText(const Shape &shape)
{
    if (shape.isEmpty())
        return QCoreApplication::translate("Shape", "scalar");
    QStringList dimensions;
    for (const quint64 dimension : shape)
        dimensions += text::count(dimension);
    return dimensions.join(u" × "_s);
}
