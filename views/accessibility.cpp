// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accessibility.h"

#include "views/heatmapview.h"
#include "views/histogramplot.h"
#include "views/overviewpage.h"
#include "views/pairmap.h"
#include "views/plot.h"
#include "views/profileplot.h"
#include "views/segmentedcontrol.h"
#include "views/splitbar.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QLabel>
#include <QTextDocumentFragment>

namespace {

class DescribedInterface final : public QAccessibleWidget {
public:
    using QAccessibleWidget::QAccessibleWidget;

    [[nodiscard]] QString text(QAccessible::Text which) const override
    {
        return QAccessibleWidget::text(
            which == QAccessible::Value ? QAccessible::Description : which);
    }
};

/// A label whose fixed name, given before its first text, would hide what it says.
class NamedLabelInterface final : public QAccessibleWidget {
public:
    explicit NamedLabelInterface(QLabel *label)
        : QAccessibleWidget(label, QAccessible::StaticText), m_label(label)
    {
    }

    [[nodiscard]] QString text(QAccessible::Text which) const override
    {
        if (which != QAccessible::Value && which != QAccessible::Description)
            return QAccessibleWidget::text(which);
        const QString text = m_label->text();
        return m_label->textFormat() == Qt::RichText
            ? QTextDocumentFragment::fromHtml(text).toPlainText()
            : text;
    }

private:
    QLabel *m_label; // which outlives its interface
};

QAccessibleInterface *interfaceOf(const QString &className, QObject *object)
{
    if (auto *label = qobject_cast<QLabel *>(object); label && !label->accessibleName().isEmpty())
        return new NamedLabelInterface(label);
    static const auto name = [](const QMetaObject &type) {
        return QString::fromLatin1(type.className());
    };
    static const QHash<QString, QAccessible::Role> roles{
        {name(PairMap::staticMetaObject), QAccessible::Chart},
        {name(HeatmapView::staticMetaObject), QAccessible::Chart},
        {name(Plot::staticMetaObject), QAccessible::Chart},
        {name(SplitBar::staticMetaObject), QAccessible::Chart},
        {name(HistogramPlot::staticMetaObject), QAccessible::Grouping},
        {name(ProfilePlot::staticMetaObject), QAccessible::Grouping},
        {name(OverviewPage::staticMetaObject), QAccessible::Pane},
        {name(SegmentedControl::staticMetaObject), QAccessible::Grouping}};
    const auto role = roles.find(className);
    auto *widget = qobject_cast<QWidget *>(object);
    return role == roles.end() || !widget ? nullptr : new DescribedInterface(widget, *role);
}

} // namespace

void accessibility::describeWidgets()
{
    QAccessible::installFactory(interfaceOf);
}
