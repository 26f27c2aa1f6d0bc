// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/layout.h"

#include "model/base/text.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Layout)
};

constexpr int shownGroups = 5;

/// The number behind "layers." of a key in `tower`; none without one.
std::optional<quint64> layerOf(QByteArrayView key, QByteArrayView tower)
{
    constexpr QByteArrayView mark = ".layers.";
    if (!key.startsWith(tower))
        return std::nullopt;
    const qsizetype at = key.indexOf(mark);
    if (at < 0)
        return std::nullopt;
    bool isNumber = false;
    const QByteArrayView rest = key.sliced(at + mark.size());
    const qsizetype dot = rest.indexOf('.');
    const auto layer = rest.first(dot < 0 ? rest.size() : dot).toUInt(&isNumber);
    // Beyond any model: somebody's idea of a joke must not make us list a billion keys.
    return isNumber && layer < 1000 ? std::optional<quint64>(layer) : std::nullopt;
}

quint64 layers(const Inventory &inventory, QByteArrayView tower, quint64 otherwise)
{
    quint64 count = 0;
    for (const TensorInfo &tensor : inventory.checkpoint->model()) {
        if (const auto layer = layerOf(inventory.bareKey(tensor), tower))
            count = qMax(count, *layer + 1);
    }
    return count > 0 ? count : otherwise;
}

/// One more dot-separated part is cut off each time.
QString parentOf(const QString &key)
{
    const qsizetype dot = key.lastIndexOf(u'.');
    return dot < 0 ? QString() : key.first(dot);
}

QHash<QString, qsizetype> countByParent(const QStringList &keys)
{
    QHash<QString, qsizetype> counts;
    for (const QString &key : keys) {
        for (QString parent = parentOf(key); !parent.isEmpty(); parent = parentOf(parent))
            ++counts[parent];
    }
    return counts;
}

bool isLayerCount(const NamedDimension &named)
{
    return named.dimension == &ModelSizes::layers || named.dimension == &ModelSizes::vitLayers;
}

QString nameOfGroup(const QString &group)
{
    static const QRegularExpression layered(
        u"^(language_model\\.model|vit_model\\.vision_model\\.encoder)\\.layers\\.(\\d+)\\.?(.*)$"_s);
    const QRegularExpressionMatch match = layered.match(group);
    if (!match.hasMatch())
        return group;
    const bool isVision = match.capturedView(1).startsWith("vit_model"_L1);
    const QString layer = match.captured(2);
    const QString part = match.captured(3);
    if (part.isEmpty())
        return isVision ? Text::tr("vision layer %1").arg(layer) : Text::tr("layer %1").arg(layer);
    return isVision ? Text::tr("vision layer %1’s %2").arg(layer, part)
                    : Text::tr("layer %1’s %2").arg(layer, part);
}

} // namespace

const std::vector<NamedDimension> &namedDimensions()
{
    static const std::vector<NamedDimension> dimensions{
        {Text::tr("layers"), &ModelSizes::layers},
        {Text::tr("vision layers"), &ModelSizes::vitLayers},
        {Text::tr("vocabulary"), &ModelSizes::vocabulary},
        {Text::tr("hidden size"), &ModelSizes::hidden},
        {Text::tr("query width"), &ModelSizes::queryWidth},
        {Text::tr("key-value width"), &ModelSizes::keyValueWidth},
        {Text::tr("head width"), &ModelSizes::headWidth},
        {Text::tr("intermediate size"), &ModelSizes::intermediate},
        {Text::tr("vision hidden size"), &ModelSizes::vitHidden},
        {Text::tr("vision intermediate size"), &ModelSizes::vitIntermediate},
        {Text::tr("numbers in a patch"), &ModelSizes::vitPatch},
        {Text::tr("vision positions"), &ModelSizes::vitPositions},
        {Text::tr("rows of vit_pos_embed"), &ModelSizes::vitTable},
        {Text::tr("numbers in a latent patch"), &ModelSizes::latentPatch},
        {Text::tr("rows of latent_pos_embed"), &ModelSizes::latentTable},
        {Text::tr("time frequencies"), &ModelSizes::timeFrequencies},
    };
    return dimensions;
}

