// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor/tensorview.h"

quint64 TensorView::elements() const
{
    quint64 product = 1;
    for (const quint64 dimension : shape)
        product *= dimension;
    return product;
}

TensorView viewOf(const Checkpoint &checkpoint, qsizetype tensor)
{
    const TensorInfo &info = checkpoint.tensors[static_cast<std::size_t>(tensor)];
    const CheckpointFile &file = checkpoint.fileOf(info);
    return {file.source, file.position(info), info.bytes(), info.dtype, info.shape};
}
