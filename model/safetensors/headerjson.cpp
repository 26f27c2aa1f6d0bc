// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors/headerjson.h"

#include "model/base/text.h"
#include "model/safetensors/headerfeed.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Header)
};

QString toQString(const std::string &utf8)
{
    const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    // QString takes U+FEFF at the beginning for a byte order mark and drops it.
    return utf8.starts_with("\xef\xbb\xbf") ? QChar(0xfeff) + text : text;
}

/// Receives nlohmann's events. Each value has a role; the roles of the containers around it are a
/// stack, so that nothing recurses.
class HeaderSax final {
public:
    HeaderSax(const HeaderFeed &feed, const std::optional<QString> &wanted)
        : m_feed(feed), m_wanted(wanted)
    {
    }

    HeaderJson header;
    QString reason; ///< why the header is refused
    quint64 wantedPosition = 0; ///< of the last entry with the wanted key

    bool null()
    {
        const bool isAllowed =
            m_role == Role::Metadata || m_role == Role::DtypeVariant || m_role == Role::Ignored;
        return isAllowed ? valueDone() : refuseValue();
    }
    bool boolean(bool) { return ignored(); }
    // Only numbers with a sign arrive here, also -0, which serde_json takes for a fraction.
    bool number_integer(qint64) { return ignored(); }
    bool number_float(double, const std::string &) { return ignored(); }
    bool number_unsigned(quint64 number)
    {
        switch (m_role) {
        case Role::Dimension:
            m_tensor.shape.append(number);
            return valueDone();
        case Role::Begin:
            m_tensor.begin = number;
            return valueDone();
        case Role::End:
            m_tensor.end = number;
            return valueDone();
        default:
            return ignored();
        }
    }
    bool string(const std::string &value)
    {
        switch (m_role) {
        case Role::MetadataText:
            header.metadata.last().second = toQString(value);
            return valueDone();
        case Role::Dtype:
            setDtype(value);
            return valueDone();
        default:
            return ignored();
        }
    }
    bool binary(const std::vector<std::uint8_t> &) { return false; }

    bool start_object(std::size_t)
    {
        switch (m_role) {
        case Role::Metadata:
            header.hasMetadata = true;
            return enter();
        case Role::Document:
        case Role::Tensor:
        case Role::Dtype:
        case Role::Ignored:
            return enter();
        default:
            return refuseValue();
        }
    }
    bool start_array(std::size_t)
    {
        switch (m_role) {
        case Role::Tensor:
            return enter() && expect(Role::Dtype);
        case Role::Shape:
            return enter() && expect(Role::Dimension);
        case Role::Offsets:
            return enter() && expect(Role::Begin);
        case Role::Ignored:
            return enter();
        default:
            return refuseValue();
        }
    }
    bool key(const std::string &name)
    {
        switch (container()) {
        case Role::Document:
            return documentKey(name);
        case Role::Metadata:
            header.metadata.append({toQString(name), QString()});
            return expect(Role::MetadataText);
        case Role::Tensor:
            return field(name);
        case Role::Dtype:
            return dtypeVariant(name);
        default:
            return true;
        }
    }
    bool end_object() { return leave(); }
    bool end_array() { return leave(); }

    bool parse_error(std::size_t, const std::string &, const nlohmann::json::exception &error)
    {
        constexpr int outOfRange = 406;
        return error.id == outOfRange
            ? refuse(Text::tr("The header contains a number that is out of range."))
            : refuseText();
    }
    bool refuseText() { return refuse(Text::tr("The header is not valid JSON in UTF-8.")); }

private:
    /// What the value at hand is: it stands for this role, in an object since the key before it, in
    /// an array since the element before it.
    enum class Role : quint8 {
        Document,
        Metadata,
        MetadataText,
        Tensor,
        Dtype,
        DtypeVariant,
        Shape,
        Dimension,
        Offsets,
        Begin,
        End,
        Surplus,
        Ignored,
    };
    enum Field : unsigned { DtypeField = 1, ShapeField = 2, OffsetsField = 4, AllFields = 7 };

    /// Deepest nesting that serde_json follows, the header's own braces included.
    static constexpr std::size_t deepest = 127;

    [[nodiscard]] Role container() const { return m_containers[m_depth]; }

    bool expect(Role role)
    {
        m_role = role;
        return true;
    }

    bool ignored() { return m_role == Role::Ignored || refuseValue(); }

    bool enter()
    {
        if (m_depth == deepest) {
            return refuse(
                Text::tr("The header is nested more than %1 levels deep.").arg(qint64(deepest)));
        }
        m_containers[++m_depth] = m_role;
        return true;
    }

    bool leave()
    {
        const Role last = m_role;
        m_role = container();
        --m_depth;
        switch (m_role) {
        case Role::Tensor:
            if (m_fields != AllFields)
                return refuseValue();
            header.tensors.push_back(std::move(m_tensor));
            break;
        case Role::Dtype:
            if (last != Role::DtypeVariant)
                return refuseValue();
            break;
        case Role::Offsets:
            if (last != Role::Surplus)
                return refuseValue();
            break;
        default:
            break;
        }
        return valueDone();
    }

