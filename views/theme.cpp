// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

bool dark = false;

QPalette paletteFor(bool isDark)
{
    const auto color = [&](const char *light, const char *darkName) {
        return QColor(QLatin1String(isDark ? darkName : light));
    };
    QPalette palette;
    palette.setColor(QPalette::Window, color("#f3f3f6", "#1d1e23"));
    palette.setColor(QPalette::WindowText, color("#1b1b1f", "#e9e9ee"));
    palette.setColor(QPalette::Base, color("#ffffff", "#26272d"));
    palette.setColor(QPalette::AlternateBase, color("#f7f7fa", "#2b2c33"));
    palette.setColor(QPalette::Text, color("#1b1b1f", "#e9e9ee"));
    palette.setColor(QPalette::PlaceholderText, color("#63636e", "#a8a8b5"));
    palette.setColor(QPalette::Button, color("#ffffff", "#303138"));
    palette.setColor(QPalette::ButtonText, color("#1b1b1f", "#e9e9ee"));
    palette.setColor(QPalette::BrightText, color("#b3261e", "#ff8a80"));
    palette.setColor(QPalette::Highlight, color("#dbe5ff", "#34497c"));
    palette.setColor(QPalette::HighlightedText, color("#1b1b1f", "#ffffff"));
    palette.setColor(QPalette::Link, color("#1f4fb8", "#9fbeff"));
    palette.setColor(QPalette::LinkVisited, color("#1f4fb8", "#9fbeff"));
    palette.setColor(QPalette::ToolTipBase, color("#ffffff", "#34353d"));
    palette.setColor(QPalette::ToolTipText, color("#1b1b1f", "#e9e9ee"));
    palette.setColor(QPalette::Mid, color("#d5d6de", "#43444d"));
    palette.setColor(QPalette::Midlight, color("#e7e8ee", "#37383f"));
    palette.setColor(QPalette::Light, color("#ffffff", "#3a3b43"));
    palette.setColor(QPalette::Dark, color("#b9bac4", "#101114"));
    palette.setColor(QPalette::Shadow, color("#8c8d97", "#000000"));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color("#a0a1ab", "#6d6e78"));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color("#e7e8ee", "#37383f"));
    return palette;
}

/// One sheet for both schemes: it names palette roles only, but for the primary action's blue.
QString styleSheet()
{
    return uR"(
QToolBar { background: palette(base); border: none; border-bottom: 1px solid palette(mid); spacing: 8px; padding: 7px 10px; }
QToolBar QLabel { color: palette(placeholder-text); }
QPushButton, QToolButton { background: palette(button); border: 1px solid palette(mid); border-radius: 5px; padding: 4px 10px; }
QPushButton:hover, QToolButton:hover { background: palette(alternate-base); }
QPushButton:pressed, QToolButton:pressed { background: palette(midlight); }
QPushButton:focus, QToolButton:focus, QLineEdit:focus { border: 1px solid palette(link); }
QPushButton:disabled, QToolButton:disabled { color: palette(mid); }
QPushButton[primary="true"] { background: #2858c5; border-color: #2858c5; color: white; padding: 5px 14px; font-weight: 600; }
QPushButton[primary="true"]:hover { background: #2150b8; }
QPushButton[primary="true"]:focus { border: 1px solid palette(text); }
QPushButton[primary="true"]:disabled { background: palette(mid); border-color: palette(mid); color: palette(placeholder-text); }
QTabBar QToolButton, QToolBarExtension { padding: 0; }
QToolButton[flat="true"], QPushButton[flat="true"] { background: transparent; border-color: transparent; padding: 3px 6px; }
QToolButton[flat="true"]:hover, QPushButton[flat="true"]:hover { background: palette(midlight); }
QToolButton[flat="true"]:focus, QPushButton[flat="true"]:focus { border-color: palette(link); }
QToolButton[popupMode="1"] { padding-right: 22px; }
QToolButton::menu-button { border: none; width: 18px; }
QToolButton::menu-indicator { subcontrol-position: right center; right: 5px; width: 8px; }
*[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; border-right: none; }
*[segment="middle"] { border-radius: 0; border-right: none; }
*[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }
*[segment]:checked { background: palette(highlight); color: palette(link); font-weight: 600; }
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox { background: palette(base); border: 1px solid palette(mid); border-radius: 5px; padding: 4px 6px; }
QTreeView, QTableView { background: palette(base); border: none; outline: none; }
QHeaderView { background: palette(base); }
QHeaderView::section { background: palette(base); border: none; border-bottom: 1px solid palette(mid); padding: 5px 6px; color: palette(placeholder-text); }
QTabWidget { background: palette(base); }
QHeaderView::section:vertical { border-bottom: none; border-right: 1px solid palette(mid); padding: 0 6px; }
QTableCornerButton::section { background: palette(base); border: none; border-bottom: 1px solid palette(mid); border-right: 1px solid palette(mid); }
QTabWidget::pane { border: none; border-top: 1px solid palette(mid); background: palette(window); }
QTabBar { background: palette(base); }
QTabBar::tab { padding: 9px 16px 7px 16px; background: palette(base); border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: palette(link); border-bottom: 2px solid palette(link); font-weight: 600; }
QTabBar::tab:focus { text-decoration: underline; }
QSplitter::handle { background: palette(mid); }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QFrame[card="true"] { background: palette(base); border: 1px solid palette(mid); border-radius: 6px; }
QProgressBar { background: palette(midlight); border: none; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: #2858c5; border-radius: 4px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { color: palette(tool-tip-text); background: palette(tool-tip-base); border: 1px solid palette(mid); padding: 4px; }
)"_s;
}

double luminance(const QColor &color)
{
    const auto channel = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

} // namespace

namespace theme {

void apply(QApplication &application, Scheme scheme)
{
    static const bool systemIsDark = luminance(QPalette().color(QPalette::Window)) < 0.2;
    dark = scheme == Scheme::Dark || (scheme == Scheme::System && systemIsDark);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(paletteFor(dark));
    application.setStyleSheet(styleSheet());
}

bool isDark()
{
    return dark;
}

QColor bucketColor(const Bucket &bucket)
{
    return QColor(dark ? bucket.darkColor : bucket.lightColor);
}

QColor textOn(const QColor &background)
{
    return contrast(background, Qt::white) >= contrast(background, Qt::black) ? Qt::white
                                                                              : Qt::black;
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

Tone goodTone()
{
    return dark ? Tone{QColor(0xb7e4c0), QColor(0x1f3526)}
                : Tone{QColor(0x1e4d2b), QColor(0xe8f5eb)};
}

Tone warningTone()
{
    return dark ? Tone{QColor(0xf5d58a), QColor(0x3a3018)}
                : Tone{QColor(0x6b4700), QColor(0xfdf3dc)};
}

Tone refusedTone()
{
    return dark ? Tone{QColor(0xffb4ab), QColor(0x45211e)}
                : Tone{QColor(0x8c1d18), QColor(0xfdeceb)};
}

QColor markColor()
{
    return dark ? QColor(0x4a3a00) : QColor(0xffe08a);
}

QColor dimmedText()
{
    return QApplication::palette().color(QPalette::PlaceholderText);
}

} // namespace theme
