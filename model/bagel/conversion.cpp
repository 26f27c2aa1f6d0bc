// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/conversion.h"

#include "model/base/repeats.h"
#include "model/base/text.h"
#include "model/safetensors/writer.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Conversion)
};

using Action = Decision::Action;
using Reason = Decision::Reason;

QString number(std::size_t count)
{
    return text::count(count);
}

/// Builds one plan; each step is one of the reference adapter's.
class Planner {
public:
    Planner(const Inventory &inventory, const ConversionOptions &options)
        : m_inventory(inventory), m_rules(*inventory.rules),
          m_tensors(inventory.checkpoint->model())
    {
        m_plan.options = options;
        m_plan.decisions.resize(m_tensors.size());
    }

    ConversionPlan plan()
    {
        for (const Problem &problem : m_inventory.checkpoint->problems) {
            if (problem.severity == Severity::Error)
                reportProblem(problem);
        }
        if (m_plan.options.direction == Direction::HfToNemo)
            fromHf(withoutDamaged());
        else
            toHf(withoutDamaged());
        for (const qsizetype tensor : m_plan.kept)
            recast(tensor);
        return std::move(m_plan);
    }

private:
    const TensorInfo &at(qsizetype tensor) const
    {
        return m_tensors[static_cast<std::size_t>(tensor)];
    }
    QByteArrayView bareKey(qsizetype tensor) const { return m_inventory.bareKey(at(tensor)); }
    Decision &decision(qsizetype tensor)
    {
        return m_plan.decisions[static_cast<std::size_t>(tensor)];
    }

    void reportProblem(Problem problem)
    {
        if (isDamage(problem.code) && m_plan.options.skipDamaged) {
            problem.severity = Severity::Warning;
            m_plan.warnings.push_back(std::move(problem));
            return;
        }
        if (isDamage(problem.code)) {
            problem.message += u' '
                + Text::tr("Or leave out what is damaged (--skip-damaged) and convert the rest.");
        }
        m_plan.errors.push_back(std::move(problem));
    }

    std::vector<qsizetype> withoutDamaged()
    {
        std::vector<qsizetype> whole;
        QStringList damaged;
        whole.reserve(m_tensors.size());
        for (qsizetype tensor = 0; tensor < std::ssize(m_tensors); ++tensor) {
            if (!at(tensor).isDamaged) {
                whole.push_back(tensor);
                continue;
            }
            damaged += at(tensor).key.toString();
            decision(tensor) = {
                m_plan.options.skipDamaged ? Action::Drop : Action::Refuse, Reason::Damaged};
        }
        if (m_plan.options.skipDamaged && !damaged.isEmpty()) {
            m_plan.warnings.push_back({Severity::Warning, Code::Truncated, damaged,
                Text::tr("Leaving out %1 damaged tensor(s): %2.")
                    .arg(number(static_cast<std::size_t>(damaged.size())), text::sample(damaged))});
        }
        return whole;
    }

    /// The tensors by output key, with the meaning of a Python dict: a key keeps the place where it
    /// came first, its value is the last one. Every tensor that shares its key is a collision.
    std::vector<qsizetype> withoutCollisions(std::vector<qsizetype> tensors)
    {
        if (!mayRepeat(tensors, [&](qsizetype tensor) { return bareKey(tensor); }))
            return tensors;
        std::vector<qsizetype> unique;
        QStringList colliding;
        QHash<QByteArrayView, std::size_t> places;
        for (const qsizetype tensor : tensors) {
            const QByteArrayView bare = bareKey(tensor);
            const auto found = places.constFind(bare);
            if (found == places.cend()) {
                places.insert(bare, unique.size());
                unique.push_back(tensor);
                continue;
            }
            qsizetype &earlier = unique[*found];
            colliding += at(earlier).key.toString();
            colliding += at(tensor).key.toString();
            if (m_plan.options.strict) {
                decision(earlier) = {Action::Refuse, Reason::Collision};
                decision(tensor) = {Action::Refuse, Reason::Collision};
            } else {
                decision(earlier) = {Action::Drop, Reason::Replaced};
                earlier = tensor;
            }
        }
        if (!colliding.isEmpty())
            reportCollisions(colliding);
        return unique;
    }

