// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/rules.h"

#include "model/base/compactstring.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Rules)
};

QString string(const nlohmann::json &value)
{
    return QString::fromStdString(value.get<std::string>());
}

QByteArray utf8(const nlohmann::json &value)
{
    return QByteArray::fromStdString(value.get<std::string>());
}

/// A text that the window shows, in its language.
QString shown(const nlohmann::json &value)
{
    return Text::tr(value.get_ref<const std::string &>().c_str());
}

QStringList strings(const nlohmann::json &values)
{
    QStringList list;
    for (const nlohmann::json &value : values)
        list += string(value);
    return list;
}

Bucket bucketFromJson(const nlohmann::json &value)
{
    Bucket bucket;
    bucket.id = string(value.at("id"));
    bucket.letter = string(value.at("letter"));
    bucket.name = shown(value.at("name"));
    bucket.title = shown(value.at("title"));
    bucket.description = shown(value.at("description"));
    bucket.lightColor = string(value.at("light"));
    bucket.darkColor = string(value.at("dark"));
    bucket.stages = value.at("stages").get<QList<int>>();
    bucket.patterns = strings(value.at("patterns"));
    bucket.isUnmatched = bucket.patterns.isEmpty();
    return bucket;
}

QRegularExpression compiled(const QString &pattern)
{
    const Result<QRegularExpression> expression = compilePythonExpression(pattern);
    if (!expression)
        throw std::invalid_argument(expression.error().detail.toStdString());
    return *expression;
}

QList<QRegularExpression> compiled(const QStringList &patterns)
{
    QList<QRegularExpression> expressions;
    for (const QString &pattern : patterns)
        expressions += compiled(pattern);
    return expressions;
}

bool matchesAny(const QList<QRegularExpression> &expressions, QByteArrayView key)
{
    const QString text = fromUtf8(key);
    return std::ranges::any_of(expressions,
        [&](const QRegularExpression &expression) { return expression.match(text).hasMatch(); });
}

} // namespace

Result<std::shared_ptr<const Rules>> Rules::parse(const QByteArray &json)
{
    // make_shared cannot reach the private constructor.
    std::shared_ptr<Rules> rules(new Rules);
    try {
        const nlohmann::json root = nlohmann::json::parse(json.begin(), json.end());
        rules->m_root = utf8(root.at("root"));
        rules->m_extraStateMark = utf8(root.at("extraStateMark"));
        rules->m_siblingMark = string(root.at("siblingMark"));
        rules->m_siblingModules = strings(root.at("siblingModules"));
        rules->m_patchEmbedding = utf8(root.at("patchEmbedding"));
        for (const nlohmann::json &key : root.at("positionTables"))
            rules->m_positionTables += utf8(key);
        rules->m_sharedWithGen = compiled(strings(root.at("sharedWithGen")));
        rules->m_adapterKeys = compiled(strings(root.at("adapterKeys")));
        rules->m_quantiserKeys = compiled(strings(root.at("quantiserKeys")));
        for (const nlohmann::json &bucket : root.at("buckets"))
            rules->m_buckets.push_back(bucketFromJson(bucket));
        for (const nlohmann::json &id : root.at("testOrder")) {
            const int bucket = rules->bucketIndex(string(id));
            if (bucket < 0)
                throw std::invalid_argument("testOrder: no bucket " + id.get<std::string>());
            Matcher matcher;
            matcher.bucket = static_cast<qint8>(bucket);
            QStringList alternatives;
            int group = 1;
            for (const QString &pattern :
                rules->m_buckets[static_cast<std::size_t>(bucket)].patterns) {
                matcher.groups.push_back(group);
                group += 1 + compiled(pattern).captureCount();
                alternatives += u'(' + pattern + u')';
            }
            matcher.any = compiled(alternatives.join(u'|'));
            matcher.any.optimize();
            rules->m_matchers.push_back(matcher);
        }
    } catch (const std::exception &error) {
        return fail(Code::InvalidHeader,
            Text::tr("The bucket rules cannot be used: %1.").arg(QString::fromUtf8(error.what())));
    }
    const auto unmatched = std::ranges::find(rules->m_buckets, true, &Bucket::isUnmatched);
    if (unmatched == rules->m_buckets.end()) {
        return fail(Code::InvalidHeader,
            Text::tr("The bucket rules cannot be used: no bucket is without patterns."));
    }
    rules->m_unmatched = static_cast<qint8>(unmatched - rules->m_buckets.begin());
    return rules;
}

std::shared_ptr<const Rules> Rules::bundled()
{
    QFile file(u":/bagel.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("bagel.json is missing from the program");
    const Result<std::shared_ptr<const Rules>> rules = parse(file.readAll());
    if (!rules)
        qFatal("%s", qPrintable(rules.error().detail));
    return *rules;
}

int Rules::bucketIndex(QStringView id) const
{
    const auto found = std::ranges::find(m_buckets, id, &Bucket::id);
    return found == m_buckets.end() ? -1 : static_cast<int>(found - m_buckets.begin());
}

QByteArrayView Rules::withoutRoot(QByteArrayView key) const
{
    return key.startsWith(m_root) ? key.sliced(m_root.size()) : key;
}

Classification Rules::classify(QByteArrayView key) const
{
    const QString bare = fromUtf8(withoutRoot(key));
    for (const Matcher &matcher : m_matchers) {
        const QRegularExpressionMatch match = matcher.any.match(bare);
        if (!match.hasMatch())
            continue;
        const auto next = std::ranges::upper_bound(matcher.groups, match.lastCapturedIndex());
        return {matcher.bucket, static_cast<qint8>(next - matcher.groups.begin() - 1)};
    }
    return {m_unmatched, -1};
}

bool Rules::isExtraState(QByteArrayView key) const
{
    return key.contains(m_extraStateMark);
}

bool Rules::isSharedWithGen(QByteArrayView key) const
{
    return matchesAny(m_sharedWithGen, withoutRoot(key));
}

bool Rules::isAdapter(QByteArrayView key) const
{
    return matchesAny(m_adapterKeys, key);
}

bool Rules::isQuantiser(QByteArrayView key) const
{
    return matchesAny(m_quantiserKeys, key);
}

bool Rules::isPositionTable(QByteArrayView bareKey) const
{
    return std::ranges::find(m_positionTables, bareKey) != m_positionTables.end();
}

Result<QRegularExpression> compilePythonExpression(const QString &pattern)
{
    QString translated;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        translated += pattern[i];
        if (pattern[i] == u'\\' && i + 1 < pattern.size()) {
            ++i;
            // Python's \Z is the very end of the string, PCRE calls that \z.
            translated += pattern[i] == u'Z' ? QChar(u'z') : pattern[i];
        }
    }
    const QRegularExpression expression(translated, QRegularExpression::UseUnicodePropertiesOption);
    if (!expression.isValid()) {
        return fail(Code::Usage,
            Text::tr("“%1” is not a regular expression: %2 at character %3.")
                .arg(pattern, expression.errorString())
                .arg(expression.patternErrorOffset()));
    }
    return expression;
}
