// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/convertrequest.h"

#include "model/base/bytesize.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ConvertCommand)
};

Result<Direction> parseDirection(const QString &text)
{
    for (const Direction direction : {Direction::HfToNemo, Direction::NemoToHf}) {
        if (text == word(direction))
            return direction;
    }
    return fail(
        Code::Usage, Text::tr("Unknown layout “%1” for --to: expected “nemo” or “hf”.").arg(text));
}

/// The fixes, all off unless chosen.
Result<void> parseFixes(const QCommandLineParser &arguments, ConvertRequest &request)
{
    request.prefix = arguments.value(u"strip-prefix"_s);
    request.donor = arguments.value(u"graft"_s);
    request.conversion.dropPositionTables = arguments.isSet(u"drop-position-tables"_s);
    request.output.withSidecars = arguments.isSet(u"with-sidecars"_s);
    if (arguments.isSet(u"only"_s)) {
        const QString only = arguments.value(u"only"_s).toLower();
        if (!std::ranges::count(selectableBuckets, only)) {
            return fail(Code::Usage,
                Text::tr("Unknown bucket “%1” for --only: expected “und”, “gen” or “vae”.")
                    .arg(only));
        }
        request.conversion.onlyBucket = only;
    }
    if (arguments.isSet(u"patch-embedding"_s)) {
        const QString layout = arguments.value(u"patch-embedding"_s);
        if (layout == word(PatchLayout::Linear))
            request.conversion.patchLayout = PatchLayout::Linear;
        else if (layout == word(PatchLayout::Convolution))
            request.conversion.patchLayout = PatchLayout::Convolution;
        else
            return fail(Code::Usage,
                Text::tr("Unknown layout “%1” for --patch-embedding: expected “linear” or “conv”.")
                    .arg(layout));
    }
    if (arguments.isSet(u"dtype"_s)) {
        const QString dtype = arguments.value(u"dtype"_s).toUpper();
        for (const Dtype known : castDtypes) {
            if (dtype == name(known))
                request.conversion.dtype = known;
        }
        if (!request.conversion.dtype) {
            return fail(Code::Usage,
                Text::tr("Cannot cast to “%1”: expected BF16, F16 or F32.").arg(dtype));
        }
    }
    return {};
}

} // namespace

Result<ConvertRequest> parseConvertRequest(const QCommandLineParser &arguments)
{
    ConvertRequest request;
    request.path = arguments.positionalArguments().first();
    request.isDryRun = arguments.isSet(u"dry-run"_s);
    request.isJson = arguments.isSet(u"json"_s);
    request.conversion.strict = !arguments.isSet(u"no-strict"_s);
    request.conversion.skipDamaged = arguments.isSet(u"skip-damaged"_s);
    request.output.overwrite = arguments.isSet(u"force"_s);
    request.output.verify = arguments.isSet(u"verify"_s);
    request.output.destination = arguments.value(u"output"_s);
    request.receiptPath = arguments.value(u"receipt"_s);
    request.output.checksums = !request.receiptPath.isEmpty();
    if (request.output.destination.isEmpty() && !request.isDryRun) {
        return fail(
            Code::Usage, Text::tr("Say where to write: -o OUT, or --dry-run to write nothing."));
    }

    const auto direction = parseDirection(arguments.value(u"to"_s));
    if (!direction)
        return tl::unexpected(direction.error());
    request.conversion.direction = *direction;
    const auto stage = parseStage(arguments.value(u"stage"_s));
    if (!stage)
        return tl::unexpected(stage.error());
    request.conversion.stage = *stage;
    if (const auto fixes = parseFixes(arguments, request); !fixes)
        return tl::unexpected(fixes.error());
    if (const QString pattern = arguments.value(u"exclude"_s); !pattern.isEmpty()) {
        const auto expression = compilePythonExpression(pattern);
        if (!expression)
            return tl::unexpected(expression.error());
        request.conversion.exclude = *expression;
    }
    if (arguments.isSet(u"max-shard-size"_s)) {
        const auto size = parseByteSize(arguments.value(u"max-shard-size"_s));
        if (!size)
            return tl::unexpected(size.error());
        request.output.maxShardBytes = *size;
    }
    return request;
}
