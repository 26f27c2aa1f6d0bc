// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/headergenerator.h"

#include "model/safetensors/dtype.h"
#include "tests/checkpointbuilder.h"

#include <algorithm>

namespace {

const QList<QByteArray> numbers{"0", "-0", "1", "-1", "1.0", "1e0", "1E+2", "1e-400", "0e999",
    "1e308", "1e309", "-1e999", "17976931348623157e292", "17976931348623158079e289",
    "179769313486231580793e288", "0.00001e313", "18446744073709551615", "18446744073709551616",
    "-9223372036854775808", "-9223372036854775809", "01", "1.", ".5", "+1", "1e", "1e99999999999",
    "0.0e99999999999", "123456789012345678901234567890e279", "123456789012345678901234567890e280",
    "Infinity", "0x10", "1_0"};

const QList<QByteArray> pieces{"a", "b", "weight", "layers.0.", "\\n", "\\u0000", "\\\"", "\\\\",
    "\\/", "\\b\\f\\r\\t", "\\u00e9", "\\uD83E\\uDD5F", "\xc3\xa9", "\xe9\x87\x8d",
    "\xf0\x9f\xa5\x9f", "\xef\xbb\xbf", "\xef\xbf\xbf", "\x7f", "__metadata__", "dtype"};

const QList<QByteArray> badPieces{"\\x", "\\ud800", "\\udc00", "\\ud800\\u0041", "\\u12g4",
    "\\U0041", "\\'", "\n", "\x01", QByteArray("\0", 1), "\xc0\x80", "\xed\xa0\x80",
    "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe9\x87", "\xff", "\\"};

} // namespace

QByteArray HeaderGenerator::next()
{
    m_dataBytes = 0;
    QByteArray json = header();
    while (oneIn(3))
        damage(json);
    if (oneIn(30))
        m_dataBytes += static_cast<quint64>(number(3));
    else if (oneIn(30))
        m_dataBytes -= qMin<quint64>(m_dataBytes, static_cast<quint64>(number(3)));

    QByteArray data(static_cast<qsizetype>(m_dataBytes), '\0');
    for (qsizetype i = 0; i < data.size(); ++i)
        data[i] = static_cast<char>(i);
    QByteArray file = CheckpointBuilder::raw(json, data);
    if (oneIn(60))
        file[number(8)] = static_cast<char>(number(256));
    if (oneIn(60))
        file.truncate(number(static_cast<int>(file.size())));
    return file;
}

int HeaderGenerator::number(int below)
{
    // std::uniform_int_distribution gives other numbers with other standard libraries.
    return static_cast<int>(m_random() % static_cast<quint32>(below));
}

QByteArray HeaderGenerator::oneOf(const QList<QByteArray> &choices)
{
    return choices[number(static_cast<int>(choices.size()))];
}

QByteArray HeaderGenerator::space()
{
    if (!oneIn(12))
        return {};
    return oneIn(40) ? oneOf({"\v", "\f", "\xc2\xa0", "/**/", "\xef\xbb\xbf", QByteArray("\0", 1)})
                     : oneOf({" ", "\n", "\t", "\r\n", "  "});
}

QByteArray HeaderGenerator::string()
{
    QByteArray text;
    for (int i = number(4); i > 0; --i)
        text += oneIn(100) ? oneOf(badPieces) : oneOf(pieces);
    return '"' + text + '"';
}

QByteArray HeaderGenerator::value(int depth)
{
    switch (number(depth > 3 ? 5 : 8)) {
    case 0:
        return oneOf(numbers.first(25));
    case 1:
        return oneOf(numbers);
    case 2:
        return oneOf({"null", "true", "false", "null", "true", "false", "nul", "True", "NaN"});
    case 3:
    case 4:
        return string();
    case 5: {
        QList<QByteArray> members;
        for (int i = number(3); i > 0; --i)
            members += string() + space() + ':' + space() + value(depth + 1);
        return list(members, '{', '}');
    }
    case 6: {
        QList<QByteArray> elements;
        for (int i = number(3); i > 0; --i)
            elements += value(depth + 1);
        return list(elements, '[', ']');
    }
    default: {
        // Around the deepest level that is allowed.
        const int levels = 120 + number(10);
        return oneIn(2) ? QByteArray(levels, '[') + QByteArray(levels, ']')
                        : QByteArray("{\"a\":").repeated(levels) + '1' + QByteArray(levels, '}');
    }
    }
}

