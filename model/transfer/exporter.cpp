// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/exporter.h"

#include "model/transfer/copier.h"
#include "model/transfer/exportlayout.h"
#include "model/transfer/publication.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

/// Where `path` leads in the end: a symbolic link as destination keeps being one.
QString throughLinks(const QString &path)
{
    std::filesystem::path at(QFile::encodeName(path).toStdString());
    constexpr int longestChain = 40; // the kernel's own limit
    for (int i = 0; i < longestChain; ++i) {
        std::error_code error;
        const std::filesystem::path next = std::filesystem::read_symlink(at, error);
        if (error)
            break;
        at = at.parent_path() / next;
    }
    return QFile::decodeName(QByteArray::fromStdString(at.string()));
}

/// One run of exportCheckpoint().
class Export final {
public:
    Export(const Inventory &inventory, const ConversionPlan &plan, const ExportOptions &options,
        Progress &progress, System &system)
        : m_inventory(inventory), m_plan(plan), m_options(options), m_progress(progress),
          m_system(system)
    {
    }

    Result<Receipt> run();

private:
    Result<void> refuseBadPlan() const;
    Result<void> layOutFiles();
    Result<void> openFolder();
    Result<void> checkDestination();
    Result<void> checkSpace() const;
    Result<void> writeFiles();
    Result<void> writeFile(const OutputFile &file, Meter &meter, Copier &copier);
    Result<void> checkSources() const;
    bool isSource(const struct stat &state) const;
    QStringList earlierFiles() const;

    const Inventory &m_inventory;
    const ConversionPlan &m_plan;
    const ExportOptions &m_options;
    Progress &m_progress;
    System &m_system;
    ExportLayout m_layout;
    std::unique_ptr<Folder> m_folder;
    TemporaryFiles m_files; ///< after the folder, which they need until they are gone
    Receipt m_receipt;
};

Result<Receipt> Export::run()
{
    QElapsedTimer clock;
    clock.start();
    return refuseBadPlan()
        .and_then([&] { return layOutFiles(); })
        .and_then([&] { return checkSources(); })
        .and_then([&] { return openFolder(); })
        .and_then([&] { return checkDestination(); })
        .and_then([&] { return checkSpace(); })
        .and_then([&] { return writeFiles(); })
        .and_then([&] {
            // Another export may have been faster: look again, now that no other can come between.
            m_folder->lock();
            return checkDestination();
        })
        .and_then([&] { return publish(m_system, *m_folder, m_files, earlierFiles()); })
        .map([&] {
            m_folder->keep();
            m_receipt.milliseconds = clock.elapsed();
            return m_receipt;
        });
}

Result<void> Export::writeFile(const OutputFile &file, Meter &meter, Copier &copier)
{
    const auto stretches = stretchesOf(*m_inventory.checkpoint, file);
    std::optional<Checksums> checksums;
    if (m_options.verify || m_options.checksums)
        checksums.emplace(file.tensors);
    TemporaryFile &to =
        *m_files.emplace_back(std::make_unique<TemporaryFile>(m_system, *m_folder, file.name));

    return to.create(true)
        .and_then([&] { return to.reserve(file.bytes()); })
        .and_then([&] {
            return copier.copy(file.head, stretches, to, checksums ? &*checksums : nullptr);
        })
        .and_then([&] { return checkSources(); })
        .and_then([&] { return to.sync(); })
        .and_then([&]() -> Result<void> {
            return m_options.verify ? copier.verify(file, to, checksums->values()) : meter.add(0);
        })
        .and_then([&] { return to.giveName(); })
        .and_then([&] { return to.close(); })
        .map([&] {
            ExportedFile exported{
                m_layout.isFolder ? m_folder->pathOf(file.name) : m_options.destination,
                std::ssize(file.tensors), file.bytes(), {}};
            for (std::size_t i = 0; i < file.tensors.size(); ++i) {
                exported.contents.append({file.tensors[i].key, file.tensors[i].bytes,
                    checksums ? std::optional(checksums->values()[i]) : std::nullopt});
            }
            m_receipt.files.append(exported);
        });
}

Result<void> Export::writeFiles()
{
    quint64 total = 0;
    for (const OutputFile &file : m_layout.files)
        total += file.dataBytes + (m_options.verify ? file.bytes() : 0);
    Meter meter(m_progress, total);
    Copier copier(m_system, meter);
    for (const OutputFile &file : m_layout.files) {
        if (const auto done = writeFile(file, meter, copier); !done)
            return done;
    }
    if (m_options.verify)
        m_receipt.verified = true;
    return {};
}

