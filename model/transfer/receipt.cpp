// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/receipt.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QSaveFile>

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

ordered_json checksum(const std::optional<quint64> &value)
{
    if (!value)
        return nullptr;
    return u"%1"_s.arg(*value, 16, 16, QChar(u'0')).toStdString();
}

} // namespace

QByteArray toJson(const Receipt &receipt)
{
    ordered_json files = ordered_json::array();
    for (const ExportedFile &file : receipt.files) {
        ordered_json tensors = ordered_json::array();
        for (const ExportedTensor &tensor : file.contents) {
            tensors.push_back({{"key", tensor.key.toStdString()}, {"bytes", tensor.bytes},
                {"xxh3", checksum(tensor.checksum)}});
        }
        files.push_back({{"path", file.path.toStdString()}, {"bytes", file.bytes},
            {"tensors", std::move(tensors)}});
    }
    const ordered_json json = {{"files", std::move(files)},
        {"verified", receipt.verified ? ordered_json(*receipt.verified) : ordered_json()},
        {"milliseconds", receipt.milliseconds}};
    return QByteArray::fromStdString(json.dump(2)) + '\n';
}

Result<void> saveReceipt(const Receipt &receipt, const QString &path)
{
    QSaveFile file(path);
    const QByteArray json = toJson(receipt);
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit())
        return {};
    return fail(Code::CannotWrite,
        Text::tr("Cannot write the receipt %1: %2. Choose another file.")
            .arg(path, file.errorString()));
}
