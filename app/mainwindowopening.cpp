// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"
#include "app/target.h"
#include "views/messagebar.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

void MainWindow::open(const QString &text)
{
    const Target target = targetOf(text);
    m_wantedKey = target.key;
    m_session.open(target.path, m_recent.choices(target.path));
}

void MainWindow::openInNewWindow(const QString &target)
{
    auto *window = new MainWindow(m_session.rules());
    window->setAttribute(Qt::WA_DeleteOnClose);
    constexpr int step = 30; // so that it does not hide the one behind
    window->move(pos() + QPoint(step, step));
    window->show();
    if (!target.isEmpty())
        window->open(target);
}

void MainWindow::openFromMenu(const QString &path)
{
    if (QApplication::keyboardModifiers() & Qt::ControlModifier)
        openInNewWindow(path);
    else
        open(path);
}

void MainWindow::openPasted()
{
    const QString text = QApplication::clipboard()->text().trimmed();
    const QStringList lines = text.split(u'\n');
    if (text.isEmpty() || !QFileInfo::exists(targetOf(lines.first()).path)) {
        m_error->showMessage(tr("The clipboard holds no path of a file or a folder."));
        return;
    }
    open(lines.first());
}

void MainWindow::reload()
{
    const auto &tensors = m_session.inventory()->checkpoint->tensors;
    m_wantedKey = m_tensor < 0 ? QString() : tensors[static_cast<std::size_t>(m_tensor)].key;
    m_changed->hide();
    m_session.open(m_session.inventory()->checkpoint->path, m_session.options());
}

void MainWindow::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a checkpoint"),
        m_settings.value("folder").toString(),
        tr("Checkpoints (*.safetensors *.index.json);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

void MainWindow::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(
        this, tr("Open a checkpoint's folder"), m_settings.value("folder").toString());
    if (!path.isEmpty())
        open(path);
}

void MainWindow::openDemo()
{
    m_wantedKey.clear();
    m_session.openDemo(
        QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/demo"_s);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (std::ranges::any_of(urls, &QUrl::isLocalFile))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    bool isFirst = true;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (!url.isLocalFile())
            continue;
        if (std::exchange(isFirst, false))
            open(url.toLocalFile());
        else
            openInNewWindow(url.toLocalFile());
    }
}
