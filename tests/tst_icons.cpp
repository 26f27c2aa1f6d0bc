// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testutil.h"
#include "views/icons.h"
#include "views/theme.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QPalette>

#include <algorithm>

namespace {

constexpr int side = 64;

/// The strongest colour of an icon's picture; invalid where it is empty.
QColor colorIn(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
{
    const QImage image = icon.pixmap(QSize(side, side), mode).toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) == 255)
                return image.pixelColor(x, y);
        }
    }
    return {};
}

} // namespace

class IconsTest final : public QObject {
    Q_OBJECT

private slots:
    void everyFileDraws()
    {
        const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(files.size() >= 10);
        for (const QString &file : files)
            QVERIFY2(colorIn(icons::icon(file.chopped(4))).isValid(), qPrintable(file));
    }

    void followTheTheme()
    {
        const QIcon icon = icons::icon(u"open"_s); // made once, as a menu does
        for (const auto scheme : {theme::Scheme::Light, theme::Scheme::Dark}) {
            theme::apply(*qApp, scheme);
            const QPalette palette = QApplication::palette();
            QCOMPARE(colorIn(icon), palette.color(QPalette::ButtonText));
            QCOMPARE(colorIn(icon, QIcon::Selected), palette.color(QPalette::HighlightedText));
            QCOMPARE(colorIn(icon, QIcon::Disabled),
                palette.color(QPalette::Disabled, QPalette::ButtonText));
        }
    }

    void canHaveAColorOfTheirOwn()
    {
        QCOMPARE(colorIn(icons::icon(u"export"_s, Qt::white)), QColor(Qt::white));
    }

    void areAsHighAsTheTextOfALabel()
    {
        QLabel label;
        icons::show(label, u"error"_s);
        QCOMPARE(label.pixmap().deviceIndependentSize().height(), label.fontMetrics().height());
        const int before = label.fontMetrics().height();
        QFont large = label.font();
        large.setPointSizeF(large.pointSizeF() * 2);
        label.setFont(large);
        icons::show(label, u"error"_s);
        QVERIFY(label.pixmap().deviceIndependentSize().height() > 1.8 * before);
    }

    void haveNothingToShowForAnUnknownName() { QVERIFY(icons::icon(u"no such"_s).isNull()); }
};

QTEST_MAIN(IconsTest)
#include "tst_icons.moc"
