// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/heatmapimage.h"

#include "views/colormap.h"

#include <algorithm>
#include <cmath>

QImage heatmapImage(const Grid &grid, double limit, bool isDark)
{
    const colormap::Table &table = colormap::diverging(isDark);
    const colormap::Special &special = colormap::special(isDark);
    QImage image(grid.columns, grid.rows, QImage::Format_RGB32);
    for (int row = 0; row < grid.rows; ++row) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(row));
        for (int column = 0; column < grid.columns; ++column) {
            const std::size_t cell = grid.cell(row, column);
            const quint8 flags = grid.flags[cell];
            line[column] = flags & Grid::HasNan ? special.nan
                : flags & Grid::HasInf          ? special.inf
                : flags & Grid::NoNumber
                ? special.missing
                : colormap::signedColor(table, double(grid.values[cell]), limit);
        }
    }
    return image;
}

double colorLimit(const Grid &grid)
{
    std::vector<float> sizes;
    sizes.reserve(grid.values.size());
    for (std::size_t i = 0; i < grid.values.size(); ++i) {
        if (!(grid.flags[i] & Grid::NoNumber))
            sizes.push_back(std::fabs(grid.values[i]));
    }
    if (sizes.empty())
        return 0;
    const auto most = sizes.begin() + static_cast<std::ptrdiff_t>((sizes.size() - 1) * 995 / 1000);
    std::nth_element(sizes.begin(), most, sizes.end());
    return double(*most > 0 ? *most : *std::max_element(most, sizes.end()));
}
