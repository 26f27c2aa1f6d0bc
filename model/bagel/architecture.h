// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/header.h"

#include <vector>

/// The numbers that the keys and shapes of `ema.safetensors` follow from. Each dimension is a
/// number of its own, as the shapes tell it: that heads × head width is the hidden size, for
/// instance, is left to whoever fills it in. The defaults are BAGEL-7B-MoT's.
struct ModelSizes {
    quint64 layers = 28;
    quint64 vitLayers = 26; ///< in the checkpoint, one fewer than vit_config.json says
    quint64 vocabulary = 152064;
    quint64 hidden = 3584;
    quint64 queryWidth = 3584; ///< heads · head width
    quint64 keyValueWidth = 512; ///< key-value heads · head width
    quint64 headWidth = 128;
    quint64 intermediate = 18944;
    quint64 vitHidden = 1152;
    quint64 vitIntermediate = 4304;
    quint64 vitPatch = 588; ///< numbers in a patch: rows · columns · channels
    quint64 vitPositions = 4900; ///< (image size / patch size)²
    quint64 vitTable = 4900; ///< rows of vit_pos_embed
    quint64 latentPatch = 64; ///< numbers in a latent patch: rows · columns · channels
    quint64 latentTable = 4096; ///< rows of latent_pos_embed
    quint64 timeFrequencies = 256;

    friend bool operator==(const ModelSizes &, const ModelSizes &) = default;
};

/// The numbers that the keys and shapes of `ae.safetensors` follow from.
struct AutoencoderSizes {
    quint64 width = 128;
    quint64 imageChannels = 3;
    quint64 latentChannels = 16;
};

/// A tensor that a complete checkpoint has.
struct ExpectedTensor {
    QString key;
    Shape shape;
};

/// The 1,223 tensors of the model in HF layout (more or fewer with other numbers of layers), in
/// the order of the architecture. Source: ByteDance-Seed/Bagel `modeling/bagel`.
[[nodiscard]] std::vector<ExpectedTensor> modelTensors(const ModelSizes &sizes);

/// The 244 tensors of the autoencoder. Source: ByteDance-Seed/Bagel `modeling/autoencoder.py`.
[[nodiscard]] std::vector<ExpectedTensor> autoencoderTensors(const AutoencoderSizes &sizes);
