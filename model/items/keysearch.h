// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/rules.h"
#include "model/safetensors/header.h"

#include <functional>

/// A search line, compiled: words that a key must have, and terms about the tensor
/// (`dtype:F32`, `shape:3584`, `bucket:gen`, `size:>100MB`). All of them together must hold.
class KeySearch {
public:
    /// Text and Wildcard ignore case and find a part of a key.
    enum class Syntax : quint8 { Text, Wildcard, RegularExpression };

    /// Compiles the line; spaces separate its words and terms. Usage where a word is no regular
    /// expression or a term has no such value.
    [[nodiscard]] static Result<KeySearch> parse(
        const QString &line, Syntax syntax, std::shared_ptr<const Rules> rules);

    [[nodiscard]] bool isEmpty() const { return m_words.empty() && m_terms.empty(); }
    [[nodiscard]] bool accepts(const TensorInfo &tensor, Classification key) const;

    /// A part of a text, in characters.
    struct Range {
        qsizetype begin = 0;
        qsizetype length = 0;

        friend bool operator==(const Range &, const Range &) = default;
    };
    /// Where the words are found in `text`, ascending, without overlaps.
    [[nodiscard]] QList<Range> marks(const QString &text) const;

private:
    using Term = std::function<bool(const TensorInfo &tensor, Classification key)>;

    struct Word {
        QString text; ///< what to look for as it is; null: use the expression, which takes longer
        QRegularExpression expression;
    };

    std::vector<Word> m_words;
    std::vector<Term> m_terms;
};
