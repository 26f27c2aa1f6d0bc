// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>

/// `utf8` as a QString, never null. Unlike QString::fromUtf8 it keeps U+FEFF at the beginning,
/// which a key may have.
[[nodiscard]] QString fromUtf8(QByteArrayView utf8);

/// A text that does not change, in UTF-8 and in the least memory: a pointer to one block. For the
/// keys of a checkpoint, of which there may be a million; as a QString each takes more than twice
/// as much.
class CompactString final {
public:
    CompactString() = default;
    /// `utf8` has less than 2^32 bytes.
    explicit CompactString(QByteArrayView utf8);
    /// `text` is valid Unicode, without lone surrogates.
    CompactString(const QString &text) : CompactString(QByteArrayView(text.toUtf8())) { }
    CompactString(const CompactString &other) : CompactString(other.utf8()) { }
    CompactString(CompactString &&) noexcept = default;
    CompactString &operator=(const CompactString &other) { return *this = CompactString(other); }
    CompactString &operator=(CompactString &&) noexcept = default;
    ~CompactString() = default;

    [[nodiscard]] bool isEmpty() const { return !m_block; }
    /// Valid until this is assigned to or destroyed; moving this keeps it valid.
    [[nodiscard]] QByteArrayView utf8() const;
    operator QByteArrayView() const { return utf8(); }
    [[nodiscard]] QString toString() const { return fromUtf8(utf8()); }
    [[nodiscard]] std::string toStdString() const
    {
        return std::string(utf8().data(), std::size_t(utf8().size()));
    }

    friend bool operator==(const CompactString &a, const CompactString &b)
    {
        return a.utf8() == b.utf8();
    }

private:
    std::unique_ptr<char[]> m_block; ///< the length in 4 bytes, then the text; null where empty
};