Result<void> Export::refuseBadPlan() const
{
    if (!m_plan.isRefused())
        return {};
    return fail(m_plan.errors.front().code, m_plan.errors.front().message);
}

Result<void> Export::layOutFiles()
{
    return layOut(m_inventory, m_plan, m_options.maxShardBytes).map([&](ExportLayout &&layout) {
        m_layout = std::move(layout);
    });
}

Result<void> Export::openFolder()
{
    if (m_layout.isFolder) {
        return Folder::openOrMake(m_system, m_options.destination).map([&](auto &&folder) {
            m_folder = std::move(folder);
        });
    }
    const QFileInfo target(throughLinks(m_options.destination));
    m_layout.files.front().name = target.fileName();
    if (target.fileName().isEmpty() || target.isDir()) {
        return fail(Code::CannotWrite,
            Text::tr("%1 is a folder: name the file to write in it.").arg(m_options.destination));
    }
    return Folder::open(m_system, target.path()).map([&](auto &&folder) {
        m_folder = std::move(folder);
    });
}

/// What the export would replace or remove.
QStringList Export::earlierFiles() const
{
    if (!m_layout.isFolder) {
        const QString &name = m_layout.files.front().name;
        return m_folder->state(name) ? QStringList{name} : QStringList{};
    }
    static const QRegularExpression written(
        u"\\Amodel(-\\d+-of-\\d+)?\\.safetensors(\\.index\\.json)?\\z"_s);
    return m_folder->names().filter(written);
}

bool Export::isSource(const struct stat &state) const
{
    const Checkpoint &checkpoint = *m_inventory.checkpoint;
    const auto isSame = [&](quint64 device, quint64 inode) {
        return state.st_dev == device && state.st_ino == inode;
    };
    struct stat opened { };
    if (m_system.stat(AT_FDCWD, QFile::encodeName(checkpoint.path).constData(), &opened) == 0
        && isSame(opened.st_dev, opened.st_ino))
        return true; // the index, or the folder of a sharded source
    return std::ranges::any_of(checkpoint.files, [&](const CheckpointFile &file) {
        const FileIdentity identity = file.source->identity();
        return isSame(identity.device, identity.inode);
    });
}

Result<void> Export::checkDestination()
{
    const auto sameFile = [&](const QString &path) {
        return fail(Code::SameFile,
            Text::tr("%1 is part of the checkpoint that is being converted. Choose another "
                     "destination.")
                .arg(path));
    };
    struct stat folder { };
    if (m_inventory.checkpoint->isSharded && m_system.fstat(m_folder->descriptor(), &folder) == 0
        && isSource(folder))
        return sameFile(m_folder->path());

    for (const QString &name : earlierFiles()) {
        const auto state = m_folder->state(name);
        if (state && isSource(*state))
            return sameFile(m_folder->pathOf(name));
        if (state && !S_ISREG(state->st_mode)) {
            return fail(Code::CannotWrite,
                Text::tr("%1 is not a regular file, so it is not replaced. Choose another "
                         "destination.")
                    .arg(m_folder->pathOf(name)));
        }
        if (!m_options.overwrite) {
            return fail(Code::Exists,
                Text::tr("%1 exists already. Choose another name, or allow to overwrite it.")
                    .arg(m_folder->pathOf(name)));
        }
    }
    return {};
}

Result<void> Export::checkSpace() const
{
    quint64 needed = 0;
    for (const OutputFile &file : m_layout.files)
        needed += file.bytes();
    return m_folder->checkSpace(needed);
}

Result<void> Export::checkSources() const
{
    for (const CheckpointFile &file : m_inventory.checkpoint->files) {
        if (file.isSidecar)
            continue;
        const auto now = file.source->currentIdentity();
        if (!now)
            return tl::unexpected(now.error());
        if (*now != file.source->identity()) {
            return fail(Code::SourceChanged,
                Text::tr("%1 was changed by another program after it was opened. Open it again.")
                    .arg(file.path));
        }
    }
    return {};
}

} // namespace

Result<QStringList> outputPaths(
    const Inventory &inventory, const ConversionPlan &plan, const ExportOptions &options)
{
    if (plan.isRefused())
        return fail(plan.errors.front().code, plan.errors.front().message);
    QStringList paths;
    for (const QString &name : outputNames(inventory, plan, options.maxShardBytes)) {
        paths += name.isNull() ? options.destination : QDir(options.destination).filePath(name);
    }
    return paths;
}

Result<Receipt> exportCheckpoint(const Inventory &inventory, const ConversionPlan &plan,
    const ExportOptions &options, Progress &progress, System &system)
{
    return Export(inventory, plan, options, progress, system).run();
}
