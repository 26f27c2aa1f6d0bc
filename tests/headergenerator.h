// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <random>

/// Makes small safetensors files that are valid, or nearly so, or broken in one of the ways that
/// readers disagree about. The same seed gives the same files everywhere.
class HeaderGenerator final {
public:
    explicit HeaderGenerator(quint32 seed) : m_random(seed) { }

    /// The next file. Its data counts 0, 1, 2 … 255, 0 …, so that its bytes tell their offset.
    [[nodiscard]] QByteArray next();

private:
    int number(int below);
    bool oneIn(int chances) { return number(chances) == 0; }
    QByteArray oneOf(const QList<QByteArray> &choices);

    QByteArray space();
    QByteArray string();
    QByteArray value(int depth);
    QByteArray metadata();
    QByteArray tensor();
    QByteArray list(const QList<QByteArray> &values, char open, char close);
    QByteArray header();
    void damage(QByteArray &bytes);

    std::mt19937 m_random;
    quint64 m_dataBytes = 0;
};
