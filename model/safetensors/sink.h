// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <functional>

/// Takes the next bytes of something that is too large to be made in one piece.
using Sink = std::function<Result<void>(QByteArrayView piece)>;
