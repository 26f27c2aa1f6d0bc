// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/problem.h"
#include "model/safetensors/header.h"

#include <nlohmann/json.hpp>

/// The commands print their fields in the order that is documented.
using Json = nlohmann::ordered_json;

[[nodiscard]] inline std::string utf8(const QString &text)
{
    return text.toStdString();
}

[[nodiscard]] inline Json shapeAsJson(const Shape &shape)
{
    Json dimensions = Json::array();
    for (const quint64 dimension : shape)
        dimensions.push_back(dimension);
    return dimensions;
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