    bool valueDone()
    {
        switch (m_role) {
        case Role::Dtype:
            m_fields |= DtypeField;
            return expect(Role::Shape);
        case Role::Shape:
            m_fields |= ShapeField;
            return expect(Role::Offsets);
        case Role::Offsets:
            m_fields |= OffsetsField;
            return expect(Role::Surplus);
        case Role::Begin:
            return expect(Role::End);
        case Role::End:
            return expect(Role::Surplus);
        default:
            return true;
        }
    }

    bool documentKey(const std::string &name)
    {
        if (name == "__metadata__") {
            if (m_hasSeenMetadata)
                return refuse(Text::tr("The header has __metadata__ twice."));
            m_hasSeenMetadata = true;
            return expect(Role::Metadata);
        }
        m_tensor = {};
        m_tensor.key = toQString(name);
        m_fields = 0;
        if (m_wanted == m_tensor.key)
            wantedPosition = m_feed.position() - name.size() - 2;
        return expect(Role::Tensor);
    }

    bool field(const std::string &name)
    {
        if (name == "dtype")
            return field(DtypeField, Role::Dtype);
        if (name == "shape")
            return field(ShapeField, Role::Shape);
        if (name == "data_offsets")
            return field(OffsetsField, Role::Offsets);
        return expect(Role::Ignored);
    }

    bool field(Field field, Role role)
    {
        if (m_fields & field) {
            return refuse(Text::tr("The entry of tensor %1 has one of its fields twice.")
                              .arg(shownKey(m_tensor.key)));
        }
        return expect(role);
    }

    void setDtype(const std::string &name)
    {
        m_tensor.dtype = dtypeFromName(name);
        if (m_tensor.dtype == Dtype::Unknown)
            m_tensor.unknownDtype = toQString(name);
    }

    /// serde reads an enum also from {"F32": null}, with exactly one name, which it must know.
    bool dtypeVariant(const std::string &name)
    {
        if (m_role != Role::Dtype)
            return refuseValue();
        setDtype(name);
        return m_tensor.dtype == Dtype::Unknown ? refuseValue() : expect(Role::DtypeVariant);
    }

    bool refuse(const QString &sentence)
    {
        reason = sentence;
        return false;
    }

    bool refuseValue()
    {
        const QString key = shownKey(m_tensor.key);
        switch (m_role) {
        case Role::Document:
            return refuse(Text::tr("The header is not a JSON object."));
        case Role::Metadata:
        case Role::MetadataText:
            return refuse(Text::tr("__metadata__ is not an object whose values are strings."));
        case Role::Dtype:
        case Role::DtypeVariant:
            return refuse(Text::tr("The dtype of tensor %1 is not the name of a dtype.").arg(key));
        case Role::Shape:
        case Role::Dimension:
            return refuse(
                Text::tr("The shape of tensor %1 is not a list of whole numbers.").arg(key));
        case Role::Offsets:
        case Role::Begin:
        case Role::End:
            return refuse(
                Text::tr("The data_offsets of tensor %1 are not two whole numbers.").arg(key));
        default:
            return refuse(Text::tr(
                "The entry of tensor %1 does not consist of dtype, shape and two data_offsets.")
                              .arg(key));
        }
    }

    const HeaderFeed &m_feed;
    std::optional<QString> m_wanted;
    Role m_role = Role::Document;
    std::array<Role, deepest + 1> m_containers = {};
    std::size_t m_depth = 0;
    bool m_hasSeenMetadata = false;
    TensorInfo m_tensor;
    unsigned m_fields = 0;
};

bool parse(HeaderFeed &feed, HeaderSax &sax)
{
    // nlohmann would skip a byte order mark.
    if (feed.hasMore() && feed.current() == '\xef')
        return sax.refuseText();
    return nlohmann::json::sax_parse(HeaderFeedIterator{&feed}, HeaderFeedIterator{}, &sax);
}

} // namespace

Result<HeaderJson> parseHeaderJson(const ByteSource &source, quint64 begin, quint64 end)
{
    HeaderFeed feed(source, begin, end);
    HeaderSax sax(feed, std::nullopt);
    const bool isParsed = parse(feed, sax);
    if (feed.error())
        return tl::unexpected(*feed.error());
    if (feed.endsAtNul() && !feed.hasMore()) {
        return invalidHeader(source, feed.position(), Text::tr("The header contains a NUL byte."));
    }
    if (!isParsed)
        return invalidHeader(source, qMax(feed.position(), begin + 1) - 1, sax.reason);
    return std::move(sax.header);
}

quint64 positionOfKey(const ByteSource &source, quint64 begin, quint64 end, const QString &key)
{
    HeaderFeed feed(source, begin, end);
    HeaderSax sax(feed, key);
    return parse(feed, sax) ? sax.wantedPosition : begin;
}

tl::unexpected<Error> invalidHeader(
    const ByteSource &source, quint64 position, const QString &reason)
{
    return fail(Code::InvalidHeader,
        Text::tr("%1 is not a valid safetensors file. At byte %2: %3 Download or write it again.")
            .arg(source.name(), text::count(position), reason));
}

QString shownKey(const QString &key)
{
    constexpr qsizetype longest = 200;
    return key.size() <= longest ? text::visible(key) : text::visible(key.first(longest)) + u'…';
}
