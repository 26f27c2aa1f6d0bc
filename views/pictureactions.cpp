// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pictureactions.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(PictureActions)
};

} // namespace

void addPictureActions(QMenu &menu, QWidget *widget, const QString &name)
{
    QObject::connect(menu.addAction(Text::tr("&Copy picture")), &QAction::triggered, widget,
        [widget] { QApplication::clipboard()->setPixmap(widget->grab()); });
    QObject::connect(menu.addAction(Text::tr("&Save picture…")), &QAction::triggered, widget,
        [widget, name] { savePicture(widget, name); });
}

void savePicture(QWidget *widget, const QString &name)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    const QString path = QFileDialog::getSaveFileName(widget, Text::tr("Save picture"),
        folder + u'/' + name + u".png"_s, Text::tr("Pictures (*.png)"));
    if (!path.isEmpty() && !widget->grab().save(path, "PNG")) {
        QMessageBox::warning(widget, Text::tr("Save picture"),
            Text::tr("The picture could not be written to \"%1\". Choose another place.")
                .arg(path));
    }
}
