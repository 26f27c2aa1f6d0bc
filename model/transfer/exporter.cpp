// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/exporter.h"

#include "model/transfer/copier.h"
#include "model/transfer/destination.h"
#include "model/transfer/filesizesignal.h"
#include "model/transfer/publication.h"
#include "model/transfer/sharing.h"
#include "model/transfer/sidecars.h"
#include "model/transfer/verifier.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <utility>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

Result<void> refuseBadPlan(const ConversionPlan &plan)
{
    if (!plan.isRefused())
        return {};
    return fail(plan.errors.front().code, plan.errors.front().message);
}

/// The folder that is written into.
QString folderOf(bool isFolder, const ExportOptions &options)
{
    return isFolder ? options.destination : QFileInfo(options.destination).path();
}

QStringList sidecars(const Checkpoint &source, bool isFolder, const ExportOptions &options)
{
    return options.withSidecars ? sidecarNames(source, folderOf(isFolder, options)) : QStringList();
}

/// Room that shared blocks do not need would be given back only when they are shared.
Result<void> reserve(const OutputFile &file, TemporaryFile &to)
{
    return bytesToWrite(file) == file.bytes() ? to.reserve(file.bytes()) : Result<void>();
}

/// One run of exportCheckpoint().
class Export final {
public:
    Export(const Inventory &inventory, const ConversionPlan &plan, const ExportOptions &options,
        Progress &progress, System &system)
        : m_inventory(inventory), m_source(*inventory.checkpoint), m_plan(plan), m_options(options),
          m_progress(progress), m_system(system)
    {
    }

    Result<Receipt> run();

private:
    Result<void> layOutFiles();
    Result<void> openDestination();
    Result<void> checkDestination();
    Result<void> shareWhatCanBe();
    Result<void> checkSpace();
    Result<void> writeFiles();
    Result<void> writeFile(OutputFile file, Channel &channel);
    Result<void> checkSources() const;
    Result<void> lookAgain();
    Result<void> putInPlace();
    void addToReceipt(OutputFile &&file, const std::optional<Checksums> &checksums);

    const Inventory &m_inventory;
    const Checkpoint &m_source;
    const ConversionPlan &m_plan;
    const ExportOptions &m_options;
    Progress &m_progress;
    System &m_system;
    ExportLayout m_layout;
    QStringList m_copies; ///< names of the files among them that are copied as they are
    std::optional<Destination> m_destination;
    QStringList m_earlier; ///< files in the destination that will be replaced or removed
    Abilities m_abilities;
    TemporaryFiles m_files; ///< go before the destination's folder
    Receipt m_receipt;
};

Result<Receipt> Export::run()
{
    QElapsedTimer clock;
    clock.start();
    return refuseBadPlan(m_plan)
        .and_then([&] { return layOutFiles(); })
        .and_then([&] { return checkSources(); })
        .and_then([&] { return openDestination(); })
        .and_then([&] { return checkDestination(); })
        .and_then([&] { return shareWhatCanBe(); })
        .and_then([&] { return checkSpace(); })
        .and_then([&] { return writeFiles(); })
        .and_then([&] { return lookAgain(); })
        .and_then([&] { return putInPlace(); })
        .map([&] {
            m_receipt.milliseconds = clock.elapsed();
            return std::move(m_receipt);
        });
}

Result<void> Export::writeFile(OutputFile file, Channel &channel)
{
    std::optional<Checksums> checksums;
    if (m_options.verify || m_options.checksums)
        checksums.emplace(file.tensors);
    TemporaryFile &to = *m_files.emplace_back(
        std::make_unique<TemporaryFile>(m_system, m_destination->folder(), file.name));
    const auto verify = [&]() -> Result<void> {
        if (!m_options.verify)
            return {};
        return verifyFile(channel, file, to, checksums->values());
    };

    return to.create(m_abilities.unnamedFiles)
        .and_then([&] { return reserve(file, to); })
        .and_then([&] { return copyFile(channel, file, to, checksums ? &*checksums : nullptr); })
        .and_then([&] { return checkSources(); })
        .and_then([&] { return to.sync(); })
        .and_then([&] { return verify(); })
        .and_then([&] { return to.giveName(); })
        .and_then([&] { return to.close(); })
        .map([&] { addToReceipt(std::move(file), checksums); });
}

