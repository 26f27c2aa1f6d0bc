// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bagel/recast.h"

#include "model/base/text.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Recast)
};

constexpr quint64 imageChannels = 3;
constexpr quint64 largestSide = 1024; // of a patch; what is converted at once stays small

bool isCastable(Dtype dtype)
{
    switch (dtype) {
    case Dtype::F8_E5M2:
    case Dtype::F8_E4M3:
    case Dtype::F8_E4M3FNUZ:
    case Dtype::F8_E5M2FNUZ:
    case Dtype::F16:
    case Dtype::BF16:
    case Dtype::F32:
    case Dtype::F64:
        return true;
    default:
        return false;
    }
}

/// The side of the patches of a weight in either layout; 0 where they are not square.
quint64 patchSide(const TensorInfo &weight)
{
    const Shape &shape = weight.shape;
    if (weight.parameters() == 0 || bits(weight.dtype) % 8 != 0)
        return 0;
    if (shape.size() == 4)
        return shape[1] == imageChannels && shape[2] == shape[3] ? shape[2] : 0;
    if (shape.size() != 2)
        return 0;
    const auto side =
        static_cast<quint64>(std::llround(std::sqrt(double(shape[1]) / imageChannels)));
    return side <= largestSide && side * side * imageChannels == shape[1] ? side : 0;
}

} // namespace

QString word(PatchLayout layout)
{
    return layout == PatchLayout::Linear ? u"linear"_s : u"conv"_s;
}

Dtype castDtype(const TensorInfo &input, std::optional<Dtype> wished)
{
    return wished && isCastable(input.dtype) ? *wished : input.dtype;
}

Result<Shape> patchShape(const TensorInfo &input, PatchLayout layout)
{
    if ((input.shape.size() == 4) == (layout == PatchLayout::Convolution))
        return input.shape;
    const quint64 side = patchSide(input);
    if (side == 0 || side > largestSide) {
        return fail(Code::ShapeMismatch,
            Text::tr("%1 is %2 %3, which is not made of square patches with 3 channels. Convert "
                     "without changing the patch embedding’s layout.")
                .arg(text::visible(input.key.toString()), input.dtypeName(),
                    shapeText(input.shape)));
    }
    if (layout == PatchLayout::Linear)
        return Shape{input.shape[0], imageChannels * side * side};
    return Shape{input.shape[0], imageChannels, side, side};
}
