// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/checks/layoutchecks.h"

#include "model/bagel/layout.h"
#include "model/base/text.h"
#include "model/checks/configs.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(LayoutChecks)
};

constexpr qsizetype shownDifferences = 5;

QString count(const QStringList &keys)
{
    return text::count(static_cast<quint64>(keys.size()));
}

/// The keys of one bucket that a complete checkpoint has, and those of them that are missing.
struct Needed {
    QStringList expected;
    QStringList missing;

    /// Takes a group away that may be missing as a whole; true where all of it is missing.
    bool excuse(const auto &isInGroup)
    {
        const auto inGroup = std::ranges::count_if(expected, isInGroup);
        if (inGroup == 0 || std::ranges::count_if(missing, isInGroup) < inGroup)
            return false;
        missing.removeIf(isInGroup);
        return true;
    }
};

class LayoutCheck final {
public:
    explicit LayoutCheck(const Inventory &inventory)
        : m_inventory(inventory), m_rules(*inventory.rules), m_checkpoint(*inventory.checkpoint),
          m_sizes(sizesOf(inventory)),
          m_configs(readConfigs(QFileInfo(m_checkpoint.files.front().path).absolutePath()))
    {
    }

    std::vector<Problem> run()
    {
        if (!isBagel())
            return std::move(m_problems);
        m_problems = m_configs.problems;
        compareWithConfigs();
        explainSizes();
        findWhatIsMissing();
        compareShapes();
        compareDtypes();
        return std::move(m_problems);
    }

private:
    void add(Severity severity, Code code, const QStringList &keys, const QString &message)
    {
        m_problems.push_back({severity, code, keys, message});
    }

    /// Collects the model's tensors; says so where there is nothing to check.
    bool isBagel()
    {
        bool hasVae = false;
        m_tensors.reserve(m_checkpoint.modelTensors);
        for (qsizetype i = 0; i < m_checkpoint.modelTensors; ++i) {
            const Bucket &bucket = m_inventory.bucketOf(i);
            if (!bucket.stages.isEmpty()) {
                const TensorInfo &tensor = m_checkpoint.tensors[static_cast<std::size_t>(i)];
                m_tensors.insert(m_inventory.bareKey(tensor), &tensor);
            }
            hasVae |= bucket.id == u"vae";
        }
        if (!m_tensors.isEmpty())
            return true;
        if (hasVae) {
            add(Severity::Note, Code::NotBagel, {},
                Text::tr("This is the autoencoder alone, which is loaded separately: there is "
                         "nothing to convert."));
        } else if (explainingPrefixes(m_inventory).isEmpty()) {
            add(Severity::Error, Code::NotBagel, {},
                Text::tr("No key is one of BAGEL’s: this is the checkpoint of another model."));
        }
        return false;
    }

    void explainSizes()
    {
        const ModelSizes release;
        QStringList differences;
        for (const NamedDimension &named : namedDimensions()) {
            if (m_sizes.*named.dimension != release.*named.dimension && !isConfigured(named)) {
                differences += Text::tr("%1 %2 instead of %3")
                                   .arg(named.name, text::count(m_sizes.*named.dimension),
                                       text::count(release.*named.dimension));
            }
        }
        if (differences.isEmpty())
            return;
        const qsizetype more = differences.size() - shownDifferences;
        QString list = differences.mid(0, shownDifferences).join(u", "_s);
        if (more > 0)
            list = Text::tr("%1, and %2 more").arg(list).arg(more);
        QString message =
            Text::tr("A variation of BAGEL-7B-MoT, whose sizes fit together: %1.").arg(list);
        if (m_sizes.vitLayers == release.vitLayers + 1) {
            message +=
                u' ' + Text::tr("The last vision layer, which the release leaves out, was kept.");
        }
        add(Severity::Note, Code::Variation, {}, message);
    }

    /// A config that says the same explains enough.
    bool isConfigured(const NamedDimension &named) const
    {
        return std::ranges::any_of(m_configs.sizes, [&](const ConfiguredSize &configured) {
            const quint64 actual = m_sizes.*named.dimension;
            return configured.dimension == named.dimension
                && (configured.value == actual
                    || (named.dimension == &ModelSizes::vitLayers
                        && configured.value == actual + 1));
        });
    }

