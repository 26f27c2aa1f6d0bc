// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bagel/inventory.h"
#include "model/bagel/recast.h"

#include <array>
#include <optional>

enum class Direction : quint8 { HfToNemo, NemoToHf };
enum class Stage : quint8 { One = 1, Two = 2 };

/// "nemo" or "hf": what the conversion leads to.
[[nodiscard]] QString word(Direction direction);
/// "stage1" or "stage2".
[[nodiscard]] QString word(Stage stage);
/// `text` as the reference adapter accepts it: stage1, stage2 in any case, 1, 2. Usage with a
/// message that names the two otherwise.
[[nodiscard]] Result<Stage> parseStage(const QString &text);

/// The buckets that can be kept alone, by their ids.
inline constexpr std::array selectableBuckets{
    QLatin1String("und"), QLatin1String("gen"), QLatin1String("vae")};

/// The choices; the defaults are the reference adapter's, and the fixes are off.
struct ConversionOptions {
    Direction direction = Direction::HfToNemo;
    Stage stage = Stage::One; ///< plays no part in NemoToHf
    bool strict = true;
    /// NemoToHf drops keys that it matches at their start (Python's `re.match`). HfToNemo ignores
    /// it as the reference does, with a warning.
    std::optional<QRegularExpression> exclude;
    /// Leaves damaged tensors out, with a warning, where else their checkpoint is refused. A file
    /// that is overlong, or a shard that cannot be read, is no reason to refuse it then either.
    bool skipDamaged = false;
    /// Id of the one bucket that is kept, whatever the stage; null: no such wish.
    QString onlyBucket = {};
    bool dropPositionTables = false; ///< leaves out the fixed sin-cos tables
    std::optional<PatchLayout> patchLayout = std::nullopt; ///< of the patch embedding's weight
    /// What floating-point tensors of F8 to F64 become, rounded to nearest even.
    std::optional<Dtype> dtype = std::nullopt;

    friend bool operator==(const ConversionOptions &, const ConversionOptions &) = default;
};

/// What happens to one tensor and why: kept, unless something speaks against it.
struct Decision {
    enum class Action : quint8 { Keep, Drop, Refuse };
    enum class Reason : quint8 {
        Selected, ///< its bucket is kept by the stage, or NeMo → HF keeps everything
        Bucket, ///< dropped, since the stage does not keep its bucket
        Unmatched, ///< matches no pattern: refused when strict, dropped when lenient
        ExtraState, ///< dropped by NeMo → HF, since the key contains "._extra_state"
        Excluded, ///< dropped by the exclude expression, or by another choice
        Collision, ///< becomes the same key as another tensor: refused
        Replaced, ///< lenient: a later tensor took its key
        Damaged, ///< refused, or dropped by choice
    };

    Action action = Action::Keep;
    Reason reason = Reason::Selected;
    Dtype dtype = Dtype::Unknown; ///< in which a kept tensor is written

    friend bool operator==(const Decision &, const Decision &) = default;
};

/// The patch embedding whose layout changes.
struct Relayout {
    const TensorInfo *input = nullptr; ///< of the checkpoint, which outlives this
    TensorInfo output; ///< `input` in the other shape
};

/// The whole answer, in the reference adapter's terms. The preview shows it, the export executes
/// it, the command line prints it; nothing derives it again.
struct ConversionPlan {
    ConversionOptions options;
    std::vector<Decision> decisions; ///< one a tensor of the model's files, in input order
    std::vector<qsizetype> kept; ///< tensors that are written, in the reference's output order
    QByteArray root; ///< in the output before the bare key of every kept tensor; may be empty
    std::optional<Relayout> relayout;
    qsizetype recasts = 0; ///< kept tensors that do not stay as they are
    std::vector<Problem> errors; ///< non-empty: the conversion is refused
    std::vector<Problem> warnings;
    QStringList log; ///< what the reference adapter would log, one line each
    quint64 keptBytes = 0; ///< as they are written

    [[nodiscard]] bool isRefused() const { return !errors.empty(); }
};

/// Whether a problem of the checkpoint is one that `skipDamaged` passes over.
[[nodiscard]] bool isDamage(Code code);

/// Decides for every tensor of the model's files (sidecars take no part). What is wrong with the
/// checkpoint is an error of the plan as well: nothing is written from damaged tensors.
[[nodiscard]] ConversionPlan makePlan(const Inventory &inventory, const ConversionOptions &options);

/// The key under which a tensor of the checkpoint is written; null unless it is kept.
[[nodiscard]] QString outputKey(
    const Inventory &inventory, const ConversionPlan &plan, qsizetype tensor);

/// Why a tensor is dropped, as a word: its bucket's id, "unknown" or "excluded"; null for kept,
/// refused, replaced and damaged tensors.
[[nodiscard]] QString droppedWord(
    const Inventory &inventory, const ConversionPlan &plan, qsizetype tensor);

/// The reference's `convert_single_tensor_to_hf`: nothing for a key that contains "._extra_state",
/// else the key without one leading root.
[[nodiscard]] std::optional<QString> convertSingleTensorToHf(
    const Rules &rules, const QString &key);
