// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/demo/demo.h"

#include "model/demo/demoweights.h"
#include "model/safetensors/writer.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <memory>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Demo)
};

/// BAGEL-7B-MoT divided by 64 where a dimension allows it, with all of its layers.
constexpr ModelSizes modelSizes{.vocabulary = 2376,
    .hidden = 56,
    .queryWidth = 56,
    .keyValueWidth = 8,
    .headWidth = 8,
    .intermediate = 296,
    .vitHidden = 24,
    .vitIntermediate = 90,
    .vitPositions = 100,
    .vitTable = 100,
    .latentTable = 64};
constexpr quint64 patchSide = 14;
constexpr quint64 imageSide = 10 * patchSide; ///< √vitPositions patches
constexpr AutoencoderSizes autoencoderSizes{.width = 8};

QByteArray composeFile(
    const std::vector<ExpectedTensor> &tensors, Dtype dtype, const Metadata &metadata)
{
    std::vector<TensorInfo> infos;
    for (const ExpectedTensor &tensor : tensors) {
        TensorInfo &info = infos.emplace_back();
        info.key = tensor.key;
        info.dtype = dtype;
        info.shape = tensor.shape;
        info.end = info.parameters() * static_cast<quint64>(bits(dtype)) / 8;
    }
    std::vector<OutputTensor> outputs;
    for (const TensorInfo &info : infos)
        outputs.push_back({&info});
    sortForWriting(outputs);
    QByteArray file = composeHeader(outputs, metadata).value();
    for (const OutputTensor &output : outputs)
        file += demoElements(tensors[static_cast<std::size_t>(output.info - infos.data())], dtype);
    return file;
}

QByteArray text(const Json &json)
{
    return QByteArray::fromStdString(json.dump(2)) + '\n';
}

QByteArray languageModelConfig()
{
    return text({{"architectures", {"Qwen2ForCausalLM"}}, {"hidden_act", "silu"},
        {"hidden_size", modelSizes.hidden}, {"intermediate_size", modelSizes.intermediate},
        {"model_type", "qwen2"},
        {"num_attention_heads", modelSizes.queryWidth / modelSizes.headWidth},
        {"num_hidden_layers", modelSizes.layers},
        {"num_key_value_heads", modelSizes.keyValueWidth / modelSizes.headWidth},
        {"rms_norm_eps", 1e-06}, {"rope_theta", 1000000.0}, {"tie_word_embeddings", false},
        {"torch_dtype", "bfloat16"}, {"vocab_size", modelSizes.vocabulary}});
}

QByteArray visionConfig()
{
    // The checkpoint leaves out the last layer, the config counts it.
    return text({{"hidden_size", modelSizes.vitHidden}, {"image_size", imageSide},
        {"intermediate_size", modelSizes.vitIntermediate}, {"model_type", "siglip_vision_model"},
        {"num_attention_heads", 4}, {"num_hidden_layers", modelSizes.vitLayers + 1},
        {"patch_size", patchSide}});
}

QByteArray preprocessorConfig()
{
    return text({{"do_normalize", true}, {"do_rescale", true}, {"do_resize", true},
        {"image_mean", {0.5, 0.5, 0.5}}, {"image_std", {0.5, 0.5, 0.5}},
        {"image_processor_type", "SiglipImageProcessor"}, {"rescale_factor", 1.0 / 255},
        {"size", {{"height", imageSide}, {"width", imageSide}}}});
}

struct File {
    QString name;
    QByteArray contents;
};

/// The model stands last: it is what tells that a demo is there.
std::vector<File> files()
{
    const Metadata metadata{
        {u"format"_s, u"pt"_s}, {u"modelspec.title"_s, u"Bagel Explorer demo: autoencoder"_s}};
    return {
        {u"config.json"_s,
            text({{"name", {"Bagel Explorer demo"}}, {"max_latent_size", 8},
                {"vit_max_num_patch_per_side", 10}})},
        {u"generation_config.json"_s,
            text({{"do_sample", true}, {"temperature", 0.7}, {"top_k", 20}, {"top_p", 0.8}})},
        {u"llm_config.json"_s, languageModelConfig()},
        {u"preprocessor_config.json"_s, preprocessorConfig()},
        {u"vit_config.json"_s, visionConfig()},
        {u"ae.safetensors"_s,
            composeFile(autoencoderTensors(autoencoderSizes), Dtype::F32, metadata)},
        {u"ema.safetensors"_s, composeFile(modelTensors(modelSizes), Dtype::BF16, {})},
    };
}

tl::unexpected<Error> cannotWrite(const QString &path, const QString &why)
{
    return fail(Code::CannotWrite, Text::tr("%1 cannot be written: %2.").arg(path, why));
}

} // namespace

Result<QStringList> writeDemo(const QString &directory, bool overwrite)
{
    const QDir folder(directory);
    const QString model = folder.filePath(u"ema.safetensors"_s);
    if (!overwrite && QFileInfo::exists(model)) {
        return fail(Code::Exists,
            Text::tr("%1 is there already. Choose another folder, or overwrite it (--force).")
                .arg(model));
    }
    if (!folder.mkpath(u"."_s))
        return cannotWrite(directory, Text::tr("the folder cannot be made"));

    // All are written before the first one takes its place.
    std::vector<std::unique_ptr<QSaveFile>> pending;
    for (const File &file : files()) {
        auto output = std::make_unique<QSaveFile>(folder.filePath(file.name));
        if (!output->open(QIODevice::WriteOnly)
            || output->write(file.contents) != file.contents.size() || !output->flush())
            return cannotWrite(output->fileName(), output->errorString());
        pending.push_back(std::move(output));
    }
    QStringList paths;
    for (const auto &output : pending) {
        if (!output->commit())
            return cannotWrite(output->fileName(), output->errorString());
        paths += output->fileName();
    }
    return paths;
}