    void compareWithConfigs()
    {
        for (const ConfiguredSize &configured : m_configs.sizes) {
            const quint64 actual = m_sizes.*configured.dimension;
            const bool isLayers = configured.dimension == &ModelSizes::layers
                || configured.dimension == &ModelSizes::vitLayers;
            quint64 wanted = configured.value;
            // The config counts the last vision layer, which is usually left out.
            if (configured.dimension == &ModelSizes::vitLayers && actual != wanted)
                --wanted;
            if (actual == wanted || !tellsOf(configured.dimension))
                continue;
            if (isLayers && actual < wanted) {
                m_sizes.*configured.dimension = wanted; // layers that are missing
                continue;
            }
            add(configured.isOftenStale ? Severity::Note : Severity::Warning, Code::ConfigMismatch,
                {},
                configured.isOftenStale
                    ? Text::tr("%1 means %2, the tensor has %3. BAGEL reads it from the tensor.")
                          .arg(configured.where, text::count(wanted), text::count(actual))
                    : Text::tr("%1 means %2, but the tensors have %3. Loaders that follow the "
                               "config fail: correct it, or take the config that belongs to "
                               "this checkpoint.")
                          .arg(configured.where, text::count(wanted), text::count(actual)));
        }
    }

    /// A part of the model that is not there has no sizes to compare.
    bool tellsOf(quint64 ModelSizes::*dimension) const
    {
        const auto hasAny = [&](QByteArrayView prefix) {
            return std::any_of(m_tensors.keyBegin(), m_tensors.keyEnd(),
                [&](QByteArrayView key) { return key.startsWith(prefix); });
        };
        if (dimension == &ModelSizes::vitTable)
            return hasAny("vit_pos_embed.");
        if (dimension == &ModelSizes::latentTable)
            return hasAny("latent_pos_embed.");
        for (const auto vision : {&ModelSizes::vitHidden, &ModelSizes::vitIntermediate,
                 &ModelSizes::vitLayers, &ModelSizes::vitPatch, &ModelSizes::vitPositions}) {
            if (dimension == vision)
                return hasAny("vit_model.");
        }
        return hasAny("language_model.");
    }

    void findWhatIsMissing()
    {
        m_expected = modelTensors(m_sizes);
        Needed und;
        Needed gen;
        for (const ExpectedTensor &tensor : m_expected) {
            const QByteArray key = tensor.key.toUtf8();
            Needed &needed = m_rules.bucket(m_rules.classify(key)).id == u"gen" ? gen : und;
            needed.expected += tensor.key;
            if (!m_tensors.contains(key))
                needed.missing += tensor.key;
        }
        excuseUnd(und);
        excuseGen(gen);
        report(Text::tr("Stage 1"), u"UND"_s, und);
        report(Text::tr("Stage 2"), u"GEN"_s, gen);
    }

    void excuseUnd(Needed &und)
    {
        const auto isVision = [](const QString &key) {
            return key.startsWith("vit_"_L1) || key.startsWith("connector."_L1);
        };
        const auto isHead = [](const QString &key) { return key.contains(".lm_head."_L1); };
        if (und.missing.size() == und.expected.size())
            return;
        if (und.excuse(isVision)) {
            add(Severity::Note, Code::NoVision, {},
                Text::tr("No vision tower and no connector: a text-to-image checkpoint, which "
                         "cannot read images."));
        }
        if (m_configs.tiesEmbeddings && und.excuse(isHead)) {
            add(Severity::Note, Code::Variation, {},
                Text::tr("lm_head is not stored: llm_config.json ties it to embed_tokens."));
        }
    }

