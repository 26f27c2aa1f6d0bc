// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors/header.h"

#include <vector>

/// The numbers that the keys and shapes of `ema.safetensors` follow from. The defaults are
/// BAGEL-7B-MoT's.
struct ModelSizes {
    quint64 vocabulary = 152064;
    quint64 hidden = 3584;
    int layers = 28;
    quint64 heads = 28;
    quint64 keyValueHeads = 4;
    quint64 intermediate = 18944;
    quint64 vitHidden = 1152;
    quint64 vitIntermediate = 4304;
    int vitLayers = 26; ///< in the checkpoint, one fewer than vit_config.json says
    quint64 vitPatch = 14;
    quint64 vitChannels = 3;
    quint64 vitSide = 70; ///< image size / patch
    quint64 latentSide = 64;
    quint64 latentPatch = 2;
    quint64 latentChannels = 16;
    quint64 timeFrequencies = 256;
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
