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

QByteArray text(const ordered_json &json)
{
    return QByteArray::fromStdString(json.dump());
}

/// Tensor by tensor, since there may be many.
void writeFile(QIODevice &device, const ExportedFile &file)
{
    device.write("{\"path\":" + text(file.path.toStdString()) + ",\"bytes\":" + text(file.bytes)
        + ",\"tensors\":[");
    const char *separator = "\n";
    for (std::size_t i = 0; i < file.contents.size(); ++i) {
        const OutputTensor &tensor = file.contents[i];
        const QByteArray key = file.root + tensor.key().toByteArray();
        const QString checksum = u"%1"_s.arg(file.checksums[i], 16, 16, QChar(u'0'));
        device.write(separator
            + text({{"key", key.toStdString()}, {"bytes", tensor.bytes()},
                {"xxh3", checksum.toStdString()}}));
        separator = ",\n";
    }
    device.write("]}");
}

} // namespace

Result<void> saveReceipt(const Receipt &receipt, const QString &path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write("{\"files\":[");
        for (qsizetype i = 0; i < receipt.files.size(); ++i) {
            file.write(i == 0 ? "\n" : ",\n");
            writeFile(file, receipt.files[i]);
        }
        ordered_json overflows = ordered_json::array();
        for (const CastOverflow &overflow : receipt.overflows)
            overflows.push_back(
                {{"key", overflow.key.toStdString()}, {"numbers", overflow.numbers}});
        ordered_json grafted = ordered_json::array();
        for (const QString &key : receipt.grafted)
            grafted.push_back(key.toStdString());
        file.write("],\n\"overflows\":" + text(overflows) + ",\"grafted\":" + text(grafted)
            + ",\n\"verified\":"
            + text(receipt.verified ? ordered_json(*receipt.verified) : ordered_json())
            + ",\"milliseconds\":" + text(receipt.milliseconds) + "}\n");
    }
    // A write that failed makes this fail as well.
    if (file.commit())
        return {};
    return fail(Code::CannotWrite,
        Text::tr("Cannot write the receipt %1: %2. Choose another file.")
            .arg(path, file.errorString()));
}
