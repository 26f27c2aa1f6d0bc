// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/architecture.h"

#include <QByteArray>

/// The elements of a demo tensor as a file stores them; `dtype` is BF16 or F32. They depend on key
/// and shape only. A GEN sibling is its UND tensor moved; the position tables are the real ones.
[[nodiscard]] QByteArray demoElements(const ExpectedTensor &tensor, Dtype dtype);