    void reportCollisions(QStringList keys)
    {
        keys.removeDuplicates();
        const QString count = number(static_cast<std::size_t>(keys.size()));
        if (m_plan.options.strict) {
            m_plan.errors.push_back({Severity::Error, Code::KeyCollision, keys,
                Text::tr("%1 keys become the same key as another one: %2. Rename them, or choose "
                         "lenient (--no-strict) to let the later one win.")
                    .arg(count, text::sample(keys))});
        } else {
            m_plan.warnings.push_back({Severity::Warning, Code::KeyCollision, keys,
                Text::tr("%1 keys become the same key as another one: %2. The later one wins.")
                    .arg(count, text::sample(keys))});
        }
    }

    void fromHf(std::vector<qsizetype> whole)
    {
        std::vector<std::vector<qsizetype>> buckets(m_rules.buckets().size());
        for (const qsizetype tensor : withoutCollisions(std::move(whole))) {
            const auto key = m_inventory.classes[static_cast<std::size_t>(tensor)];
            buckets[static_cast<std::size_t>(key.bucket)].push_back(tensor);
        }
        // The buckets stand in the order of output: UND, then GEN.
        for (std::size_t b = 0; b < buckets.size(); ++b)
            decideBucket(m_rules.buckets()[b], buckets[b]);
        if (m_plan.options.exclude) {
            m_plan.warnings.push_back({Severity::Warning, Code::Usage, {},
                Text::tr("The exclude expression plays no part in HF → NeMo and is ignored.")});
        }
        reportNothingAskedFor();
        logFromHf(buckets);
    }

    void reportNothingAskedFor()
    {
        if (m_plan.options.onlyBucket.isNull() || !m_plan.kept.empty() || m_plan.isRefused())
            return;
        const auto bucket = m_rules.bucketIndex(m_plan.options.onlyBucket);
        m_plan.errors.push_back({Severity::Error, Code::MissingKeys, {},
            Text::tr("The model’s files hold no %1 tensor, so there is nothing to extract.")
                .arg(m_rules.buckets()[static_cast<std::size_t>(bucket)].name)});
    }

    void decideBucket(const Bucket &bucket, const std::vector<qsizetype> &tensors)
    {
        const int stage = static_cast<int>(m_plan.options.stage);
        const bool isInStage = bucket.stages.contains(stage);
        const bool isKept =
            isAskedFor(bucket) && (isInStage || !m_plan.options.onlyBucket.isNull());
        const bool isRefused = bucket.isUnmatched && m_plan.options.strict;
        // The autoencoder is loaded on its own, without a root.
        if (isKept && !bucket.stages.isEmpty())
            m_plan.root = m_rules.root();
        for (const qsizetype tensor : tensors) {
            Decision &answer = decision(tensor);
            if (answer.reason == Reason::Collision)
                continue;
            if (isKept && !isUnwantedTable(tensor)) {
                m_plan.kept.push_back(tensor);
            } else if (isInStage) {
                answer = {Action::Drop, Reason::Excluded};
            } else {
                answer = {isRefused ? Action::Refuse : Action::Drop,
                    bucket.isUnmatched ? Reason::Unmatched : Reason::Bucket};
            }
        }
        if (isKept && isInStage && tensors.empty()) {
            m_plan.warnings.push_back({Severity::Warning, Code::NoGen, {},
                Text::tr("Stage %1, but this file has no %2 tensor.").arg(stage).arg(bucket.name)});
        }
        if (bucket.isUnmatched && !tensors.empty())
            reportUnmatched(tensors);
    }

