// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/architecture.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// A list of tensors that grows by the building blocks of both networks.
struct Tensors {
    std::vector<ExpectedTensor> list;

    void add(const QString &key, const Shape &shape) { list.push_back({key, shape}); }
    void weightAndBias(const QString &module, const Shape &weight)
    {
        add(module + u".weight"_s, weight);
        add(module + u".bias"_s, {weight.first()});
    }
    void linear(const QString &module, quint64 outputs, quint64 inputs)
    {
        weightAndBias(module, {outputs, inputs});
    }
    void norm(const QString &module, quint64 width) { weightAndBias(module, {width}); }
    void convolution(const QString &module, quint64 outputs, quint64 inputs, quint64 kernel)
    {
        weightAndBias(module, {outputs, inputs, kernel, kernel});
    }
    void residualBlock(const QString &module, quint64 inputs, quint64 outputs)
    {
        norm(module + u".norm1"_s, inputs);
        convolution(module + u".conv1"_s, outputs, inputs, 3);
        norm(module + u".norm2"_s, outputs);
        convolution(module + u".conv2"_s, outputs, outputs, 3);
        if (inputs != outputs)
            convolution(module + u".nin_shortcut"_s, outputs, inputs, 1);
    }
    void attentionBetweenBlocks(const QString &module, quint64 width)
    {
        residualBlock(module + u".block_1"_s, width, width);
        norm(module + u".attn_1.norm"_s, width);
        for (const QString &name : {u"q"_s, u"k"_s, u"v"_s, u"proj_out"_s})
            convolution(module + u".attn_1."_s + name, width, width, 1);
        residualBlock(module + u".block_2"_s, width, width);
    }
};

/// One decoder layer of one expert; `mark` is empty (UND) or "_moe_gen" (GEN).
void addDecoderLayer(Tensors &tensors, const ModelSizes &sizes, quint64 layer, const QString &mark)
{
    const QString base = u"language_model.model.layers.%1."_s.arg(layer);
    const QString attention = base + u"self_attn."_s;
    tensors.linear(attention + u"q_proj"_s + mark, sizes.queryWidth, sizes.hidden);
    tensors.linear(attention + u"k_proj"_s + mark, sizes.keyValueWidth, sizes.hidden);
    tensors.linear(attention + u"v_proj"_s + mark, sizes.keyValueWidth, sizes.hidden);
    tensors.add(attention + u"o_proj"_s + mark + u".weight"_s, {sizes.hidden, sizes.queryWidth});
    tensors.add(attention + u"q_norm"_s + mark + u".weight"_s, {sizes.headWidth});
    tensors.add(attention + u"k_norm"_s + mark + u".weight"_s, {sizes.headWidth});
    // Here the mark stands on the parent module, not on the projection.
    const QString mlp = base + u"mlp"_s + mark;
    tensors.add(mlp + u".gate_proj.weight"_s, {sizes.intermediate, sizes.hidden});
    tensors.add(mlp + u".up_proj.weight"_s, {sizes.intermediate, sizes.hidden});
    tensors.add(mlp + u".down_proj.weight"_s, {sizes.hidden, sizes.intermediate});
    tensors.add(base + u"input_layernorm"_s + mark + u".weight"_s, {sizes.hidden});
    tensors.add(base + u"post_attention_layernorm"_s + mark + u".weight"_s, {sizes.hidden});
}

void addVisionTower(Tensors &tensors, const ModelSizes &sizes)
{
    const QString base = u"vit_model.vision_model."_s;
    // A linear layer over flattened patches in the order row, column, channel.
    tensors.linear(base + u"embeddings.patch_embedding"_s, sizes.vitHidden, sizes.vitPatch);
    tensors.add(
        base + u"embeddings.position_embedding.weight"_s, {sizes.vitPositions, sizes.vitHidden});
    for (quint64 layer = 0; layer < sizes.vitLayers; ++layer) {
        const QString prefix = base + u"encoder.layers.%1."_s.arg(layer);
        for (const QString &name : {u"q_proj"_s, u"k_proj"_s, u"v_proj"_s, u"out_proj"_s})
            tensors.linear(prefix + u"self_attn."_s + name, sizes.vitHidden, sizes.vitHidden);
        tensors.norm(prefix + u"layer_norm1"_s, sizes.vitHidden);
        tensors.norm(prefix + u"layer_norm2"_s, sizes.vitHidden);
        tensors.linear(prefix + u"mlp.fc1"_s, sizes.vitIntermediate, sizes.vitHidden);
        tensors.linear(prefix + u"mlp.fc2"_s, sizes.vitHidden, sizes.vitIntermediate);
    }
    tensors.norm(base + u"post_layernorm"_s, sizes.vitHidden);
    tensors.linear(u"connector.fc1"_s, sizes.hidden, sizes.vitHidden);
    tensors.linear(u"connector.fc2"_s, sizes.hidden, sizes.hidden);
    tensors.add(u"vit_pos_embed.pos_embed"_s, {sizes.vitTable, sizes.hidden});
}

