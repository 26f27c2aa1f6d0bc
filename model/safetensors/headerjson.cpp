// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/headerjson.h"

#include "model/base/text.h"
#include "model/safetensors/jsonreader.h"

#include <QCoreApplication>
#include <QSet>

#include <utility>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Header)
};

enum Field : unsigned { DtypeField = 1, ShapeField = 2, OffsetsField = 4, AllFields = 7 };

class HeaderParser final {
public:
    explicit HeaderParser(JsonReader &reader) : m_reader(reader) { }

    HeaderJson header;

    bool parse()
    {
        if (!m_reader.enterObject())
            return m_reader.fail(Text::tr("The header is not a JSON object."));
        while (m_reader.nextMember()) {
            if (m_reader.text() == "__metadata__")
                parseMetadata();
            else
                parseTensor();
        }
        return m_reader.finish();
    }

private:
    bool parseMetadata()
    {
        if (m_hasSeenMetadata)
            return m_reader.fail(Text::tr("The header has __metadata__ twice."));
        m_hasSeenMetadata = true;
        if (m_reader.readNull())
            return true;
        header.hasMetadata = m_reader.enterObject();
        if (!header.hasMetadata)
            return m_reader.fail(Text::tr("__metadata__ is not an object."));
        while (m_reader.nextMember()) {
            const QString name = m_reader.string();
            if (!m_reader.readString())
                return m_reader.fail(Text::tr("A value of __metadata__ is not a string."));
            header.metadata.append({name, m_reader.string()});
        }
        return true;
    }

    bool parseTensor()
    {
        m_tensor = {};
        m_tensor.key = CompactString(m_reader.text());
        const bool isComplete = m_reader.enterObject()
            ? parseFields()
            : m_reader.enterArray() && parseFieldsWithoutNames();
        if (!isComplete) {
            return fail(Text::tr(
                "The entry of tensor %1 does not consist of dtype, shape and two data_offsets."));
        }
        header.tensors.push_back(std::move(m_tensor));
        return true;
    }

    bool parseFields()
    {
        unsigned seen = 0;
        while (m_reader.nextMember()) {
            const std::string_view name = m_reader.text();
            const unsigned field = name == "dtype" ? DtypeField
                : name == "shape"                  ? ShapeField
                : name == "data_offsets"           ? OffsetsField
                                                   : 0U;
            if (seen & field)
                return fail(Text::tr("The entry of tensor %1 has one of its fields twice."));
            seen |= field;
            parseField(field);
        }
        return seen == AllFields;
    }

    bool parseFieldsWithoutNames()
    {
        for (const Field field : {DtypeField, ShapeField, OffsetsField}) {
            if (!m_reader.nextElement() || !parseField(field))
                return false;
        }
        return !m_reader.nextElement();
    }

    bool parseField(unsigned field)
    {
        switch (field) {
        case DtypeField:
            return parseDtype()
                || fail(Text::tr("The dtype of tensor %1 is not the name of a dtype."));
        case ShapeField:
            return parseShape()
                || fail(Text::tr("The shape of tensor %1 is not a list of whole numbers."));
        case OffsetsField:
            return parseOffsets()
                || fail(Text::tr("The data_offsets of tensor %1 are not two whole numbers."));
        default:
            return m_reader.skip();
        }
    }

    bool parseDtype()
    {
        if (m_reader.readString()) {
            m_tensor.dtype = dtypeFromName(m_reader.text());
            if (m_tensor.dtype == Dtype::Unknown)
                m_tensor.unknownDtype = CompactString(m_reader.text());
            return true;
        }
        // serde reads an enum also from {"F32": null}.
        if (!m_reader.enterObject() || !m_reader.nextMember())
            return false;
        m_tensor.dtype = dtypeFromName(m_reader.text());
        return m_tensor.dtype != Dtype::Unknown && m_reader.readNull() && !m_reader.nextMember();
    }

    bool parseShape()
    {
        if (!m_reader.enterArray())
            return false;
        m_shape.clear();
        while (m_reader.nextElement()) {
            quint64 dimension = 0;
            if (!parseNumber(dimension))
                return false;
            m_shape.append(dimension);
        }
        m_tensor.shape = sharedShape();
        return true;
    }

    /// What was read to m_shape, in the same memory as that of earlier tensors. There may be as
    /// many shapes as tensors, or a huge one: these are not remembered.
    Shape sharedShape()
    {
        constexpr qsizetype most = 4096;
        constexpr qsizetype longest = 64;
        if (m_shape.isEmpty())
            return {};
        if (m_shape.size() > longest)
            return std::exchange(m_shape, {});
        const auto known = m_shapes.constFind(m_shape);
        if (known != m_shapes.cend())
            return *known;
        const Shape copy(m_shape.cbegin(), m_shape.cend());
        if (m_shapes.size() < most)
            m_shapes.insert(copy);
        return copy;
    }

    bool parseOffsets()
    {
        return m_reader.enterArray() && m_reader.nextElement() && parseNumber(m_tensor.begin)
            && m_reader.nextElement() && parseNumber(m_tensor.end) && !m_reader.nextElement();
    }

    bool parseNumber(quint64 &number)
    {
        std::optional<quint64> value;
        if (!m_reader.readNumber(value) || !value)
            return false;
        number = *value;
        return true;
    }

    bool fail(const QString &sentence)
    {
        return m_reader.fail(sentence.arg(text::brief(m_tensor.key.toString())));
    }

    JsonReader &m_reader;
    TensorInfo m_tensor;
    Shape m_shape; ///< the room for one while it is read
    QSet<Shape> m_shapes;
    bool m_hasSeenMetadata = false;
};

} // namespace

Result<HeaderJson> parseHeaderJson(const ByteSource &source, quint64 begin, quint64 end)
{
    JsonReader reader(source, begin, end);
    HeaderParser parser(reader);
    // Hardly an entry is shorter than this. What is reserved and not used costs no memory, while
    // growing would have everything in memory twice.
    parser.header.tensors.reserve(static_cast<std::size_t>((end - begin) / 64));
    if (!parser.parse())
        return tl::unexpected(reader.error());
    return std::move(parser.header);
}

quint64 positionOfKey(const ByteSource &source, quint64 begin, quint64 end, QByteArrayView key)
{
    JsonReader reader(source, begin, end);
    quint64 position = begin;
    reader.enterObject();
    while (reader.nextMember()) {
        if (QByteArrayView(reader.text()) == key)
            position = reader.position();
        reader.skip();
    }
    return position;
}