Result<void> Export::writeFiles()
{
    quint64 total = 0;
    for (const OutputFile &file : m_layout.files)
        total += file.bytes() * (m_options.verify ? 2 : 1);
    Meter meter(m_progress, total);
    Channel channel{m_system, meter};
    for (OutputFile &file : m_layout.files) {
        if (auto done = writeFile(std::exchange(file, {}), channel); !done)
            return done;
    }
    if (m_options.verify)
        m_receipt.verified = true;
    m_receipt.overflows = std::move(channel.overflows);
    for (const qsizetype tensor : m_plan.kept) {
        const TensorInfo &info = m_source.tensors[static_cast<std::size_t>(tensor)];
        if (m_source.fileOf(info).isDonor)
            m_receipt.grafted += info.key.toString();
    }
    return meter.add(0); // the last moment to cancel
}

Result<void> Export::layOutFiles()
{
    return layOut(m_inventory, m_plan, m_options.maxShardBytes)
        .map([&](ExportLayout &&layout) { m_layout = std::move(layout); })
        .and_then([&] {
            return layOutSidecars(m_source, sidecars(m_source, m_layout.isFolder, m_options));
        })
        .map([&](std::vector<OutputFile> &&copies) {
            for (OutputFile &file : copies) {
                m_copies += file.name;
                m_layout.files.push_back(std::move(file));
            }
        });
}

/// Size and time of change of every source are still what they were when its header was read.
Result<void> Export::checkSources() const
{
    for (const CheckpointFile &file : m_source.files) {
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

Result<void> Export::openDestination()
{
    return Destination::open(m_system, m_options.destination, m_layout.isFolder)
        .map([&](Destination &&destination) {
            m_destination.emplace(std::move(destination));
            if (!m_layout.isFolder)
                m_layout.files.front().name = m_destination->fileName();
        })
        .and_then([&]() -> Result<void> {
            if (!m_copies.contains(m_layout.files.front().name))
                return {};
            return fail(Code::SameFile,
                Text::tr("%1 would be written twice, once as a copy of what lies beside the "
                         "checkpoint. Choose another name.")
                    .arg(m_options.destination));
        });
}

Result<void> Export::checkDestination()
{
    return m_destination->earlierFiles(m_source, m_copies, m_options.overwrite)
        .map([&](QStringList &&names) { m_earlier = std::move(names); });
}

Result<void> Export::shareWhatCanBe()
{
    m_abilities = abilitiesOf(m_system, m_destination->folder(), *m_source.files.front().source);
    if (m_abilities.shareableBlock > 0) {
        for (OutputFile &file : m_layout.files)
            shareBlocks(file, m_abilities.shareableBlock);
    }
    return {};
}

Result<void> Export::checkSpace()
{
    quint64 needed = 0;
    for (const OutputFile &file : m_layout.files)
        needed += bytesToWrite(file);
    return m_destination->folder().checkSpace(needed);
}

/// Another export may have been faster: from here on none can come between.
Result<void> Export::lookAgain()
{
    m_destination->folder().lock();
    return checkDestination();
}

Result<void> Export::putInPlace()
{
    Folder &folder = m_destination->folder();
    return publish(m_system, folder, m_files, m_earlier).map([&] { folder.keep(); });
}

void Export::addToReceipt(OutputFile &&file, const std::optional<Checksums> &checksums)
{
    const QString path = m_layout.isFolder || file.copied
        ? QDir(folderOf(m_layout.isFolder, m_options)).filePath(file.name)
        : m_options.destination;
    ExportedFile exported;
    exported.path = path;
    exported.tensors = file.copied ? 0 : std::ssize(file.tensors);
    exported.bytes = file.bytes();
    exported.isCopy = file.copied != nullptr;
    if (m_options.checksums) {
        exported.contents = std::move(file.tensors);
        exported.whole = file.copied ? file.copied->whole : nullptr;
        exported.root = file.root;
        exported.checksums = checksums->values();
    }
    m_receipt.files.append(std::move(exported));
}

} // namespace

Result<QStringList> outputPaths(
    const Inventory &inventory, const ConversionPlan &plan, const ExportOptions &options)
{
    return refuseBadPlan(plan).map([&] {
        QStringList paths;
        const QStringList names = outputNames(inventory, plan, options.maxShardBytes);
        for (const QString &name : names)
            paths += name.isNull() ? options.destination : QDir(options.destination).filePath(name);
        const QDir folder(folderOf(!names.first().isNull(), options));
        for (const QString &name :
            sidecars(*inventory.checkpoint, !names.first().isNull(), options))
            paths += folder.filePath(name);
        return paths;
    });
}

Result<Receipt> exportCheckpoint(const Inventory &inventory, const ConversionPlan &plan,
    const ExportOptions &options, Progress &progress, System &system)
{
    const FileSizeSignal failsInsteadOfEnding;
    return Export(inventory, plan, options, progress, system).run();
}
