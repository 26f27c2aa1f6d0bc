// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

/// The fixed sin-cos table that `vit_pos_embed` and `latent_pos_embed` hold: side² rows of `width`
/// columns (a multiple of 4), row by row. Row h · side + w; the first half of the columns encodes
/// w, the second h; within each half first the sines, then the cosines of p / 10000^(i /
/// (width/4)). Source: ByteDance-Seed/Bagel `modeling/bagel/modeling_utils.py`,
/// get_2d_sincos_pos_embed.
[[nodiscard]] std::vector<double> positionTable(quint64 side, quint64 width);

/// What one half of such a row holds, for each of the `side` positions: width/2 numbers each.
[[nodiscard]] std::vector<double> positionWaves(quint64 side, quint64 width);
