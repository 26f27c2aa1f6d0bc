// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/rules.h"
#include "tests/testutil.h"
#include "tests/widgets.h"
#include "views/plot.h"
#include "views/theme.h"
#include "views/tonedlabel.h"
#include "views/verdictbar.h"

#include <QApplication>
#include <QLabel>
#include <QPalette>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

constexpr double forText = 4.5; // WCAG 2.2, success criterion 1.4.3
constexpr double forSigns = 3; // success criterion 1.4.11
constexpr double toTellApart = 12; // CIE 1976 ΔE; about five times what is just noticed

using Vector = std::array<double, 3>;
using Matrix3 = std::array<Vector, 3>;

/// Linear RGB as it is seen without one kind of cone: Machado, Oliveira and Fernandes 2009,
/// severity 1.
struct Vision {
    const char *name;
    Matrix3 seen;
};
constexpr std::array visions{
    Vision{"all colours", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    Vision{"protanopia",
        {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}}}},
    Vision{"deuteranopia",
        {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}}}},
    Vision{"tritanopia",
        {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}}}},
};

Vector product(const Matrix3 &matrix, const Vector &vector)
{
    Vector result{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            result[row] += matrix[row][column] * vector[column];
    }
    return result;
}

Vector linear(const QColor &color)
{
    const auto channel = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return {channel(color.redF()), channel(color.greenF()), channel(color.blueF())};
}

