// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/checks/keychecks.h"

#include "model/bagel/layout.h"
#include "model/base/repeats.h"
#include "model/base/text.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(KeyChecks)
};

QString count(const QStringList &keys)
{
    return text::count(static_cast<quint64>(keys.size()));
}

class KeyCheck final {
public:
    explicit KeyCheck(const Inventory &inventory)
        : m_inventory(inventory), m_rules(*inventory.rules),
          m_tensors(inventory.checkpoint->model())
    {
    }

    std::vector<Problem> run()
    {
        explainUnknown();
        findCollisions();
        const QStringList extra = keysOf(u"extra");
        if (!extra.isEmpty()) {
            add(Severity::Note, Code::ExtraState, extra,
                Text::tr("%1 _extra_state entries of Transformer Engine are in the file. Every "
                         "conversion leaves them out.")
                    .arg(count(extra)));
        }
        const QStringList vae = keysOf(u"vae");
        if (!vae.isEmpty() && vae.size() < std::ssize(m_tensors)) {
            add(Severity::Note, Code::MergedVae, vae,
                Text::tr(
                    "%1 VAE keys are merged into the model’s file. Conversions leave them out; "
                    "--only vae writes them to a file of their own.")
                    .arg(count(vae)));
        }
        return std::move(m_problems);
    }

private:
    void add(Severity severity, Code code, const QStringList &keys, const QString &message)
    {
        m_problems.push_back({severity, code, keys, message});
    }

    QStringList keysOf(QStringView bucket) const
    {
        QStringList keys;
        for (std::size_t i = 0; i < m_tensors.size(); ++i) {
            if (m_inventory.bucketOf(static_cast<qsizetype>(i)).id == bucket)
                keys += m_tensors[i].key.toString();
        }
        return keys;
    }

    void explainUnknown()
    {
        const QMap<QString, QStringList> prefixes = explainingPrefixes(m_inventory);
        for (const auto &[prefix, keys] : prefixes.asKeyValueRange()) {
            add(Severity::Error, Code::Prefix, keys, prefixSentence(prefix, keys));
            m_problems.back().prefix = prefix;
        }
        QStringList adapter;
        QStringList quantiser;
        QStringList unknown;
        for (std::size_t i = 0; i < m_tensors.size(); ++i) {
            const CompactString &key = m_tensors[i].key;
            // "vit_model." is UND whatever follows, so that known keys are looked at as well.
            if (m_rules.isAdapter(key))
                adapter += key.toString();
            else if (m_rules.isQuantiser(key))
                quantiser += key.toString();
            if (m_inventory.bucketOf(static_cast<qsizetype>(i)).isUnmatched)
                unknown += key.toString();
        }
        if (!adapter.isEmpty()) {
            add(Severity::Warning, Code::AdapterKeys, adapter,
                Text::tr("%1 keys belong to a LoRA adapter: %2. Merge it into the weights "
                         "(merge_and_unload of PEFT) before converting.")
                    .arg(count(adapter), text::sample(adapter, 2)));
        }
        if (!quantiser.isEmpty()) {
            add(Severity::Warning, Code::QuantiserKeys, quantiser,
                Text::tr("%1 keys belong to a quantiser: %2. The weights beside them mean nothing "
                         "without them; dequantise before converting.")
                    .arg(count(quantiser), text::sample(quantiser, 2)));
        }
        if (!unknown.isEmpty()) {
            add(Severity::Warning, Code::UnmatchedKeys, unknown,
                Text::tr("%1 key(s) match no BAGEL pattern: %2. Strict conversions refuse them, "
                         "lenient ones (--no-strict) leave them out.")
                    .arg(count(unknown), text::sample(unknown)));
        }
    }

    QString prefixSentence(const QString &prefix, const QStringList &keys) const
    {
        const QString shown = text::brief(prefix);
        if (keys.size() == std::ssize(m_tensors)) {
            return Text::tr("All %1 keys begin with “%2”: strip it (--strip-prefix %2).")
                .arg(count(keys), shown);
        }
        return Text::tr("%1 of %2 keys would match without the “%3” that they begin with: strip it "
                        "(--strip-prefix %3).")
            .arg(count(keys), text::count(m_tensors.size()), shown);
    }

    void findCollisions()
    {
        const auto bareKey = [&](const TensorInfo &tensor) { return m_inventory.bareKey(tensor); };
        if (!mayRepeat(m_tensors, bareKey))
            return;
        QHash<QByteArrayView, const TensorInfo *> firstOf;
        QStringList colliding;
        for (const TensorInfo &tensor : m_tensors) {
            const TensorInfo *&first = firstOf[bareKey(tensor)];
            if (first != nullptr)
                colliding += {first->key.toString(), tensor.key.toString()};
            else
                first = &tensor;
        }
        colliding.removeDuplicates();
        if (!colliding.isEmpty()) {
            add(Severity::Error, Code::KeyCollision, colliding,
                Text::tr("%1 keys become the same key as another one when they are converted: %2. "
                         "Strict conversions refuse them, in lenient ones the later one wins.")
                    .arg(count(colliding), text::sample(colliding)));
        }
    }

    const Inventory &m_inventory;
    const Rules &m_rules;
    std::span<const TensorInfo> m_tensors;
    std::vector<Problem> m_problems;
};

} // namespace

std::vector<Problem> checkKeys(const Inventory &inventory)
{
    return KeyCheck(inventory).run();
}