    void excuseGen(Needed &gen)
    {
        if (gen.missing.size() == gen.expected.size()) {
            add(Severity::Warning, Code::NoGen, {},
                Text::tr("This checkpoint has no GEN key: stage 1 can be made from it, but stage 2 "
                         "needs %1 more, for instance from another checkpoint (--graft FILE).")
                    .arg(count(gen.missing)));
            gen.missing.clear();
            return;
        }
        const auto isScaffolding = [&](const QString &key) {
            return !key.contains(m_rules.siblingMark());
        };
        if (gen.excuse(isScaffolding)) {
            add(Severity::Note, Code::NoFlowMatching, {},
                Text::tr("No flow-matching layers (time_embedder, vae2llm, llm2vae, "
                         "latent_pos_embed): this checkpoint cannot generate images."));
        }
    }

    void report(const QString &stage, const QString &bucket, const Needed &needed)
    {
        if (needed.missing.isEmpty())
            return;
        const QString what = needed.missing.size() == needed.expected.size()
            ? Text::tr("all %1 %2 keys").arg(count(needed.missing), bucket)
            : describeMissing(needed.missing, needed.expected);
        add(Severity::Error, Code::MissingKeys, needed.missing,
            Text::tr("%1 needs %2 %3 key(s) that are missing: %4. Download the file again, or take "
                     "them from another checkpoint (--graft FILE).")
                .arg(stage, count(needed.missing), bucket, what));
    }

    void compareShapes()
    {
        QStringList wrong;
        QStringList sentences;
        for (const ExpectedTensor &expected : m_expected) {
            const QByteArray bareKey = expected.key.toUtf8();
            const TensorInfo *tensor = m_tensors.value(bareKey);
            if (!tensor || tensor->shape == expected.shape)
                continue;
            const QString key = tensor->key.toString();
            if (bareKey == m_rules.patchEmbedding() && tensor->shape.size() == 4) {
                add(Severity::Warning, Code::PatchEmbeddingLayout, {key},
                    Text::tr("%1 is in convolution layout: this checkpoint is not converted yet. "
                             "Convert it with --patch-embedding linear.")
                        .arg(text::visible(key)));
                continue;
            }
            wrong += key;
            sentences +=
                Text::tr("%1 is %2 instead of %3")
                    .arg(text::brief(key), shapeText(tensor->shape), shapeText(expected.shape));
        }
        if (wrong.isEmpty())
            return;
        QString list = sentences.mid(0, 3).join(u", "_s);
        if (sentences.size() > 3)
            list = Text::tr("%1, and %2 more").arg(list).arg(sentences.size() - 3);
        add(Severity::Error, Code::ShapeMismatch, wrong,
            Text::tr("%1 tensor(s) have a shape that does not fit the others: %2. Loading will "
                     "fail; take them from another checkpoint.")
                .arg(count(wrong), list));
    }

    void compareDtypes()
    {
        QMap<QString, quint64> counts;
        for (const TensorInfo *tensor : std::as_const(m_tensors))
            ++counts[tensor->dtypeName()];
        if (counts.size() < 2)
            return;
        const auto most = std::ranges::max_element(counts);
        QStringList parts;
        for (const auto &[dtype, count] : counts.asKeyValueRange()) {
            if (dtype != most.key())
                parts += Text::tr("%1 are %2").arg(text::count(count), text::visible(dtype));
        }
        QStringList others;
        for (const TensorInfo *tensor : std::as_const(m_tensors)) {
            if (tensor->dtypeName() != most.key())
                others += tensor->key.toString();
        }
        std::ranges::sort(others);
        add(Severity::Note, Code::DtypeMix, others,
            Text::tr(
                "Most tensors are %1, but %2: %3. A conversion can cast all of them (--dtype).")
                .arg(most.key(), parts.join(u", "_s), text::sample(others, 2)));
    }

    const Inventory &m_inventory;
    const Rules &m_rules;
    const Checkpoint &m_checkpoint;
    QHash<QByteArrayView, const TensorInfo *> m_tensors; ///< UND and GEN, by bare key
    ModelSizes m_sizes;
    Configs m_configs;
    std::vector<ExpectedTensor> m_expected;
    std::vector<Problem> m_problems;
};

} // namespace

std::vector<Problem> checkLayout(const Inventory &inventory)
{
    return LayoutCheck(inventory).run();
}
