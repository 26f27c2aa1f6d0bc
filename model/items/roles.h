// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

/// What views and delegates may ask of every item model of this program, beside Qt's own roles.
namespace Roles {
Q_NAMESPACE

enum Role {
    TensorRole = Qt::UserRole + 1, ///< qsizetype: index of the tensor; -1 for a group
    KeyRole, ///< QString: the whole key of a tensor, the common path of a group
    BucketRole, ///< int: index of the bucket; -1 where a group holds several
    SplitRole, ///< QList<double>: share of the bytes for each bucket, sums to 1
    ActionRole, ///< int: Decision::Action; of a group: what holds for all of it, Refuse for any
    BytesRole, ///< quint64: of all tensors below
    NoteRole, ///< QString: what to say behind a key: a group's tensors, a sidecar's file, damage
    SharedRole, ///< bool: an UND tensor that GEN also reads
    PairRole, ///< qsizetype: number of the sibling pair
    NodeRole, ///< int: a group's or tensor's number, stable while the checkpoint is open
    NonFiniteRole, ///< bool: a value that is NaN or infinite
    ExactRole, ///< the whole of what a cell shows shortened: a key, a count, a double
};
Q_ENUM_NS(Role)
} // namespace Roles
