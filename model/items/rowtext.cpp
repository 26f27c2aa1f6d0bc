// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/items/rowtext.h"

#include "model/items/roles.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace {

QString cellText(const QModelIndex &index)
{
    const QVariant exact = index.data(Roles::ExactRole);
    if (exact.typeId() == QMetaType::Double)
        return QString::number(exact.toDouble(), 'g', 17);
    return exact.isValid() ? exact.toString() : index.data().toString();
}

QString csvCell(QString text)
{
    const bool isPlain = !text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n')
        && !text.contains(u'\r');
    return isPlain ? text : u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

/// A Python literal.
QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    text.replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s);
    return u'\'' + text + u'\'';
}

QString lines(const QModelIndexList &rows, QChar separator, QString (*cell)(QString))
{
    QString text;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < row.model()->columnCount(row.parent()); ++column)
            cells += cell(cellText(row.siblingAtColumn(column)));
        text += cells.join(separator) + u'\n';
    }
    return text;
}

} // namespace

namespace rowtext {

QString asText(const QModelIndexList &rows)
{
    return lines(rows, u'\t', [](QString text) { return text.simplified(); });
}

QString asCsv(const QModelIndexList &rows)
{
    if (rows.isEmpty())
        return {};
    const QAbstractItemModel &model = *rows.first().model();
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles += csvCell(model.headerData(column, Qt::Horizontal).toString());
    return titles.join(u',') + u'\n' + lines(rows, u',', csvCell);
}

QString asPython(const Checkpoint &checkpoint, const QList<qsizetype> &tensors)
{
    const auto info = [&](qsizetype tensor) -> const TensorInfo & {
        return checkpoint.tensors[static_cast<std::size_t>(tensor)];
    };
    if (tensors.size() == 1) {
        const TensorInfo &tensor = info(tensors.first());
        return u"safe_open(%1, 'pt').get_tensor(%2)"_s.arg(
            quoted(checkpoint.fileOf(tensor).path), quoted(tensor.key.toString()));
    }
    QMap<QString, QStringList> keys; // of each file
    for (const qsizetype tensor : tensors)
        keys[checkpoint.fileOf(info(tensor)).path] += quoted(info(tensor).key.toString());
    QString text = u"from safetensors import safe_open\n\ntensors = {}\n"_s;
    for (auto file = keys.cbegin(); file != keys.cend(); ++file) {
        text += u"with safe_open(%1, 'pt') as file:\n"
                "    for key in [\n        %2,\n    ]:\n"
                "        tensors[key] = file.get_tensor(key)\n"_s.arg(
                    quoted(file.key()), file.value().join(u",\n        "_s));
    }
    return text;
}

} // namespace rowtext
