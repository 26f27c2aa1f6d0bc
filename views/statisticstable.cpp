// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/statisticstable.h"

#include "model/base/text.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

constexpr double tail = 0.01; // share of the numbers outside the middle, on either side

QString numberText(const std::optional<double> &number)
{
    return number ? text::number(*number) : u"–"_s;
}

QString zerosText(const Statistics &statistics)
{
    if (statistics.zeros == 0 || statistics.count == 0)
        return text::count(statistics.zeros);
    const double share = 100 * double(statistics.zeros) / double(statistics.count);
    return StatisticsTable::tr("%1 (%2 %)")
        .arg(text::count(statistics.zeros), text::number(share, 3));
}

} // namespace

StatisticsTable::StatisticsTable(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Statistics"));
    setObjectName(u"Statistics"_s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    for (const QString &name : {tr("Numbers"), tr("Min"), tr("Max"), tr("Mean"), tr("Std"),
             tr("Median"), tr("1 – 99 %"), tr("Zeros"), tr("NaN"), tr("Inf")}) {
        auto *title = new QLabel(name);
        title->setForegroundRole(QPalette::PlaceholderText);
        auto *number = new QLabel;
        number->setAccessibleName(name);
        number->setTextInteractionFlags(Qt::TextSelectableByMouse);
        number->setAlignment(Qt::AlignRight);
        const int row = static_cast<int>(m_numbers.size());
        grid->addWidget(title, row, 0);
        grid->addWidget(number, row, 1);
        m_numbers.push_back(number);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    setSummary(nullptr);
}

void StatisticsTable::setSummary(const Summary *summary)
{
    if (!summary) {
        for (QLabel *number : m_numbers)
            number->setText(u"…"_s);
        return;
    }
    const Statistics &statistics = summary->statistics;
    const Distribution &distribution = summary->distribution;
    const auto set = [this](Line line, const QString &text) {
        m_numbers[static_cast<std::size_t>(line)]->setText(text);
    };
    set(Count, text::count(statistics.count));
    set(Min, numberText(statistics.min));
    set(Max, numberText(statistics.max));
    set(Mean, numberText(statistics.mean));
    set(Deviation, numberText(statistics.deviation));
    // Three digits are what quantiles of wide dtypes are good for.
    set(Median, distribution.isEmpty() ? u"–"_s : text::number(*distribution.quantile(0.5), 3));
    set(Middle,
        distribution.isEmpty() ? u"–"_s
                               : tr("%1 … %2").arg(text::number(*distribution.quantile(tail), 3),
                                   text::number(*distribution.quantile(1 - tail), 3)));
    set(Zeros, zerosText(statistics));
    set(Nan, text::count(statistics.nan));
    set(Inf, text::count(statistics.inf));
}