QByteArray HeaderGenerator::list(const QList<QByteArray> &values, char open, char close)
{
    QByteArray text = open + space();
    for (const QByteArray &each : values)
        text += each + space() + ',' + space();
    if (!values.isEmpty() && !oneIn(300))
        text.truncate(text.lastIndexOf(','));
    return text + close;
}

QByteArray HeaderGenerator::metadata()
{
    if (oneIn(8))
        return oneIn(2) ? "null" : value(0);
    QList<QByteArray> members;
    for (int i = number(4); i > 0; --i)
        members += string() + ':' + space() + (oneIn(20) ? value(0) : string());
    return list(members, '{', '}');
}

QByteArray HeaderGenerator::tensor()
{
    if (oneIn(60))
        return value(0);
    const auto dtype = static_cast<Dtype>(number(dtypeCount));
    QByteArray dtypeName(name(dtype).data());
    QList<QByteArray> shape;
    quint64 count = 1;
    for (int i = number(4); i > 0; --i) {
        const int dimension = oneIn(10) ? 0 : 1 + number(4);
        count *= static_cast<quint64>(dimension);
        shape += QByteArray::number(dimension);
    }
    const quint64 begin = m_dataBytes;
    m_dataBytes += count * static_cast<quint64>(bits(dtype)) / 8;
    QList<QByteArray> offsets{QByteArray::number(begin), QByteArray::number(m_dataBytes)};

    if (oneIn(40))
        dtypeName = oneOf({"f32", "F99", "", "BF16 ", "F\\u00332", "U8", "I8"});
    if (oneIn(40))
        shape.insert(number(static_cast<int>(shape.size()) + 1), oneOf(numbers));
    if (oneIn(40))
        offsets[number(2)] = oneOf(numbers);
    if (oneIn(60))
        offsets += value(2);
    if (oneIn(60))
        offsets.removeLast();

    QList<QByteArray> fields{'"' + dtypeName + '"', list(shape, '[', ']'), list(offsets, '[', ']')};
    if (oneIn(10))
        fields[0] = "{" + fields[0] + ':' + space() + (oneIn(5) ? value(2) : "null") + '}';
    if (oneIn(60))
        fields[number(3)] = value(1);
    if (oneIn(10)) {
        if (oneIn(10))
            fields += value(1);
        if (oneIn(10))
            fields.removeLast();
        return list(fields, '[', ']');
    }

    fields[0].prepend(oneIn(20) ? "\"\\u0064type\":" : "\"dtype\":");
    fields[1].prepend("\"shape\":" + space());
    fields[2].prepend("\"data_offsets\"" + space() + ':');
    if (oneIn(20))
        fields += fields[number(3)];
    if (oneIn(40))
        fields.removeAt(number(3));
    while (oneIn(4))
        fields += string() + ':' + value(1);
    for (qsizetype i = fields.size() - 1; i > 0; --i)
        fields.swapItemsAt(i, number(static_cast<int>(i) + 1));
    return list(fields, '{', '}');
}

QByteArray HeaderGenerator::header()
{
    if (oneIn(200))
        return value(0);
    QList<QByteArray> members;
    for (int i = number(5); i > 0; --i)
        members += string() + space() + ':' + space() + tensor();
    while (oneIn(3))
        members += oneOf({"\"__metadata__\":", "\"\\u005f_metadata__\":"}) + metadata();
    if (oneIn(10) && !members.isEmpty())
        members += oneOf(members);
    for (qsizetype i = members.size() - 1; i > 0; --i)
        members.swapItemsAt(i, number(static_cast<int>(i) + 1));
    return space() + list(members, '{', '}') + space();
}

void HeaderGenerator::damage(QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const int at = number(static_cast<int>(bytes.size()));
    const int length = 1 + number(8);
    switch (number(5)) {
    case 0:
        bytes[at] = static_cast<char>(number(256));
        break;
    case 1:
        bytes.remove(at, length);
        break;
    case 2:
        bytes.insert(at, bytes.mid(number(static_cast<int>(bytes.size())), length));
        break;
    case 3:
        bytes.insert(at, oneOf(pieces + badPieces + numbers));
        break;
    default:
        bytes.insert(at, oneOf({"{", "}", "[", "]", ",", ":", "\"", " ", "null"}));
        break;
    }
}
