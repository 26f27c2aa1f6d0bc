// SPDX-License-Identifier: GPL-3.0-or-later
//
// rendericon SVG SIZE PNG: the picture as a square of that many pixels. The build calls it.
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

int main(int argc, char *argv[])
{
    if (argc != 4)
        return 2;
    QSvgRenderer renderer(QString::fromLocal8Bit(argv[1]));
    const int size = QByteArray(argv[2]).toInt();
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    return renderer.isValid() && image.save(QString::fromLocal8Bit(argv[3]), "PNG") ? 0 : 1;
}
