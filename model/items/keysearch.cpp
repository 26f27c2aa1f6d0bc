// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/keysearch.h"

#include "model/base/bytesize.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(KeySearch)
};

using Term = std::function<bool(const TensorInfo &tensor, Classification key)>;

Result<QRegularExpression> compileWord(const QString &word, KeySearch::Syntax syntax)
{
    switch (syntax) {
    case KeySearch::Syntax::RegularExpression:
        return compilePythonExpression(word);
    case KeySearch::Syntax::Wildcard:
        // Not anchored: "q_proj*weight" finds a part of a key, as typing a text does.
        return QRegularExpression(QRegularExpression::wildcardToRegularExpression(
                                      word, QRegularExpression::UnanchoredWildcardConversion),
            QRegularExpression::CaseInsensitiveOption);
    case KeySearch::Syntax::Text:
        return QRegularExpression(
            QRegularExpression::escape(word), QRegularExpression::CaseInsensitiveOption);
    }
    Q_UNREACHABLE();
}

/// The beginning is enough, so that nothing flickers away while a name is typed.
Term dtypeTerm(const QString &name)
{
    return [name](const TensorInfo &tensor, Classification) {
        return tensor.dtypeName().startsWith(name, Qt::CaseInsensitive);
    };
}

/// One number is a dimension anywhere, several joined by × are the whole shape.
Result<Term> shapeTerm(const QString &text)
{
    static const QRegularExpression sign(u"[x×*,]"_s, QRegularExpression::CaseInsensitiveOption);
    Shape sizes;
    for (const QString &size : text.split(sign)) {
        bool isNumber = false;
        sizes += size.toULongLong(&isNumber);
        if (!isNumber)
            return fail(Code::Usage,
                Text::tr("“%1” is no shape: expected a number or several, such as shape:3584 or "
                         "shape:512x3584.")
                    .arg(text));
    }
    return [sizes](const TensorInfo &tensor, Classification) {
        return sizes.size() == 1 ? tensor.shape.contains(sizes[0]) : tensor.shape == sizes;
    };
}

Result<Term> bucketTerm(const QString &name, const std::shared_ptr<const Rules> &rules)
{
    QStringList names;
    for (int i = 0; i < std::ssize(rules->buckets()); ++i) {
        const Bucket &bucket = rules->buckets()[static_cast<std::size_t>(i)];
        for (const QString &own : {bucket.id, bucket.letter, bucket.title}) {
            if (own.compare(name, Qt::CaseInsensitive) == 0)
                return [i](const TensorInfo &, Classification key) { return key.bucket == i; };
        }
        names += bucket.id;
    }
    return fail(Code::Usage,
        Text::tr("There is no bucket “%1”: expected one of %2.").arg(name, names.join(u", "_s)));
}

Result<Term> sizeTerm(const QString &text)
{
    static const QRegularExpression form(u"\\A([<>]=?)(.*)\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return fail(Code::Usage,
            Text::tr("“%1” is no size to compare with: expected > or < and a size, such as "
                     "size:>100MB.")
                .arg(text));
    const Result<quint64> size = parseByteSize(match.captured(2));
    if (!size)
        return tl::unexpected(size.error());
    const bool isGreater = match.captured(1).startsWith(u'>');
    const bool takesEqual = match.captured(1).endsWith(u'=');
    return [=, limit = *size](const TensorInfo &tensor, Classification) {
        const quint64 bytes = tensor.bytes();
        return bytes == limit ? takesEqual : (bytes > limit) == isGreater;
    };
}

/// The term that `word` is; null where it is a word like any other.
Result<Term> termOf(const QString &word, const std::shared_ptr<const Rules> &rules)
{
    const qsizetype colon = word.indexOf(u':');
    const QString name = word.first(qMax<qsizetype>(0, colon)).toLower();
    const QString value = word.sliced(colon + 1);
    const bool isTerm =
        name == u"dtype" || name == u"shape" || name == u"bucket" || name == u"size";
    if (!isTerm)
        return Term();
    if (value.isEmpty()) // not yet typed
        return Term([](const TensorInfo &, Classification) { return true; });
    return name == u"dtype" ? Result<Term>(dtypeTerm(value))
        : name == u"shape"  ? shapeTerm(value)
        : name == u"bucket" ? bucketTerm(value, rules)
                            : sizeTerm(value);
}

} // namespace

Result<KeySearch> KeySearch::parse(
    const QString &line, Syntax syntax, std::shared_ptr<const Rules> rules)
{
    KeySearch search;
    for (const QString &word : line.split(u' ', Qt::SkipEmptyParts)) {
        const Result<Term> term = termOf(word, rules);
        if (!term)
            return tl::unexpected(term.error());
        if (*term) {
            search.m_terms.push_back(*term);
            continue;
        }
        const Result<QRegularExpression> expression = compileWord(word, syntax);
        if (!expression)
            return tl::unexpected(expression.error());
        search.m_words.push_back({syntax == Syntax::Text ? word : QString(), *expression});
    }
    return search;
}

bool KeySearch::accepts(const TensorInfo &tensor, Classification key) const
{
    if (!std::ranges::all_of(m_terms, [&](const Term &term) { return term(tensor, key); }))
        return false;
    if (m_words.empty())
        return true;
    const QString text = tensor.key.toString();
    return std::ranges::all_of(m_words, [&](const Word &word) {
        return word.text.isNull() ? word.expression.match(text).hasMatch()
                                  : text.contains(word.text, Qt::CaseInsensitive);
    });
}

QList<KeySearch::Range> KeySearch::marks(const QString &text) const
{
    std::vector<bool> isMarked(static_cast<std::size_t>(text.size()));
    for (const Word &word : m_words) {
        for (auto found = word.expression.globalMatch(text); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            std::fill_n(isMarked.begin() + match.capturedStart(), match.capturedLength(), true);
        }
    }
    QList<Range> ranges;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isMarked[static_cast<std::size_t>(i)])
            continue;
        if (ranges.isEmpty() || ranges.last().begin + ranges.last().length < i)
            ranges += Range{i, 0};
        ++ranges.last().length;
    }
    return ranges;
}
