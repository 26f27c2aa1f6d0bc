// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/siblings.h"

#include <QTreeWidget>

/// The tensors that have nothing to be compared with, a group a side, at most 5,000 shown of each.
class UnpairedList final : public QTreeWidget {
    Q_OBJECT

public:
    explicit UnpairedList(QWidget *parent = nullptr);

    void setPairs(const Inventory &inventory, const Siblings &siblings);

signals:
    /// The user wants to see a tensor of the open checkpoint; never of another one.
    void tensorActivated(qsizetype tensor);

private:
    void addGroup(const QString &title, const Inventory &inventory,
        const std::vector<qsizetype> &tensors, bool isOwn);
};
