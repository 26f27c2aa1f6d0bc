// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/exporter.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QDir>
#include <QTemporaryDir>

/// The files of a checkpoint, opened and classified.
inline std::shared_ptr<const Inventory> inventoryOfFiles(const QStringList &paths)
{
    auto checkpoint = std::make_shared<Checkpoint>();
    checkpoint->path = paths.front();
    checkpoint->isSharded = paths.size() > 1;
    for (const QString &path : paths) {
        const auto source = LocalFile::open(path);
        const auto header = source ? readHeader(**source) : tl::unexpected(source.error());
        if (!header)
            qFatal("%s", qPrintable(header.error().detail));
        const int number = static_cast<int>(checkpoint->files.size());
        checkpoint->files.push_back(
            {path, *source, header->size, std::ssize(header->tensors), header->metadata, false});
        for (TensorInfo tensor : header->tensors) {
            tensor.file = number;
            checkpoint->tensors.push_back(tensor);
        }
    }
    checkpoint->modelTensors = std::ssize(checkpoint->tensors);
    return makeInventory(Rules::bundled(), checkpoint);
}

/// A small BAGEL-like checkpoint: UND, GEN and an unknown key, dtypes mixed, so that the order of
/// the output differs from that of the input. `scale` multiplies its size.
inline CheckpointBuilder sampleCheckpoint(quint64 scale = 1)
{
    CheckpointBuilder builder;
    builder.tensor(u"vit_pos_embed.pos_embed"_s, "F32", {3, scale});
    for (const char *layer : {"0", "1", "2"}) {
        const QString root = u"language_model.model.layers."_s + QLatin1String(layer);
        builder.tensor(root + u".input_layernorm.weight"_s, "BF16", {7 * scale});
        builder.tensor(root + u".input_layernorm_moe_gen.weight"_s, "BF16", {7 * scale});
        builder.tensor(root + u".mlp.down_proj.weight"_s, "BF16", {5, 3 * scale});
        builder.tensor(root + u".mlp.gate_proj.weight"_s, "F32", {5, 3 * scale});
        builder.tensor(root + u".mlp_moe_gen.down_proj.weight"_s, "BF16", {5, 3 * scale});
    }
    builder.tensor(u"vit_model.empty"_s, "F32", {0, 4});
    builder.tensor(u"vae2llm.bias"_s, "BF16", {2 * scale});
    return builder;
}

/// Every name in `folder`, with the contents of the regular files.
inline QMap<QString, QByteArray> contentsOf(const QString &folder)
{
    QMap<QString, QByteArray> contents;
    const auto everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    for (const QFileInfo &entry : QDir(folder).entryInfoList(everything)) {
        contents.insert(
            entry.fileName(), entry.isFile() ? readFile(entry.filePath()) : QByteArray());
    }
    return contents;
}

/// Cancels when `bytes` have been reported.
class CancelAfter final : public Progress {
public:
    explicit CancelAfter(quint64 bytes) : m_bytes(bytes) { }
    void report(quint64 done, quint64 total) override
    {
        m_isCancelled = done >= m_bytes;
        Q_UNUSED(total)
    }
    bool isCancelled() const override { return m_isCancelled; }

private:
    quint64 m_bytes;
    bool m_isCancelled = false;
};
