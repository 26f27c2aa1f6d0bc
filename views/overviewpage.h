// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"

#include <QScrollArea>

#include <optional>

/// What is in the checkpoint: a card a bucket, how the bytes split, files, metadata, checks,
/// legend.
class OverviewPage final : public QScrollArea {
    Q_OBJECT

public:
    explicit OverviewPage(QWidget *parent = nullptr);

    /// `problems` are what the checks found; none while they run.
    void showCheckpoint(
        std::shared_ptr<const Inventory> inventory, std::optional<std::vector<Problem>> problems);

signals:
    /// The user wants this problem solved, in the way that its button says.
    void fixRequested(const Problem &problem);

private:
    [[nodiscard]] QWidget *bucketCards() const;
    [[nodiscard]] QWidget *files() const;
    [[nodiscard]] QWidget *metadata() const;
    [[nodiscard]] QWidget *checks();
    [[nodiscard]] QWidget *legend() const;

    std::shared_ptr<const Inventory> m_inventory;
    std::optional<std::vector<Problem>> m_problems;
};
