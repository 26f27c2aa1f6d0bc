// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latestjob.h"
#include "model/tensor/values.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QTimer>

/// The elements of a slice as a table of any size. Only blocks that are asked for are read, on a
/// worker; until then data() is "…". A slice that is one line or too large for a view is folded:
/// its elements follow each other in lines of a power of ten, so that all of it can be scrolled.
class ValuesModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    /// What a table view can hold without slowing down. Larger slices are folded; folded, more than
    /// any file of today fits.
    static constexpr quint64 mostRows = 1'000'000;
    static constexpr quint64 mostColumns = 100'000;

    explicit ValuesModel(QObject *parent = nullptr);

    /// Shows a part of a tensor; `slice` must be of the view's shape.
    void setSlice(const TensorView &view, const Slice &slice);
    void clear();

    [[nodiscard]] bool isFolded() const { return m_line != 0; }
    /// The tensor's index at a place of the table; nothing behind the end of a folded slice.
    [[nodiscard]] std::optional<Shape> tensorIndex(int row, int column) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

signals:
    /// A block could not be read: a sentence for the user.
    void failed(const QString &why);

private:
    /// Rows × columns of the table that are read together.
    struct Block {
        int row = 0;
        int column = 0;

        friend bool operator==(const Block &, const Block &) = default;
        friend size_t qHash(const Block &block, size_t seed)
        {
            return qHashMulti(seed, block.row, block.column);
        }
    };
    struct Cells {
        int columns = 0;
        QStringList texts; ///< row by row; empty where reading failed
        std::vector<bool> nonFinite;
    };

    [[nodiscard]] std::function<Result<std::vector<Cells>>(Progress &)> reader(
        const QList<Block> &blocks) const;
    [[nodiscard]] quint64 flat(int row, int column) const;
    void want(const Block &block) const;
    void read();
    void receive(const Result<std::vector<Cells>> &answer);

    TensorView m_view;
    Slice m_slice;
    quint64 m_elements = 0; ///< of the slice
    quint64 m_line = 0; ///< elements a line where folded, else 0
    int m_rows = 0;
    int m_columns = 0;
    mutable QCache<Block, Cells> m_cache;
    mutable QList<Block> m_wanted; ///< asked for and not here, the newest last
    QList<Block> m_reading;
    mutable QTimer m_soon; ///< starts reading once data() was asked for all that is shown
    LatestJob m_job;
};
