// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/problem.h"

#include <nlohmann/json.hpp>

#include <optional>

/// Keeps its fields in the order they were added, as they are documented.
using Json = nlohmann::ordered_json;

[[nodiscard]] inline std::string utf8(const QString &text)
{
    return text.toStdString();
}

/// null where there is no number.
[[nodiscard]] inline Json numberAsJson(const std::optional<double> &number)
{
    return number ? Json(*number) : Json();
}

/// For instance a shape.
[[nodiscard]] Json listAsJson(const auto &numbers)
{
    Json list = Json::array();
    for (const auto number : numbers)
        list.push_back(number);
    return list;
}

/// {code, keys, message}
[[nodiscard]] inline Json problemAsJson(const Problem &problem)
{
    Json keys = Json::array();
    for (const QString &key : problem.keys)
        keys.push_back(utf8(key));
    return {{"code", utf8(word(problem.code))}, {"keys", std::move(keys)},
        {"message", utf8(problem.message)}};
}
