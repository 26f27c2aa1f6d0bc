// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/rules.h"

#include <QAbstractButton>

class QLabel;

/// Makes `label` a square as high as a line: the bucket's letter on its colour, in the theme of
/// now.
void showBucket(QLabel &label, const Bucket &bucket);

/// A bucket's letter and count as a button; checked while the bucket is shown.
class BucketChip final : public QAbstractButton {
    Q_OBJECT

public:
    explicit BucketChip(const Bucket &bucket, QWidget *parent = nullptr);

    void setCount(qsizetype tensors);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Bucket m_bucket;
};
