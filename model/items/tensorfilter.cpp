// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/tensorfilter.h"

Result<std::vector<bool>> accepted(const Inventory &inventory, const TensorFilter &filter)
{
    using Syntax = TensorFilter::Syntax;
    QRegularExpression expression;
    if (filter.syntax == Syntax::RegularExpression) {
        Result<QRegularExpression> compiled = compilePythonExpression(filter.text);
        if (!compiled)
            return tl::unexpected(compiled.error());
        expression = *compiled;
    } else if (filter.syntax == Syntax::Wildcard) {
        // Not anchored: "q_proj*weight" finds a part of a key, as typing a text does.
        expression = QRegularExpression(QRegularExpression::wildcardToRegularExpression(filter.text,
                                            QRegularExpression::UnanchoredWildcardConversion),
            QRegularExpression::CaseInsensitiveOption);
    }
    const auto matches = [&](const QString &key) {
        if (filter.text.isEmpty())
            return true;
        return filter.syntax == Syntax::Text ? key.contains(filter.text, Qt::CaseInsensitive)
                                             : expression.match(key).hasMatch();
    };
    const std::vector<TensorInfo> &tensors = inventory.checkpoint->tensors;
    std::vector<bool> answers(tensors.size());
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        answers[i] = !filter.hiddenBuckets.contains(inventory.classes[i].bucket)
            && (filter.dtypes.isEmpty() || filter.dtypes.contains(tensors[i].dtypeName()))
            && matches(tensors[i].key);
    }
    return answers;
}
