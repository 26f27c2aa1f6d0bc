// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/graft.h"

#include "model/bagel/layout.h"

#include <QHash>
#include <QSet>

Graft graft(const Inventory &base, const Inventory &donor)
{
    Graft answer;
    auto checkpoint = std::make_shared<Checkpoint>(*base.checkpoint);
    QSet<QByteArrayView> present;
    for (const TensorInfo &tensor : base.checkpoint->model())
        present.insert(base.bareKey(tensor));
    QHash<QByteArrayView, const TensorInfo *> offered;
    for (const TensorInfo &tensor : donor.checkpoint->model()) {
        if (!tensor.isDamaged)
            offered.insert(donor.bareKey(tensor), &tensor);
    }

    // Sidecars stand behind the model's files and tensors, the taken ones before them.
    const std::vector<CheckpointFile> &files = donor.checkpoint->files;
    const auto modelFiles = std::ranges::find(checkpoint->files, true, &CheckpointFile::isSidecar);
    const auto firstFile = static_cast<int>(modelFiles - checkpoint->files.begin());
    std::vector<TensorInfo> taken;
    QHash<int, int> placeOf;
    std::vector<CheckpointFile> takenFiles;
    for (const ExpectedTensor &expected : modelTensors(sizesOf(base, sizesOf(donor)))) {
        const QByteArray key = expected.key.toUtf8();
        const TensorInfo *tensor = offered.value(key);
        if (!tensor || present.contains(key))
            continue;
        if (tensor->shape != expected.shape) {
            answer.misfits += expected.key;
            continue;
        }
        if (!placeOf.contains(tensor->file)) {
            placeOf.insert(tensor->file, firstFile + static_cast<int>(takenFiles.size()));
            takenFiles.push_back(files[static_cast<std::size_t>(tensor->file)]);
            takenFiles.back().isDonor = true;
        }
        taken.push_back(*tensor);
        taken.back().file = placeOf.value(tensor->file);
        answer.taken += expected.key;
    }
    for (TensorInfo &tensor : checkpoint->tensors) {
        if (tensor.file >= firstFile)
            tensor.file += static_cast<int>(takenFiles.size());
    }
    checkpoint->tensors.insert(
        checkpoint->tensors.begin() + checkpoint->modelTensors, taken.begin(), taken.end());
    checkpoint->files.insert(modelFiles, takenFiles.begin(), takenFiles.end());
    checkpoint->modelTensors += static_cast<qsizetype>(taken.size());
    answer.inventory = makeInventory(base.rules, checkpoint, base.prefix);
    return answer;
}
