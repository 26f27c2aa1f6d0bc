// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diff/metric.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Metric)
};

} // namespace

QString title(Metric metric)
{
    switch (metric) {
    case Metric::RelativeL2:
        return Text::tr("Relative L2");
    case Metric::CosineDistance:
        return Text::tr("Cosine distance");
    case Metric::MaxAbs:
        return Text::tr("Max |Δ|");
    case Metric::MeanAbs:
        return Text::tr("Mean |Δ|");
    case Metric::Rms:
        return Text::tr("RMS Δ");
    case Metric::IdenticalShare:
        return Text::tr("Identical elements");
    }
    Q_UNREACHABLE();
}

QString explanation(Metric metric)
{
    switch (metric) {
    case Metric::RelativeL2:
        return Text::tr("‖GEN − UND‖₂ / ‖UND‖₂: how far GEN has moved, relative to UND's size. Of "
                        "two checkpoints B stands for GEN, A for UND.");
    case Metric::CosineDistance:
        return Text::tr(
            "1 − cosine of the angle between GEN and UND: how much the direction changed.");
    case Metric::MaxAbs:
        return Text::tr("The largest difference of any element.");
    case Metric::MeanAbs:
        return Text::tr("The mean difference of the elements, without sign.");
    case Metric::Rms:
        return Text::tr("The root of the mean squared difference of the elements.");
    case Metric::IdenticalShare:
        return Text::tr("The share of elements that are equal in GEN and UND.");
    }
    Q_UNREACHABLE();
}

std::optional<double> value(const Comparison &comparison, Metric metric)
{
    switch (metric) {
    case Metric::RelativeL2:
        return comparison.relativeL2;
    case Metric::CosineDistance:
        return comparison.cosineDistance;
    case Metric::MaxAbs:
        return comparison.maxAbs;
    case Metric::MeanAbs:
        return comparison.meanAbs;
    case Metric::Rms:
        return comparison.rms;
    case Metric::IdenticalShare:
        return comparison.identicalShare();
    }
    Q_UNREACHABLE();
}

QString shown(std::optional<double> number, Metric metric)
{
    if (!number)
        return u"–"_s;
    if (metric == Metric::IdenticalShare)
        return Text::tr("%1 %").arg(*number * 100, 0, 'g', 3);
    return QString::number(*number, 'g', 3);
}
