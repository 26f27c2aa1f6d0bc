// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace translation {

/// Makes this program and Qt's own dialogs speak `language`, such as "de" or "de-AT", as far as
/// there is a catalogue of it; they speak English otherwise. Only for the window and before it is
/// made: the command line is English in every locale, since scripts read it.
void install(const QString &language);

} // namespace translation
