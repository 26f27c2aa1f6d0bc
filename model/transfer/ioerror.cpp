// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/ioerror.h"

#include <QCoreApplication>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Exporter)
};

QString advice(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        return Text::tr("Free some space or choose another folder.");
    case EACCES:
    case EPERM:
    case EROFS:
        return Text::tr("Choose a folder that you may write to.");
    case ENOENT:
    case ENOTDIR:
        return Text::tr("Create the folder first, or choose another.");
    case EFBIG:
        return Text::tr("The file system or a limit of this session (ulimit -f) allows no file of "
                        "this size: choose another folder, or write shards.");
    case EMFILE:
    case ENFILE:
        return Text::tr("Close other programs or raise the limit of open files (ulimit -n).");
    default:
        return Text::tr("Check the disk, or choose another folder.");
    }
}

} // namespace

tl::unexpected<Error> writeError(int number, const QString &sentence, const QString &path)
{
    const bool isFull = number == ENOSPC || number == EDQUOT;
    return fail(isFull ? Code::NoSpace : Code::CannotWrite,
        sentence.arg(path, qt_error_string(number)) + u' ' + advice(number));
}