void addFlowMatching(Tensors &tensors, const ModelSizes &sizes)
{
    tensors.linear(u"time_embedder.mlp.0"_s, sizes.hidden, sizes.timeFrequencies);
    tensors.linear(u"time_embedder.mlp.2"_s, sizes.hidden, sizes.hidden);
    tensors.linear(u"vae2llm"_s, sizes.hidden, sizes.latentPatch);
    tensors.linear(u"llm2vae"_s, sizes.latentPatch, sizes.hidden);
    tensors.add(u"latent_pos_embed.pos_embed"_s, {sizes.latentTable, sizes.hidden});
}

/// Widths of the autoencoder's levels, as multiples of its width.
constexpr std::array<quint64, 4> levelWidths{1, 2, 4, 4};
constexpr int blocksPerLevel = 2;

void addEncoder(Tensors &tensors, const AutoencoderSizes &sizes)
{
    quint64 width = sizes.width;
    tensors.convolution(u"encoder.conv_in"_s, width, sizes.imageChannels, 3);
    for (std::size_t level = 0; level < levelWidths.size(); ++level) {
        const QString down = u"encoder.down.%1."_s.arg(level);
        for (int block = 0; block < blocksPerLevel; ++block) {
            const quint64 inputs = width;
            width = sizes.width * levelWidths[level];
            tensors.residualBlock(down + u"block.%1"_s.arg(block), inputs, width);
        }
        if (level + 1 < levelWidths.size())
            tensors.convolution(down + u"downsample.conv"_s, width, width, 3);
    }
    tensors.attentionBetweenBlocks(u"encoder.mid"_s, width);
    tensors.norm(u"encoder.norm_out"_s, width);
    // Mean and logarithm of the variance.
    tensors.convolution(u"encoder.conv_out"_s, 2 * sizes.latentChannels, width, 3);
}

void addDecoder(Tensors &tensors, const AutoencoderSizes &sizes)
{
    quint64 width = sizes.width * levelWidths.back();
    tensors.convolution(u"decoder.conv_in"_s, width, sizes.latentChannels, 3);
    tensors.attentionBetweenBlocks(u"decoder.mid"_s, width);
    for (std::size_t level = levelWidths.size(); level-- > 0;) {
        const QString up = u"decoder.up.%1."_s.arg(level);
        for (int block = 0; block < blocksPerLevel + 1; ++block) {
            const quint64 inputs = width;
            width = sizes.width * levelWidths[level];
            tensors.residualBlock(up + u"block.%1"_s.arg(block), inputs, width);
        }
        if (level > 0)
            tensors.convolution(up + u"upsample.conv"_s, width, width, 3);
    }
    tensors.norm(u"decoder.norm_out"_s, width);
    tensors.convolution(u"decoder.conv_out"_s, sizes.imageChannels, width, 3);
}

} // namespace

std::vector<ExpectedTensor> modelTensors(const ModelSizes &sizes)
{
    Tensors tensors;
    tensors.add(u"language_model.model.embed_tokens.weight"_s, {sizes.vocabulary, sizes.hidden});
    tensors.add(u"language_model.lm_head.weight"_s, {sizes.vocabulary, sizes.hidden});
    for (const QString &mark : {u""_s, u"_moe_gen"_s}) {
        for (quint64 layer = 0; layer < sizes.layers; ++layer)
            addDecoderLayer(tensors, sizes, layer, mark);
        tensors.add(u"language_model.model.norm"_s + mark + u".weight"_s, {sizes.hidden});
    }
    addVisionTower(tensors, sizes);
    addFlowMatching(tensors, sizes);
    return tensors.list;
}

std::vector<ExpectedTensor> autoencoderTensors(const AutoencoderSizes &sizes)
{
    Tensors tensors;
    addEncoder(tensors, sizes);
    addDecoder(tensors, sizes);
    return tensors.list;
}
