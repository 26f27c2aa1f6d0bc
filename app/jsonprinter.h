// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/json.h"

/// Prints one object on stdout, as console::print() does, but member by member and the elements of
/// a list as they come: a million tensors are never in memory as JSON.
class JsonPrinter final {
public:
    JsonPrinter();
    /// Ends the object.
    ~JsonPrinter();
    JsonPrinter(const JsonPrinter &) = delete;
    JsonPrinter &operator=(const JsonPrinter &) = delete;

    void member(std::string_view name, const Json &value);

    /// What follows until endList() are the elements of the member `name`.
    void beginList(std::string_view name);
    void element(const Json &value);
    void endList();

private:
    void beginMember(std::string_view name);
    /// `value` in lines of which all but the first begin with `depth` levels of indentation.
    void write(const Json &value, int depth);

    bool m_hasMembers = false;
    bool m_hasElements = false; ///< of the current list
};