/// CIELAB under D65.
Vector lab(const Vector &rgb)
{
    constexpr Matrix3 xyz{
        {{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
    const auto root = [](double share) {
        return share > 0.008856 ? std::cbrt(share) : 7.787 * share + 16.0 / 116;
    };
    const Vector seen = product(xyz, rgb);
    const double x = root(seen[0] / 0.95047);
    const double y = root(seen[1]);
    const double z = root(seen[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const QColor &a, const QColor &b, const Matrix3 &vision)
{
    const auto seen = [&](const QColor &color) {
        Vector rgb = product(vision, linear(color));
        for (double &channel : rgb)
            channel = std::clamp(channel, 0.0, 1.0);
        return lab(rgb);
    };
    const Vector one = seen(a);
    const Vector other = seen(b);
    return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/// What is behind the text of a row where a search has found something.
QColor marked(const QColor &background)
{
    const QColor mark = theme::markColor();
    const auto mix = [](int a, int b) { return theme::isDark() ? qMax(a, b) : qMin(a, b); };
    return {mix(background.red(), mark.red()), mix(background.green(), mark.green()),
        mix(background.blue(), mark.blue())};
}

struct Named {
    QString name;
    QColor color;
};

QList<Named> colorsOf(const QList<QPalette::ColorRole> &roles)
{
    QList<Named> colors;
    for (const QPalette::ColorRole role : roles) {
        colors += {QString::fromLatin1(QMetaEnum::fromType<QPalette::ColorRole>().valueToKey(role)),
            QApplication::palette().color(role)};
    }
    return colors;
}

QStringList tooPale(const QList<Named> &texts, const QList<Named> &backgrounds, double least)
{
    QStringList found;
    for (const Named &text : texts) {
        for (const Named &background : backgrounds) {
            const double contrast = theme::contrast(text.color, background.color);
            if (contrast < least) {
                found += u"%1 on %2: %3"_s.arg(text.name, background.name).arg(contrast, 0, 'f', 2);
            }
        }
    }
    return found;
}

} // namespace

class ContrastTest final : public QObject {
    Q_OBJECT

    std::shared_ptr<const Rules> m_rules = Rules::bundled();

    static void addSchemes()
    {
        QTest::addColumn<theme::Scheme>("scheme");
        QTest::newRow("light") << theme::Scheme::Light;
        QTest::newRow("dark") << theme::Scheme::Dark;
    }
    static void applyScheme()
    {
        QFETCH(const theme::Scheme, scheme);
        theme::apply(*qApp, scheme);
    }

private slots:
    void measuresAsTheStandardDoes()
    {
        QCOMPARE(theme::contrast(Qt::white, Qt::black), 21.0);
        // The examples of WCAG's understanding documents: #767676 passes on white, #777777 does
        // not.
        QVERIFY(theme::contrast(Qt::white, QColor(0x767676)) >= forText);
        QVERIFY(theme::contrast(Qt::white, QColor(0x777777)) < forText);
    }

    void textReadsWell_data() { addSchemes(); }
    void textReadsWell()
    {
        applyScheme();
        using P = QPalette;
        const QList<Named> plain = colorsOf({P::Window, P::Base, P::AlternateBase});
        QList<Named> rows = colorsOf({P::Base, P::AlternateBase});
        for (const Named &row : QList<Named>(rows))
            rows += {u"a search's mark on "_s + row.name, marked(row.color)};
        QStringList found =
            tooPale(colorsOf({P::WindowText, P::Text, P::PlaceholderText, P::Link, P::BrightText}),
                plain, forText);
        found += tooPale(colorsOf({P::ButtonText, P::PlaceholderText}),
            colorsOf({P::Button, P::AlternateBase}), forText);
        found += tooPale(colorsOf({P::ButtonText}), colorsOf({P::Midlight}), forText);
        found += tooPale(colorsOf({P::ToolTipText}), colorsOf({P::ToolTipBase}), forText);
        found += tooPale(colorsOf({P::Text}) + QList<Named>{{u"left out"_s, theme::dimmedText()}},
            rows, forText);
        // Chosen segments of a control have a link's colour.
        found +=
            tooPale(colorsOf({P::HighlightedText, P::Link}), colorsOf({P::Highlight}), forText);
        QCOMPARE(found.join(u'\n'), QString());
    }

    void statesReadWell_data() { addSchemes(); }
    void statesReadWell()
    {
        applyScheme();
        using P = QPalette;
        QStringList found;
        for (const auto &[name, tone] :
            {std::pair(u"good"_s, theme::goodTone()), std::pair(u"warning"_s, theme::warningTone()),
                std::pair(u"refused"_s, theme::refusedTone())}) {
            QList<Named> behind = colorsOf({P::Window, P::Base, P::AlternateBase, P::Highlight});
            behind += {u"its background"_s, tone.background};
            behind += {u"a search's mark"_s, marked(QApplication::palette().color(P::Base))};
            found += tooPale({{name, tone.text}}, behind, forText);
        }
        QCOMPARE(found.join(u'\n'), QString());
    }

    void primaryActionsReadWell()
    {
        // The two blues of the style sheet, under white.
        for (const char *blue : {"#2858c5", "#2150b8"}) {
            QVERIFY(qApp->styleSheet().contains(QLatin1String(blue)));
            QVERIFY(theme::contrast(Qt::white, QColor(blue)) >= forText);
        }
    }

    void bucketsStandOut_data() { addSchemes(); }
    void bucketsStandOut()
    {
        applyScheme();
        using P = QPalette;
        QStringList found;
        for (const Bucket &bucket : m_rules->buckets()) {
            const QColor color = theme::bucketColor(bucket);
            found += tooPale({{u"the letter of "_s + bucket.name, theme::textOn(color)}},
                {{u"its chip"_s, color}}, forText);
            // Left-out rows have the letter in the bucket's colour.
            found += tooPale({{u"the letter of left-out "_s + bucket.name, color}},
                colorsOf({P::Base}), forText);
            found += tooPale({{u"the chip of "_s + bucket.name, color}},
                colorsOf({P::Window, P::Base, P::AlternateBase, P::Highlight}), forSigns);
        }
        QCOMPARE(found.join(u'\n'), QString());
    }

    void bucketsDifferForEveryEye_data() { addSchemes(); }
    void bucketsDifferForEveryEye()
    {
        applyScheme();
        QStringList found;
        const std::vector<Bucket> &buckets = m_rules->buckets();
        for (const Vision &vision : visions) {
            for (std::size_t i = 0; i < buckets.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    const double apart = difference(theme::bucketColor(buckets[i]),
                        theme::bucketColor(buckets[j]), vision.seen);
                    if (apart < toTellApart) {
                        found +=
                            u"%1 and %2, %3: %4"_s
                                .arg(buckets[j].name, buckets[i].name, QLatin1String(vision.name))
                                .arg(apart, 0, 'f', 1);
                    }
                }
            }
        }
        QCOMPARE(found.join(u'\n'), QString());
    }

    void theVerdictFollowsTheTheme()
    {
        theme::apply(*qApp, theme::Scheme::Light);
        QWidget window;
        auto *bar = new VerdictBar(&window);
        Verdict verdict;
        verdict.sentence = u"Good."_s;
        bar->setVerdict(verdict);
        window.show();
        for (const auto scheme : {theme::Scheme::Dark, theme::Scheme::Light}) {
            theme::apply(*qApp, scheme);
            const auto *sentence = named<QLabel>(window, u"Verdict"_s);
            QTRY_COMPARE(sentence->palette().color(QPalette::WindowText), theme::goodTone().text);
            QCOMPARE(bar->palette().color(QPalette::Window), theme::goodTone().background);
        }
    }

    void aSentenceOfAStateFollowsTheTheme()
    {
        theme::apply(*qApp, theme::Scheme::Light);
        QWidget window;
        auto *label = new TonedLabel(u"Failed."_s, &window);
        label->setTone(theme::refusedTone);
        window.show();
        const QColor inLight = theme::refusedTone().text;
        QCOMPARE(label->palette().color(QPalette::WindowText), inLight);
        theme::apply(*qApp, theme::Scheme::Dark);
        QVERIFY(theme::refusedTone().text != inLight);
        QTRY_COMPARE(label->palette().color(QPalette::WindowText), theme::refusedTone().text);
        label->setTone(nullptr);
        QCOMPARE(label->palette().color(QPalette::WindowText),
            window.palette().color(QPalette::WindowText));
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void aPlotFollowsTheTheme()
    {
        theme::apply(*qApp, theme::Scheme::Light);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *parts = new QWidget;
        layout->addWidget(parts);
        auto *plot = new Plot(u"plot"_s, parts);
        plot->resize(100, 100);
        window.resize(200, 200);
        window.show();
        const auto background = [&] { return plot->grab().toImage().pixelColor(2, 2); };
        for (const auto scheme : {theme::Scheme::Dark, theme::Scheme::Light}) {
            theme::apply(*qApp, scheme);
            QTRY_COMPARE(background(), qApp->palette().color(QPalette::Base));
        }
    }

    void focusStandsOut_data() { addSchemes(); }
    void focusStandsOut()
    {
        applyScheme();
        using P = QPalette;
        QCOMPARE(tooPale(colorsOf({P::Link}), colorsOf({P::Window, P::Base, P::Button}), forSigns),
            QStringList());
    }
};

QTEST_MAIN(ContrastTest)
#include "tst_contrast.moc"
