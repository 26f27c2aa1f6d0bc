// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/tensor/values.h"

#include <QWidget>

class QLineEdit;
class QTableView;
class TonedLabel;
class ValuesModel;

/// A tensor's values as a table, with a field that chooses a slice by Python's notation. NaN and
/// infinite values stand out.
class ValuesView final : public QWidget {
    Q_OBJECT

public:
    explicit ValuesView(QWidget *parent = nullptr);

    /// Shows all of another tensor. Reads only what is on screen, on a worker.
    void setTensor(const TensorView &view);
    void clear();

private:
    void applySlice();
    void tell(const QString &error);

    TensorView m_view;
    ValuesModel *m_model;
    QLineEdit *m_slice;
    TonedLabel *m_error;
    QTableView *m_table;
};
