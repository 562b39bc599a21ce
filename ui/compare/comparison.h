#pragma once
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

#include "core/metrics/metrics.h"
#include "core/report/reports.h"
#include "ui/session/run_checkpoints.h"
#include "ui/session/shared_session.h"

namespace icf::ui {

/// What one column of a comparison lets the model read.
struct ColumnKind {
    ContextMode mode = ContextMode::full;
    int further = 0; ///< 1, 2, …: of a further checkpoint (mode is compressed then), which ColumnResult names.  0: of the one chosen above.
    bool kept = false; ///< The full context, kept after it was read once (mode is full then).

    bool operator==(const ColumnKind&) const = default;
    /// Name in files: "full", "full_kept", "compressed", "second", "checkpoint_3", "truncated_first", ….
    QString key() const;
    static std::optional<ColumnKind> fromKey(const QString& key);
    /// Name in the interface, in the current language; "Checkpoint 2" for a further one.
    QString title() const;
    /// One sentence about what the model reads, in the current language.
    QString help() const;
    /// True when a compressor must be open.
    bool needsCompressor() const { return mode == ContextMode::compressed; }
    /// True when an open compressor says how many vectors the model reads.
    bool dependsOnCompressor() const { return mode != ContextMode::full && mode != ContextMode::none; }
    /// Every kind but the further checkpoints', in the order of the columns; the first primaryCount are offered at once, the others in a menu.
    static const QList<ColumnKind>& all();
    static constexpr int kPrimaryCount = 5;
};

/// What was asked of every column alike.
struct CompareSettings {
    ChunkSettings chunking; ///< Of the checkpoint chosen above; ColumnResult::chunking is a further one's.
    qint64 maxNewTokens = 256;
    SamplingSettings sampling;
    bool operator==(const CompareSettings&) const = default;
};

/// One column's answer.
struct ColumnResult {
    ColumnKind kind;
    QString checkpoint; ///< Empty where none was used.
    QString text;
    QString error; ///< Why there is no answer; empty when there is.
    std::optional<GenerationReport> report; ///< Absent while running or after an error.
    /// How a further checkpoint cut the context: as it was trained to.  Absent in the other columns, which are cut as the settings say.
    std::optional<ChunkSettings> chunking = std::nullopt;
};

/// Who answered in a column when it was rated, whatever the column shows later.
struct RatedSystem {
    ColumnKind column; ///< Where it stood.
    CheckpointStep checkpoint; ///< Of a compressor: which one it was, and how far its run.  Else empty.

    /// True for the same way of reading, and of compressors the same checkpoint; the columns may be others.
    bool sameAs(const RatedSystem& other) const;
    /// "Full context"; of a compressor with its checkpoint.  In the current language.
    QString title() const;
};

/// One comparison: the same question to several columns.
struct Comparison {
    QString id;
    QDateTime time; ///< UTC.
    QString lm, checkpoint;
    QString computeType;
    QString context; ///< Whole, or its beginning when contextCut.
    qint64 contextCharacters = 0; ///< Of the whole context.
    bool contextCut = false; ///< Too long for the history: only the beginning was kept.
    QString prompt, reference;
    CompareSettings settings;
    QList<ColumnResult> columns;
    QList<ColumnResult> earlier; ///< Whole answers that columns showed before they were stepped to other checkpoints.
    QString rating; ///< "a", "b", "tie", "both_bad" of a blind rating; empty: not rated.
    std::optional<RatedSystem> ratedA, ratedB; ///< Who A and B were; absent in what was not rated.

    /// True when both ask the same: context, prompt, models and settings.  Which columns are asked is not looked at.
    bool asksAs(const Comparison& other) const;
    /// The request for one column.
    GenerationRequest request(const ColumnKind& kind) const;
    /// The column of a kind; null when there is none.
    const ColumnResult* column(const ColumnKind& kind) const;
    /// ColumnKind::title(), or which checkpoint it is of.
    QString titleOf(const ColumnKind& kind) const;
    QJsonObject toJson() const;
    /// Reads what toJson wrote; unknown keys are left aside, missing ones keep their defaults.
    static Comparison fromJson(const QJsonObject& json);
};

/// Metrics of an answer against the reference; absent without a reference.
std::optional<TextScores> scores(const Comparison& comparison, const ColumnResult& column);

} // namespace icf::ui
