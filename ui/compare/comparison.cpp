#include "ui/compare/comparison.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <algorithm>
#include <array>

#include "ui/session/model_bar.h"

namespace icf::ui {

namespace {

struct KindText {
    ContextMode mode;
    bool kept;
    const char* title;
    const char* help;
};

/// The order of the columns; the four that are asked for most come first.
constexpr std::array<KindText, 10> kKinds{{
    {ContextMode::full, false, QT_TRANSLATE_NOOP("ColumnKind", "Full context"),
        QT_TRANSLATE_NOOP("ColumnKind", "The whole context as text.")},
    {ContextMode::compressed, false, QT_TRANSLATE_NOOP("ColumnKind", "Compressed"),
        QT_TRANSLATE_NOOP("ColumnKind", "The compressor's digests in place of the context.")},
    {ContextMode::truncatedFirst, false, QT_TRANSLATE_NOOP("ColumnKind", "First tokens"),
        QT_TRANSLATE_NOOP("ColumnKind", "The first tokens of the context, as many as there are digests.")},
    {ContextMode::meanPooled, false, QT_TRANSLATE_NOOP("ColumnKind", "Mean pooling"),
        QT_TRANSLATE_NOOP("ColumnKind", "Means of the context's word embeddings, as many as there are digests.")},
    {ContextMode::none, false, QT_TRANSLATE_NOOP("ColumnKind", "No context"),
        QT_TRANSLATE_NOOP("ColumnKind", "Only the prompt: what the model answers without reading anything.")},
    {ContextMode::full, true, QT_TRANSLATE_NOOP("ColumnKind", "Full context, kept"),
        QT_TRANSLATE_NOOP("ColumnKind", "The whole context as text, read once: its keys and values are kept, and further questions read only what follows.")},
    {ContextMode::truncatedLast, false, QT_TRANSLATE_NOOP("ColumnKind", "Last tokens"),
        QT_TRANSLATE_NOOP("ColumnKind", "The last tokens of the context, as many as there are digests.")},
    {ContextMode::truncatedEnds, false, QT_TRANSLATE_NOOP("ColumnKind", "Both ends"),
        QT_TRANSLATE_NOOP("ColumnKind", "The first and the last tokens, together as many as there are digests.")},
    {ContextMode::randomTokens, false, QT_TRANSLATE_NOOP("ColumnKind", "Random tokens"),
        QT_TRANSLATE_NOOP(
            "ColumnKind", "Tokens of the context drawn at random, in order, as many as there are digests.")},
    {ContextMode::retrieved, false, QT_TRANSLATE_NOOP("ColumnKind", "Best passages"),
        QT_TRANSLATE_NOOP("ColumnKind",
            "The passages that match the prompt best (BM25), at most as many tokens as there are digests.")},
}};

const KindText& textOf(const ColumnKind& kind)
{
    for (const KindText& text : kKinds)
        if (text.mode == kind.mode && text.kept == kind.kept)
            return text;
    return kKinds.front();
}

QJsonObject budgetJson(const TokenBudget& budget)
{
    return {{QStringLiteral("template_tokens"), qint64(budget.templateTokens)},
        {QStringLiteral("context_tokens"), qint64(budget.contextTokens)},
        {QStringLiteral("context_read"), qint64(budget.contextRead)},
        {QStringLiteral("prompt_tokens"), qint64(budget.promptTokens)},
        {QStringLiteral("total"), qint64(budget.total())}, {QStringLiteral("ratio"), budget.ratio()}};
}

QJsonObject reportJson(const GenerationReport& report)
{
    QJsonArray ids;
    for (const auto id : report.ids)
        ids.append(qint64(id));
    return {{QStringLiteral("budget"), budgetJson(report.budget)}, {QStringLiteral("ids"), ids},
        {QStringLiteral("compress_seconds"), report.compressSeconds},
        {QStringLiteral("prefill_seconds"), report.prefillSeconds},
        {QStringLiteral("first_token_seconds"), report.firstTokenSeconds},
        {QStringLiteral("decode_seconds"), report.decodeSeconds},
        {QStringLiteral("tokens_per_second"), report.tokensPerSecond},
        {QStringLiteral("cache_bytes"), qint64(report.cacheBytes)},
        {QStringLiteral("digests_reused"), report.digestsReused}, {QStringLiteral("context_reused"), report.contextReused},
        {QStringLiteral("kept_tokens"), qint64(report.keptTokens)}, {QStringLiteral("keep_seconds"), report.keepSeconds},
        {QStringLiteral("once_seconds"), report.onceSeconds}, {QStringLiteral("stopped"), report.stopped},
        {QStringLiteral("hit_limit"), report.hitLimit}};
}

GenerationReport reportFromJson(const QJsonObject& json, const QString& text)
{
    const auto number = [&json](const char* key) { return json.value(QLatin1StringView(key)).toDouble(); };
    const QJsonObject budget = json.value(QLatin1StringView("budget")).toObject();
    const auto count = [&budget](const char* key) { return budget.value(QLatin1StringView(key)).toInteger(); };
    GenerationReport report;
    report.text = text.toStdString();
    for (const auto& id : json.value(QLatin1StringView("ids")).toArray())
        report.ids.push_back(id.toInteger());
    report.budget = {count("template_tokens"), count("context_tokens"), count("context_read"), count("prompt_tokens")};
    report.compressSeconds = number("compress_seconds");
    report.prefillSeconds = number("prefill_seconds");
    report.firstTokenSeconds = number("first_token_seconds");
    report.decodeSeconds = number("decode_seconds");
    report.tokensPerSecond = number("tokens_per_second");
    report.cacheBytes = json.value(QLatin1StringView("cache_bytes")).toInteger();
    report.digestsReused = json.value(QLatin1StringView("digests_reused")).toBool();
    report.contextReused = json.value(QLatin1StringView("context_reused")).toBool();
    report.keptTokens = json.value(QLatin1StringView("kept_tokens")).toInteger();
    report.keepSeconds = number("keep_seconds");
    report.onceSeconds = number("once_seconds");
    report.stopped = json.value(QLatin1StringView("stopped")).toBool();
    report.hitLimit = json.value(QLatin1StringView("hit_limit")).toBool();
    return report;
}

constexpr QLatin1StringView kUseChunk("use_chunk"), kMaxChunkLen("max_chunk_len");
constexpr QLatin1StringView kSecond("second"), kCheckpoint("checkpoint_"), kKept("_kept");

void insertChunking(QJsonObject& json, const ChunkSettings& chunking)
{
    json.insert(kUseChunk, chunking.use_chunk);
    json.insert(kMaxChunkLen, qint64(chunking.max_chunk_len));
}

ChunkSettings chunkingFrom(const QJsonObject& json)
{
    return {json.value(kUseChunk).toBool(), json.value(kMaxChunkLen).toInteger(ChunkSettings{}.max_chunk_len)};
}

QJsonObject columnJson(const Comparison& comparison, const ColumnResult& column)
{
    QJsonObject item{{QStringLiteral("column"), column.kind.key()},
        {QStringLiteral("checkpoint"), column.checkpoint}, {QStringLiteral("answer"), column.text}};
    if (!column.error.isEmpty())
        item.insert(QStringLiteral("error"), column.error);
    if (column.report)
        item.insert(QStringLiteral("report"), reportJson(*column.report));
    if (column.chunking)
        insertChunking(item, *column.chunking);
    if (const auto score = scores(comparison, column)) {
        item.insert(QStringLiteral("exact_match"), score->exact);
        // null: not defined for this reference.
        const auto rougeL = [&score](double Overlap::*part) { return score->rouge ? QJsonValue(score->rouge->rougeL.*part) : QJsonValue(); };
        item.insert(QStringLiteral("rouge_l_f1"), rougeL(&Overlap::f1));
        item.insert(QStringLiteral("rouge_l_precision"), rougeL(&Overlap::precision));
        item.insert(QStringLiteral("rouge_l_recall"), rougeL(&Overlap::recall));
        item.insert(QStringLiteral("bleu"), score->bleu ? QJsonValue(*score->bleu) : QJsonValue());
    }
    return item;
}

QList<ColumnResult> columnsFrom(const QJsonObject& json, const QString& name)
{
    QList<ColumnResult> columns;
    for (const auto& value : json.value(name).toArray()) {
        const QJsonObject item = value.toObject();
        const auto kind = ColumnKind::fromKey(item.value(QLatin1StringView("column")).toString());
        if (!kind)
            continue;
        ColumnResult column{*kind, item.value(QLatin1StringView("checkpoint")).toString(),
            item.value(QLatin1StringView("answer")).toString(), item.value(QLatin1StringView("error")).toString(),
            std::nullopt};
        if (const auto report = item.value(QLatin1StringView("report")); report.isObject())
            column.report = reportFromJson(report.toObject(), column.text);
        if (item.contains(kUseChunk))
            column.chunking = chunkingFrom(item);
        columns.append(column);
    }
    return columns;
}

/// rated_a is the column's key, as before checkpoints were told apart.
void insertRated(QJsonObject& json, const QString& name, const std::optional<RatedSystem>& rated)
{
    if (!rated)
        return;
    json.insert(name, rated->column.key());
    if (!rated->checkpoint.folder.isEmpty())
        json.insert(name + QStringLiteral("_checkpoint"), rated->checkpoint.folder);
    if (rated->checkpoint.step)
        json.insert(name + QStringLiteral("_step"), *rated->checkpoint.step);
}

std::optional<RatedSystem> ratedFrom(const QJsonObject& json, const QString& name, const Comparison& comparison)
{
    const auto kind = ColumnKind::fromKey(json.value(name).toString());
    if (!kind)
        return std::nullopt;
    RatedSystem rated{*kind, {}};
    if (!kind->needsCompressor())
        return rated;
    // What was rated before checkpoints were told apart is of the checkpoint that its column had.
    const ColumnResult* column = comparison.column(*kind);
    rated.checkpoint.folder = json.value(name + QStringLiteral("_checkpoint")).toString(column ? column->checkpoint : comparison.checkpoint);
    if (const auto step = json.value(name + QStringLiteral("_step")); step.isDouble())
        rated.checkpoint.step = step.toInteger();
    return rated;
}

} // namespace

bool RatedSystem::sameAs(const RatedSystem& other) const
{
    return column.mode == other.column.mode && column.kept == other.column.kept
        && QDir::cleanPath(checkpoint.folder) == QDir::cleanPath(other.checkpoint.folder);
}

QString RatedSystem::title() const
{
    const ColumnKind kind{column.mode, 0, column.kept};
    return checkpoint.folder.isEmpty() ? kind.title() : kind.title() + QStringLiteral(" · ") + checkpointTitle(checkpoint);
}

QString ColumnKind::key() const
{
    if (further > 0)
        return further == 1 ? QString(kSecond) : QString(kCheckpoint) + QString::number(further + 1);
    return QString::fromUtf8(nameOf(mode)) + (kept ? QString(kKept) : QString());
}
QString ColumnKind::title() const
{
    if (further > 0)
        return QCoreApplication::translate("ColumnKind", "Checkpoint %1").arg(further + 1);
    return QCoreApplication::translate("ColumnKind", textOf(*this).title);
}
QString ColumnKind::help() const
{
    return QCoreApplication::translate("ColumnKind", textOf(*this).help);
}

std::optional<ColumnKind> ColumnKind::fromKey(const QString& key)
{
    for (const ColumnKind& kind : all())
        if (key == kind.key())
            return kind;
    if (key == kSecond)
        return ColumnKind{ContextMode::compressed, 1};
    bool whole = false;
    const int number = key.startsWith(kCheckpoint) ? key.sliced(kCheckpoint.size()).toInt(&whole) : 0;
    return whole && number > 2 ? std::optional(ColumnKind{ContextMode::compressed, number - 1}) : std::nullopt;
}

const QList<ColumnKind>& ColumnKind::all()
{
    static const QList<ColumnKind> kinds = [] {
        QList<ColumnKind> list;
        for (const KindText& text : kKinds)
            list.append({text.mode, 0, text.kept});
        return list;
    }();
    return kinds;
}

bool Comparison::asksAs(const Comparison& other) const
{
    return prompt == other.prompt && lm == other.lm && checkpoint == other.checkpoint && settings == other.settings
        && context == other.context;
}

GenerationRequest Comparison::request(const ColumnKind& kind) const
{
    GenerationRequest request;
    request.mode = kind.mode;
    request.keepContext = kind.kept;
    request.context = context.toStdString();
    request.prompt = prompt.toStdString();
    request.chunks = settings.chunking;
    request.maxNewTokens = settings.maxNewTokens;
    request.sampling = settings.sampling;
    return request;
}

const ColumnResult* Comparison::column(const ColumnKind& kind) const
{
    const auto found = std::find_if(columns.cbegin(), columns.cend(), [&](const ColumnResult& c) { return c.kind == kind; });
    return found == columns.cend() ? nullptr : &*found;
}

QString Comparison::titleOf(const ColumnKind& kind) const
{
    const ColumnResult* result = kind.further > 0 ? column(kind) : nullptr;
    return result && !result->checkpoint.isEmpty() ? folderTitle(result->checkpoint) : kind.title();
}

QJsonObject Comparison::toJson() const
{
    QJsonArray list;
    for (const ColumnResult& column : columns)
        list.append(columnJson(*this, column));
    QJsonObject asked{{QStringLiteral("max_new_tokens"), settings.maxNewTokens}, {QStringLiteral("temperature"), settings.sampling.temperature},
        {QStringLiteral("top_p"), settings.sampling.top_p}, {QStringLiteral("top_k"), qint64(settings.sampling.top_k)},
        {QStringLiteral("sampling_seed"), qint64(settings.sampling.sampling_seed)}};
    insertChunking(asked, settings.chunking);
    QJsonObject json{{QStringLiteral("id"), id}, {QStringLiteral("time"), time.toUTC().toString(Qt::ISODateWithMs)},
        {QStringLiteral("lm_path"), lm}, {QStringLiteral("icformer_path"), checkpoint},
        {QStringLiteral("compute_type"), computeType},
        {QStringLiteral("context"), context}, {QStringLiteral("context_characters"), contextCharacters},
        {QStringLiteral("context_cut"), contextCut}, {QStringLiteral("prompt"), prompt},
        {QStringLiteral("reference"), reference},
        {QStringLiteral("settings"), asked},
        {QStringLiteral("columns"), list}, {QStringLiteral("rating"), rating}};
    if (!earlier.isEmpty()) {
        QJsonArray before;
        for (const ColumnResult& column : earlier)
            before.append(columnJson(*this, column));
        json.insert(QStringLiteral("earlier"), before);
    }
    insertRated(json, QStringLiteral("rated_a"), ratedA);
    insertRated(json, QStringLiteral("rated_b"), ratedB);
    return json;
}

Comparison Comparison::fromJson(const QJsonObject& json)
{
    const auto text = [&json](const char* key) { return json.value(QLatin1StringView(key)).toString(); };
    Comparison c;
    c.id = text("id");
    c.time = QDateTime::fromString(text("time"), Qt::ISODateWithMs);
    c.lm = text("lm_path");
    c.checkpoint = text("icformer_path");
    c.computeType = text("compute_type");
    c.context = text("context");
    c.contextCharacters = json.value(QLatin1StringView("context_characters")).toInteger(c.context.size());
    c.contextCut = json.value(QLatin1StringView("context_cut")).toBool();
    c.prompt = text("prompt");
    c.reference = text("reference");
    c.rating = text("rating");
    const QJsonObject s = json.value(QLatin1StringView("settings")).toObject();
    const CompareSettings defaults;
    c.settings.chunking = chunkingFrom(s);
    c.settings.maxNewTokens = s.value(QLatin1StringView("max_new_tokens")).toInteger(defaults.maxNewTokens);
    c.settings.sampling = {s.value(QLatin1StringView("temperature")).toDouble(), s.value(QLatin1StringView("top_p")).toDouble(defaults.sampling.top_p),
        s.value(QLatin1StringView("top_k")).toInteger(), s.value(QLatin1StringView("sampling_seed")).toInteger()};
    c.columns = columnsFrom(json, QStringLiteral("columns"));
    c.earlier = columnsFrom(json, QStringLiteral("earlier"));
    c.ratedA = ratedFrom(json, QStringLiteral("rated_a"), c);
    c.ratedB = ratedFrom(json, QStringLiteral("rated_b"), c);
    return c;
}

std::optional<TextScores> scores(const Comparison& comparison, const ColumnResult& column)
{
    if (comparison.reference.trimmed().isEmpty() || !column.report)
        return std::nullopt;
    return scoreText(comparison.reference.toStdString(), column.text.toStdString());
}

} // namespace icf::ui
