// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindow.h"
#include "app/target.h"
#include "views/conversionpage.h"
#include "views/messagebar.h"
#include "views/undgenpage.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTabWidget>

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
    m_session.reopen(m_session.source());
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

QString MainWindow::chooseOther(const QString &title)
{
    return QFileDialog::getOpenFileName(this, title, m_settings.value("folder").toString(),
        tr("Checkpoints (*.safetensors *.index.json);;All files (*)"));
}

void MainWindow::compareWithOther()
{
    const QString path = chooseOther(tr("Compare with a checkpoint"));
    if (path.isEmpty())
        return;
    m_session.compareWith(path);
    m_pages->setCurrentWidget(m_undGen);
}

void MainWindow::chooseDonor()
{
    const QString path = chooseOther(tr("Take missing keys from a checkpoint"));
    if (path.isEmpty())
        return;
    Source source = m_session.source();
    source.donor = path;
    m_session.reopen(source);
}

void MainWindow::solve(const Problem &problem)
{
    ConversionOptions options = m_session.options();
    Source source = m_session.source();
    switch (problem.code) {
    case Code::Prefix:
        source.prefix = problem.prefix;
        m_session.reopen(source);
        return;
    case Code::MissingKeys:
        chooseDonor();
        return;
    case Code::PatchEmbeddingLayout:
        options.patchLayout = PatchLayout::Linear;
        break;
    case Code::PositionTable:
        options.dropPositionTables = true;
        break;
    default:
        return;
    }
    chooseOptions(options);
    m_pages->setCurrentWidget(m_conversion);
}

void MainWindow::saveTensor(qsizetype tensor)
{
    const TensorInfo &info =
        m_session.inventory()->checkpoint->tensors[static_cast<std::size_t>(tensor)];
    // A key is never used as a path: only letters, digits, points and lines of it are proposed.
    static const QRegularExpression unsafe(u"[^A-Za-z0-9._-]"_s);
    const QString name = QString(info.key).replace(unsafe, u"_"_s).right(100);
    const QString npy = tr("NumPy (*.npy)");
    const QString csv = tr("Comma-separated values (*.csv)");
    QString filter = npy;
    QString path = QFileDialog::getSaveFileName(this, tr("Save tensor"),
        QDir(m_settings.value("exportFolder").toString()).filePath(name + u".npy"_s),
        QStringList{npy, csv, tr("Its bytes (*.bin)")}.join(u";;"_s), &filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += filter == npy ? u".npy"_s : filter == csv ? u".csv"_s : u".bin"_s;
    m_settings.setValue("exportFolder", QFileInfo(path).absolutePath());
    m_session.saveTensor(tensor, path);
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
