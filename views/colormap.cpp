// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/colormap.h"

#include <QtGlobal>

#include <cmath>
#include <span>

namespace colormap {

namespace {

/// Even steps through `stops`; a stop in the middle is met exactly.
Table tableThrough(std::span<const QRgb> stops)
{
    Table table;
    const double last = double(stops.size() - 1);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double place = last * double(i) / double(table.size() - 1);
        const auto first = qMin(static_cast<std::size_t>(place), stops.size() - 2);
        const double share = place - double(first);
        const auto mix = [&](int (*channel)(QRgb)) {
            return qRound(channel(stops[first]) * (1 - share) + channel(stops[first + 1]) * share);
        };
        table[i] = qRgb(mix(qRed), mix(qGreen), mix(qBlue));
    }
    return table;
}

} // namespace

const Table &diverging(bool isDark)
{
    static const Table light = tableThrough(std::array<QRgb, 7>{
        0xff123c8c, 0xff2f6fe0, 0xff9dbff8, 0xffffffff, 0xfff9b5a0, 0xffe2502f, 0xff8e1b12});
    static const Table dark = tableThrough(std::array<QRgb, 7>{
        0xff8dbcff, 0xff4586f0, 0xff24468a, 0xff26272d, 0xff85351f, 0xffec6a45, 0xffffb597});
    return isDark ? dark : light;
}

const Table &sequential()
{
    static const Table viridis =
        tableThrough(std::array<QRgb, 11>{0xff440154, 0xff482475, 0xff414487, 0xff355f8d,
            0xff2a788e, 0xff21918c, 0xff22a884, 0xff44bf70, 0xff7ad151, 0xffbddf26, 0xfffde725});
    return viridis;
}

QRgb colorAt(const Table &table, double position)
{
    const double inside = std::isnan(position) ? 0 : qBound(0.0, position, 1.0);
    return table[static_cast<std::size_t>(std::lround(inside * double(table.size() - 1)))];
}

QRgb signedColor(const Table &table, double value, double limit)
{
    return colorAt(table, limit > 0 ? 0.5 + value / limit / 2 : 0.5);
}

const Special &special(bool isDark)
{
    // Black and white are at the far end from either map; yellow is in neither.
    static const Special light{0xff000000, 0xffffc800, 0xffd9d9df};
    static const Special dark{0xffffffff, 0xffffd60a, 0xff43444d};
    return isDark ? dark : light;
}

} // namespace colormap
