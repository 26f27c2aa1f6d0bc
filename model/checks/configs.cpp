// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/checks/configs.h"

#include "model/base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <limits>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Configs)
};

constexpr qint64 largestConfig = 10'000'000;

/// A field that stands for a size that no one would dispute; the square of it stays exact.
std::optional<quint64> sizeIn(const Json &config, const char *field)
{
    const auto found = config.find(field);
    if (found == config.end() || !found->is_number_unsigned())
        return std::nullopt;
    const auto value = found->get<quint64>();
    return value > 0 && value <= std::numeric_limits<quint32>::max() ? std::optional(value)
                                                                     : std::nullopt;
}

class Reader final {
public:
    explicit Reader(const QString &folder) : m_folder(folder) { }

    Configs read()
    {
        const Json whole = parsed(u"config.json"_s);
        const auto part = [&](const QString &file, const char *field) {
            if (m_folder.exists(file)) {
                m_file = file;
                return parsed(file);
            }
            m_file = u"config.json"_s;
            const auto inside = whole.find(field);
            return inside != whole.end() && inside->is_object() ? *inside : Json::object();
        };
        languageModel(part(u"llm_config.json"_s, "llm_config"));
        visionTower(part(u"vit_config.json"_s, "vit_config"));
        m_file = u"config.json"_s;
        if (const auto side = sizeIn(whole, "max_latent_size"))
            add("max_latent_size", &ModelSizes::latentTable, *side * *side, true);
        if (const auto side = sizeIn(whole, "vit_max_num_patch_per_side"))
            add("vit_max_num_patch_per_side", &ModelSizes::vitTable, *side * *side, true);
        return std::move(m_configs);
    }

private:
    /// An empty object where there is no such file, or none that can be read.
    Json parsed(const QString &name)
    {
        QFile file(m_folder.filePath(name));
        if (!QFileInfo(file).isFile()) // opening a pipe would wait for a writer
            return Json::object();
        Json config;
        if (file.size() <= largestConfig && file.open(QIODevice::ReadOnly)) {
            const QByteArray text = file.readAll();
            config = Json::parse(text.begin(), text.end(), nullptr, false);
        }
        if (config.is_object())
            return config;
        m_configs.problems.push_back({Severity::Note, Code::InvalidConfig, {},
            Text::tr("%1 is not valid JSON (that of early releases is not), so it was not compared "
                     "with the tensors.")
                .arg(name)});
        return Json::object();
    }

    void add(const char *field, quint64 ModelSizes::*dimension, quint64 value, bool stale = false)
    {
        m_configs.sizes.push_back(
            {Text::tr("%1 in %2").arg(QLatin1String(field), m_file), dimension, value, stale});
    }

    void languageModel(const Json &config)
    {
        const auto take = [&](const char *field, quint64 ModelSizes::*dimension) {
            if (const auto value = sizeIn(config, field))
                add(field, dimension, *value);
        };
        take("vocab_size", &ModelSizes::vocabulary);
        take("hidden_size", &ModelSizes::hidden);
        take("intermediate_size", &ModelSizes::intermediate);
        take("num_hidden_layers", &ModelSizes::layers);
        const auto hidden = sizeIn(config, "hidden_size");
        const auto heads = sizeIn(config, "num_attention_heads");
        const auto pairs = sizeIn(config, "num_key_value_heads");
        if (hidden && heads && *hidden % *heads == 0) {
            const quint64 width = sizeIn(config, "head_dim").value_or(*hidden / *heads);
            add("num_attention_heads", &ModelSizes::headWidth, width);
            add("num_attention_heads", &ModelSizes::queryWidth, *heads * width);
            if (pairs)
                add("num_key_value_heads", &ModelSizes::keyValueWidth, *pairs * width);
        }
        const auto ties = config.find("tie_word_embeddings");
        m_configs.tiesEmbeddings = ties != config.end() && *ties == true;
    }

    void visionTower(const Json &config)
    {
        const auto take = [&](const char *field, quint64 ModelSizes::*dimension) {
            if (const auto value = sizeIn(config, field))
                add(field, dimension, *value);
        };
        take("hidden_size", &ModelSizes::vitHidden);
        take("intermediate_size", &ModelSizes::vitIntermediate);
        take("num_hidden_layers", &ModelSizes::vitLayers);
        const auto image = sizeIn(config, "image_size");
        const auto patch = sizeIn(config, "patch_size");
        if (patch)
            add("patch_size", &ModelSizes::vitPatch,
                *patch * *patch * sizeIn(config, "num_channels").value_or(3));
        if (image && patch && *image >= *patch)
            add("image_size", &ModelSizes::vitPositions, (*image / *patch) * (*image / *patch));
    }

    QDir m_folder;
    QString m_file; ///< that the fields being read stand in
    Configs m_configs;
};

} // namespace

Configs readConfigs(const QString &folder)
{
    return Reader(folder).read();
}