    void reportUnmatched(const std::vector<qsizetype> &tensors)
    {
        QStringList keys;
        for (const qsizetype tensor : tensors)
            keys += at(tensor).key.toString();
        if (m_plan.options.strict) {
            m_plan.errors.push_back({Severity::Error, Code::UnmatchedKeys, keys,
                Text::tr("%1 key(s) match no UND, GEN or VAE pattern: %2. Rename them, or choose "
                         "lenient (--no-strict) to leave them out.")
                    .arg(number(tensors.size()), text::sample(keys))});
        } else {
            m_plan.warnings.push_back({Severity::Warning, Code::UnmatchedKeys, keys,
                Text::tr("Leaving out %1 key(s) that match no pattern: %2.")
                    .arg(number(tensors.size()), text::sample(keys))});
        }
    }

    /// The lines that the reference's `from_hf` logs, in its words.
    void logFromHf(const std::vector<std::vector<qsizetype>> &buckets)
    {
        const auto count = [&](QStringView id) {
            return buckets[static_cast<std::size_t>(m_rules.bucketIndex(id))].size();
        };
        if (count(u"extra") > 0) {
            m_plan.log += u"from_hf: dropping %1 Transformer-Engine _extra_state key(s)."_s.arg(
                count(u"extra"));
        }
        if (count(u"unknown") > 0 && !m_plan.options.strict)
            m_plan.log += u"from_hf: dropping %1 unmatched key(s)."_s.arg(count(u"unknown"));
        if (m_plan.isRefused() || !m_plan.options.onlyBucket.isNull())
            return;
        const auto kept = [&](QStringView id) {
            return std::ranges::count_if(m_plan.kept,
                [&](qsizetype tensor) { return m_inventory.bucketOf(tensor).id == id; });
        };
        if (m_plan.options.stage == Stage::One) {
            m_plan.log +=
                u"from_hf stage1: kept %1 UND keys (dropped %2 GEN, %3 VAE)."_s.arg(kept(u"und"))
                    .arg(count(u"gen"))
                    .arg(count(u"vae"));
        } else {
            m_plan.log += u"from_hf stage2: kept %1 UND + %2 GEN = %3 model keys (excluded %4 VAE "
                          "keys; VAE loads separately)."_s.arg(kept(u"und"))
                              .arg(kept(u"gen"))
                              .arg(m_plan.kept.size())
                              .arg(count(u"vae"));
        }
    }

    void toHf(const std::vector<qsizetype> &whole)
    {
        std::vector<qsizetype> remaining;
        std::size_t extra = 0;
        for (const qsizetype tensor : whole) {
            const QByteArrayView key = at(tensor).key;
            if (m_rules.isExtraState(key)) {
                decision(tensor) = {Action::Drop, Reason::ExtraState};
                ++extra;
            } else if (isExcluded(key) || !isAskedFor(m_inventory.bucketOf(tensor))
                || isUnwantedTable(tensor)) {
                decision(tensor) = {Action::Drop, Reason::Excluded};
            } else {
                remaining.push_back(tensor);
            }
        }
        const std::size_t excluded = whole.size() - extra - remaining.size();
        m_plan.kept = withoutCollisions(std::move(remaining));
        std::erase_if(m_plan.kept,
            [&](qsizetype tensor) { return decision(tensor).reason == Reason::Collision; });
        reportNothingAskedFor();
        if (!m_plan.isRefused()) {
            m_plan.log += u"to_hf: kept %1 keys (dropped %2 _extra_state, %3 excluded)."_s
                              .arg(m_plan.kept.size())
                              .arg(extra)
                              .arg(excluded);
        }
    }

    bool isAskedFor(const Bucket &bucket) const
    {
        return m_plan.options.onlyBucket.isNull() || m_plan.options.onlyBucket == bucket.id;
    }

    bool isUnwantedTable(qsizetype tensor) const
    {
        return m_plan.options.dropPositionTables && m_rules.isPositionTable(bareKey(tensor));
    }

    /// Decides how a kept tensor is written.
    void recast(qsizetype tensor)
    {
        const TensorInfo &info = at(tensor);
        const bool isPatches = (m_plan.options.patchLayout || info.shape.size() == 4)
            && bareKey(tensor) == m_rules.patchEmbedding();
        OutputTensor output(&info);
        if (!isPatches || relayOut(info))
            output.dtype = castDtype(info, m_plan.options.dtype);
        decision(tensor).dtype = output.dtype;
        m_plan.keptBytes += output.bytes();
        const bool isRelaidOut = m_plan.relayout && m_plan.relayout->input == &info;
        m_plan.recasts += isRelaidOut || output.dtype != info.dtype ? 1 : 0;
    }

