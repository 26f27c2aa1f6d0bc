// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/checks/checks.h"

#include "model/base/text.h"
#include "model/checks/datachecks.h"
#include "model/checks/keychecks.h"
#include "model/checks/layoutchecks.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Checks)
};

constexpr quint64 alignment = 8; // bytes; the reference's writer pads its headers to it

void append(std::vector<Problem> &problems, std::vector<Problem> more)
{
    std::ranges::move(more, std::back_inserter(problems));
}

std::vector<Problem> checkFiles(const Checkpoint &checkpoint)
{
    std::vector<Problem> problems;
    quint64 total = 0;
    for (const CheckpointFile &file : checkpoint.files) {
        const QString name = text::visible(QFileInfo(file.path).fileName());
        if (file.hasEmptyMetadata) {
            problems.push_back({Severity::Warning, Code::EmptyMetadata, {},
                Text::tr("%1 has an empty __metadata__ object, which huggingface_hub refuses. A "
                         "conversion writes none.")
                    .arg(name)});
        }
        if (file.tensors > 0 && file.headerBytes % alignment != 0) {
            problems.push_back({Severity::Note, Code::UnalignedData, {},
                Text::tr("The data of %1 begin at byte %2, which is no multiple of 8: some readers "
                         "are slower or refuse it. A conversion aligns them.")
                    .arg(name, text::count(file.headerBytes))});
        }
    }
    for (const TensorInfo &tensor : checkpoint.tensors)
        total += tensor.bytes();
    if (checkpoint.indexTotal && *checkpoint.indexTotal != total) {
        problems.push_back({Severity::Warning, Code::IndexTotal, {},
            Text::tr("The index says that the tensors take up %1 bytes, but they take up %2. "
                     "A sharded conversion writes a right one.")
                .arg(text::count(*checkpoint.indexTotal), text::count(total))});
    }
    return problems;
}

void sortBySeverity(std::vector<Problem> &problems)
{
    std::ranges::stable_sort(problems, {}, &Problem::severity);
}

} // namespace

std::vector<Problem> checkHeaders(const Inventory &inventory)
{
    std::vector<Problem> problems = inventory.checkpoint->problems;
    append(problems, checkKeys(inventory));
    append(problems, checkLayout(inventory));
    append(problems, checkFiles(*inventory.checkpoint));
    sortBySeverity(problems);
    return problems;
}

Result<std::vector<Problem>> checkCheckpoint(const Inventory &inventory, Progress &progress)
{
    std::vector<Problem> problems = checkHeaders(inventory);
    auto found = checkData(inventory, progress);
    if (found)
        append(problems, std::move(*found));
    else if (found.error().code == Code::Cancelled)
        return found;
    else
        problems.push_back({Severity::Warning, found.error().code, {}, found.error().detail});
    sortBySeverity(problems);
    return problems;
}