ModelSizes sizesOf(const Inventory &inventory, const ModelSizes &otherwise)
{
    ModelSizes sizes = otherwise;
    sizes.layers = layers(inventory, "language_model.", sizes.layers);
    sizes.vitLayers = layers(inventory, "vit_model.", sizes.vitLayers);
    // A model whose dimensions are marks tells which dimension stands where in which shape.
    ModelSizes marks = sizes;
    quint64 mark = 0;
    for (const NamedDimension &named : namedDimensions()) {
        if (!isLayerCount(named))
            marks.*named.dimension = ++mark;
    }
    const std::vector<ExpectedTensor> expected = modelTensors(marks);
    QHash<QByteArray, Shape> shapes; // of expected tensors only, however many others there are
    for (const ExpectedTensor &tensor : expected)
        shapes.insert(tensor.key.toUtf8(), {});
    for (const TensorInfo &tensor : inventory.checkpoint->model()) {
        const QByteArrayView key = inventory.bareKey(tensor);
        if (const auto wanted = shapes.find(QByteArray::fromRawData(key.data(), key.size()));
            wanted != shapes.end())
            *wanted = tensor.shape;
    }
    QHash<quint64, QMap<quint64, int>> votes;
    for (const ExpectedTensor &tensor : expected) {
        const Shape &found = *shapes.constFind(tensor.key.toUtf8());
        if (found.size() != tensor.shape.size())
            continue;
        for (qsizetype i = 0; i < found.size(); ++i)
            ++votes[tensor.shape[i]][found[i]];
    }
    for (const NamedDimension &named : namedDimensions()) {
        if (isLayerCount(named))
            continue;
        const QMap<quint64, int> candidates = votes.value(marks.*named.dimension);
        const auto most = std::ranges::max_element(candidates);
        if (most != candidates.cend())
            sizes.*named.dimension = most.key();
    }
    if (const Shape patches = shapes.value(inventory.rules->patchEmbedding()); patches.size() == 4)
        sizes.vitPatch = patches[1] * patches[2] * patches[3];
    return sizes;
}

QMap<QString, QStringList> explainingPrefixes(const Inventory &inventory)
{
    const Rules &rules = *inventory.rules;
    QSet<QByteArray> autoencoder;
    for (const ExpectedTensor &tensor : autoencoderTensors({}))
        autoencoder.insert(tensor.key.toUtf8());
    const auto isKnown = [&](QByteArrayView key) {
        const Bucket &bucket = rules.bucket(rules.classify(key));
        // "encoder." stands in many models: only the autoencoder's own keys count.
        return !bucket.isUnmatched
            && (!bucket.stages.isEmpty()
                || autoencoder.contains(rules.withoutRoot(key).toByteArray()));
    };
    QMap<QString, QStringList> explained;
    const std::span<const TensorInfo> tensors = inventory.checkpoint->model();
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (!inventory.bucketOf(static_cast<qsizetype>(i)).isUnmatched)
            continue;
        const QByteArrayView key = tensors[i].key;
        for (qsizetype dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            if (!isKnown(key.sliced(dot + 1)))
                continue;
            explained[fromUtf8(key.first(dot + 1))] += fromUtf8(key);
            break;
        }
    }
    return explained;
}

QString describeMissing(const QStringList &missing, const QStringList &expected)
{
    const QHash<QString, qsizetype> all = countByParent(expected);
    const QHash<QString, qsizetype> absent = countByParent(missing);
    QStringList groups;
    for (const QString &key : missing) {
        QString group = key;
        for (QString parent = parentOf(key); !parent.isEmpty(); parent = parentOf(parent)) {
            if (absent.value(parent) == all.value(parent) && all.value(parent) > 1)
                group = parent;
        }
        const QString name = text::brief(nameOfGroup(group));
        if (!groups.contains(name))
            groups += name;
    }
    const QString shown = groups.mid(0, shownGroups).join(u", "_s);
    return groups.size() > shownGroups
        ? Text::tr("%1 and %2 more").arg(shown).arg(groups.size() - shownGroups)
        : shown;
}