    /// Whether the patch embedding can be written as it is wished.
    bool relayOut(const TensorInfo &info)
    {
        const QString key = info.key.toString();
        if (!m_plan.options.patchLayout) {
            m_plan.warnings.push_back({Severity::Warning, Code::PatchEmbeddingLayout, {key},
                Text::tr("%1 is in convolution layout, but BAGEL’s loaders expect the linear "
                         "layout. Choose it for the patch embedding (--patch-embedding linear).")
                    .arg(text::visible(key))});
            return true;
        }
        const auto shape = patchShape(info, *m_plan.options.patchLayout);
        if (!shape) {
            m_plan.errors.push_back(
                {Severity::Error, shape.error().code, {key}, shape.error().detail});
            return false;
        }
        if (*shape != info.shape) {
            m_plan.relayout = Relayout{&info, info};
            m_plan.relayout->output.shape = *shape;
        }
        return true;
    }

    bool isExcluded(QByteArrayView key) const
    {
        return m_plan.options.exclude
            && m_plan.options.exclude
                   ->match(fromUtf8(key), 0, QRegularExpression::NormalMatch,
                       QRegularExpression::AnchorAtOffsetMatchOption)
                   .hasMatch();
    }

    const Inventory &m_inventory;
    const Rules &m_rules;
    std::span<const TensorInfo> m_tensors;
    ConversionPlan m_plan;
};

} // namespace

QString word(Direction direction)
{
    return direction == Direction::HfToNemo ? u"nemo"_s : u"hf"_s;
}

QString word(Stage stage)
{
    return stage == Stage::One ? u"stage1"_s : u"stage2"_s;
}

Result<Stage> parseStage(const QString &text)
{
    const QString spelled = text.toLower();
    if (spelled == u"stage1" || spelled == u"1")
        return Stage::One;
    if (spelled == u"stage2" || spelled == u"2")
        return Stage::Two;
    return fail(
        Code::Usage, Text::tr("Unknown stage “%1”: expected “stage1” or “stage2”.").arg(text));
}

bool isDamage(Code code)
{
    return code == Code::Truncated || code == Code::UnknownDtype || code == Code::InvalidHeader;
}

ConversionPlan makePlan(const Inventory &inventory, const ConversionOptions &options)
{
    return Planner(inventory, options).plan();
}

QString outputKey(const Inventory &inventory, const ConversionPlan &plan, qsizetype tensor)
{
    const auto at = static_cast<std::size_t>(tensor);
    const bool takesPart = at < plan.decisions.size(); // that of a sidecar does not
    if (!takesPart || plan.decisions[at].action != Action::Keep)
        return {};
    return fromUtf8(plan.root + inventory.bareKey(inventory.checkpoint->tensors[at]).toByteArray());
}

QString droppedWord(const Inventory &inventory, const ConversionPlan &plan, qsizetype tensor)
{
    switch (plan.decisions[static_cast<std::size_t>(tensor)].reason) {
    case Reason::Bucket:
        return inventory.bucketOf(tensor).id;
    case Reason::Unmatched:
        return plan.options.strict ? QString() : inventory.bucketOf(tensor).id;
    case Reason::ExtraState:
        return u"extra"_s;
    case Reason::Excluded:
        return u"excluded"_s;
    case Reason::Selected:
    case Reason::Collision:
    case Reason::Replaced:
    case Reason::Damaged:
        return {};
    }
    Q_UNREACHABLE();
}

std::optional<QString> convertSingleTensorToHf(const Rules &rules, const QString &key)
{
    const QByteArray utf8 = key.toUtf8();
    if (rules.isExtraState(utf8))
        return std::nullopt;
    return fromUtf8(rules.withoutRoot(utf8));
}
