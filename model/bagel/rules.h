// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QList>
#include <QRegularExpression>
#include <QStringList>

#include <memory>
#include <vector>

/// One bucket of `resources/bagel.json`, in the order of display.
struct Bucket {
    QString id; ///< "und", "gen", "vae", "extra" or "unknown": the word that scripts see
    QString letter;
    QString name; ///< short, for instance "UND"
    QString title; ///< for instance "Understanding"
    QString description;
    QString lightColor; ///< #rrggbb on a light background
    QString darkColor; ///< #rrggbb on a dark background
    QList<int> stages; ///< the stages that keep it
    QStringList patterns; ///< as in the file, tried by `re.search`
    bool isUnmatched = false; ///< the bucket of keys that match no pattern
};

/// Which bucket a key belongs to and the pattern that decided (-1: no pattern matched).
struct Classification {
    qint8 bucket = 0; ///< index into Rules::buckets()
    qint8 pattern = -1; ///< index into Bucket::patterns

    friend bool operator==(const Classification &, const Classification &) = default;
};

/// What each key of a BAGEL checkpoint means: the contents of `resources/bagel.json`, compiled.
/// Keys are given in UTF-8. Never changes after loading; may be used from several threads at once.
class Rules {
public:
    /// Parses and compiles; the error names the place that is wrong.
    [[nodiscard]] static Result<std::shared_ptr<const Rules>> parse(const QByteArray &json);
    /// The rules that the program was built with.
    [[nodiscard]] static std::shared_ptr<const Rules> bundled();

    [[nodiscard]] const std::vector<Bucket> &buckets() const { return m_buckets; }
    [[nodiscard]] const Bucket &bucket(Classification key) const
    {
        return m_buckets[static_cast<std::size_t>(key.bucket)];
    }
    /// Index of the bucket with this id; -1 where there is none.
    [[nodiscard]] int bucketIndex(QStringView id) const;

    /// The root that NeMo puts before every key: "model.".
    [[nodiscard]] const QByteArray &root() const { return m_root; }
    /// `key` without one leading root.
    [[nodiscard]] QByteArrayView withoutRoot(QByteArrayView key) const;

    /// The bucket of `key`, in either layout: one leading root is removed first. The tests are the
    /// reference adapter's (`_partition`), with the meaning of Python's `re.search`.
    [[nodiscard]] Classification classify(QByteArrayView key) const;

    /// True for keys that NeMo → HF always drops ("._extra_state" anywhere in the key).
    [[nodiscard]] bool isExtraState(QByteArrayView key) const;
    /// True for UND tensors that the GEN path also reads (embed_tokens, lm_head, the final norm).
    [[nodiscard]] bool isSharedWithGen(QByteArrayView key) const;
    /// What marks a GEN sibling: "_moe_gen". Without it the key is its UND sibling's.
    [[nodiscard]] const QString &siblingMark() const { return m_siblingMark; }
    /// The modules of a layer that have a sibling, in reading order: "self_attn.q_proj.weight" ….
    [[nodiscard]] const QStringList &siblingModules() const { return m_siblingModules; }
    /// True for keys that a LoRA adapter adds.
    [[nodiscard]] bool isAdapter(QByteArrayView key) const;
    /// True for keys that a quantiser adds: scales, zero points, code books.
    [[nodiscard]] bool isQuantiser(QByteArrayView key) const;
    /// True for the keys of the fixed sin-cos tables, without root.
    [[nodiscard]] bool isPositionTable(QByteArrayView bareKey) const;
    /// The key of the patch embedding's weight, without root.
    [[nodiscard]] const QByteArray &patchEmbedding() const { return m_patchEmbedding; }

private:
    Rules() = default;

    /// The patterns of one bucket as alternatives of one expression: one match tells which of them
    /// decided, by the group that took part.
    struct Matcher {
        qint8 bucket = 0;
        QRegularExpression any;
        std::vector<int> groups; ///< number of the group around each pattern
    };

    std::vector<Bucket> m_buckets;
    std::vector<Matcher> m_matchers; ///< in the order of the tests
    qint8 m_unmatched = 0;
    QByteArray m_root;
    QByteArray m_extraStateMark;
    QList<QRegularExpression> m_sharedWithGen;
    QList<QRegularExpression> m_adapterKeys;
    QList<QRegularExpression> m_quantiserKeys;
    QByteArrayList m_positionTables;
    QString m_siblingMark;
    QStringList m_siblingModules;
    QByteArray m_patchEmbedding;
};

/// `pattern` compiled with Python's meaning where PCRE's differs (`\d`, `\w` are Unicode, `\Z` is
/// the very end); Usage where it is no valid expression, with the position.
[[nodiscard]] Result<QRegularExpression> compilePythonExpression(const QString &pattern);
