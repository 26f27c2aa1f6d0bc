// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/jsonprinter.h"

#include "app/console.h"

JsonPrinter::JsonPrinter()
{
    console::write("{");
}

JsonPrinter::~JsonPrinter()
{
    console::write(m_hasMembers ? "\n}\n" : "}\n");
}

void JsonPrinter::member(std::string_view name, const Json &value)
{
    beginMember(name);
    write(value, 1);
}

void JsonPrinter::beginList(std::string_view name)
{
    beginMember(name);
    console::write("[");
    m_hasElements = false;
}

void JsonPrinter::element(const Json &value)
{
    console::write(m_hasElements ? ",\n    " : "\n    ");
    m_hasElements = true;
    write(value, 2);
}

void JsonPrinter::endList()
{
    console::write(m_hasElements ? "\n  ]" : "]");
}

void JsonPrinter::beginMember(std::string_view name)
{
    console::write(m_hasMembers ? ",\n  " : "\n  ");
    m_hasMembers = true;
    write(name, 1);
    console::write(": ");
}

void JsonPrinter::write(const Json &value, int depth)
{
    QByteArray text = console::jsonText(value);
    // In a string a line break is written as \n, so that these are all between values.
    text.replace("\n", "\n" + QByteArray(2 * depth, ' '));
    console::write(text);
}
