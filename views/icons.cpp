// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QLabel>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace {

QColor paletteColor(QIcon::Mode mode)
{
    const QPalette palette = QApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    case QIcon::Selected:
        return palette.color(QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        return palette.color(QPalette::ButtonText);
    }
    Q_UNREACHABLE();
}

/// Coloured when it is painted, so that a theme needs to tell nobody.
class Engine final : public QIconEngine {
public:
    Engine(QByteArray svg, const QColor &color) : m_svg(std::move(svg)), m_color(color) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const bool hasOwnColor = m_color.isValid() && mode != QIcon::Disabled;
        const QColor color = hasOwnColor ? m_color : paletteColor(mode);
        QSvgRenderer renderer(QByteArray(m_svg).replace("currentColor", color.name().toLatin1()));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new Engine(*this); }

private:
    QByteArray m_svg;
    QColor m_color;
};

} // namespace

QIcon icons::icon(const QString &name, const QColor &color)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? QIcon(new Engine(file.readAll(), color)) : QIcon();
}

void icons::show(QLabel &label, const QString &name)
{
    const int side = label.fontMetrics().height();
    label.setPixmap(icon(name, label.palette().color(label.foregroundRole()))
                        .pixmap(QSize(side, side), label.devicePixelRatioF()));
}
