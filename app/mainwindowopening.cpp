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
#include <QInputDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QRegularExpression>
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
    m_changed->hide();
    reopen(m_session.source());
}

void MainWindow::reopen(const Source &source)
{
    const auto &tensors = m_session.inventory()->checkpoint->tensors;
    m_wantedKey =
        m_tensor < 0 ? QString() : tensors[static_cast<std::size_t>(m_tensor)].key.toString();
    m_session.reopen(source);
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
    m_wantsOther = true;
    m_session.compareWith(path);
}

void MainWindow::chooseDonor()
{
    const QString path = chooseOther(tr("Take missing keys from a checkpoint"));
    if (path.isEmpty())
        return;
    Source source = m_session.source();
    source.donor = path;
    reopen(source);
}

void MainWindow::solve(const Problem &problem)
{
    ConversionOptions options = m_session.options();
    Source source = m_session.source();
    switch (problem.code) {
    case Code::Prefix:
        source.prefix = problem.prefix;
        reopen(source);
        return;
    case Code::MissingKeys:
    case Code::NoGen:
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
    // Another checkpoint may be opened while the dialog asks.
    const std::shared_ptr<const Checkpoint> checkpoint = m_session.inventory()->checkpoint;
    const QString key = checkpoint->tensors[static_cast<std::size_t>(tensor)].key.toString();
    // A key is never used as a path: only letters, digits, points and lines of it are proposed.
    static const QRegularExpression unsafe(u"[^A-Za-z0-9._-]"_s);
    const QString name = QString(key).replace(unsafe, u"_"_s).right(100);
    const QList<std::pair<QString, QString>> formats{{tr("NumPy (*.npy)"), u".npy"_s},
        {tr("Comma-separated values (*.csv)"), u".csv"_s}, {tr("Its bytes (*.bin)"), u".bin"_s}};
    QStringList filters;
    for (const auto &[filter, suffix] : formats)
        filters += filter;
    QString filter = filters.first();
    QString path = QFileDialog::getSaveFileName(this, tr("Save tensor"),
        QDir(m_settings.value("exportFolder").toString()).filePath(name + u".npy"_s),
        filters.join(u";;"_s), &filter);
    if (path.isEmpty())
        return;
    // Names of tensors have points, so that what follows the last one need not be a format.
    const bool hasFormat = std::ranges::any_of(
        formats, [&](const auto &format) { return path.endsWith(format.second); });
    if (!hasFormat) {
        path += formats[qMax<qsizetype>(0, filters.indexOf(filter))].second;
        if (QFileInfo::exists(path)
            && QMessageBox::question(
                   this, tr("Save tensor"), tr("%1 exists already. Replace it?").arg(path))
                != QMessageBox::Yes)
            return;
    }
    QString slice;
    if (path.endsWith(".csv"_L1)) {
        bool isChosen = false;
        slice = QInputDialog::getText(this, tr("Save tensor"),
            tr("The part to write, as in Python, for instance 0:10, :5. Empty: all of it."),
            QLineEdit::Normal, {}, &isChosen);
        if (!isChosen)
            return;
    }
    m_settings.setValue("exportFolder", QFileInfo(path).absolutePath());
    m_session.saveTensor(checkpoint, tensor, path, slice);
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
