// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The program's version and those of the libraries it runs with, a line each, as --version prints
/// them.
[[nodiscard]] QString versions();
