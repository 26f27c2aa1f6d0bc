// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"

#include <QWidget>

/// How the bytes of a checkpoint split over its buckets, as one bar with names and sizes in it.
class SplitBar final : public QWidget {
    Q_OBJECT

public:
    explicit SplitBar(std::shared_ptr<const Inventory> inventory, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::shared_ptr<const Inventory> m_inventory;
};
