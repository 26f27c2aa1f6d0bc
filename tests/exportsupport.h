// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/transfer/exporter.h"
#include "tests/checkpointbuilder.h"
#include "tests/testutil.h"

#include <QDir>
#include <QTemporaryDir>

/// The checkpoint at `path`, opened and classified.
inline std::shared_ptr<const Inventory> openInventory(const QString &path)
{
    Progress progress;
    const auto checkpoint = openCheckpoint(path, progress);
    if (!checkpoint)
        qFatal("%s", qPrintable(checkpoint.error().detail));
    return makeInventory(Rules::bundled(), *checkpoint);
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

/// A template for a folder that needs no disk, where the system has such a place.
inline QString inMemory(const QString &name)
{
    const QString memory = u"/dev/shm"_s;
    return QDir(QFileInfo(memory).isWritable() ? memory : QDir::tempPath()).filePath(name);
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
