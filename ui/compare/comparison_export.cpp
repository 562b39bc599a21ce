#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

#include "ui/common/csv.h"
#include "ui/compare/comparison_history.h"

namespace icf::ui {

namespace {

QString number(double value)
{
    return QString::number(value, 'g', 9);
}

QByteArray toCsv(const QList<Comparison>& comparisons)
{
    QString out = QStringLiteral("id,time,lm_path,icformer_path,compute_type,column,prompt,reference,answer,error,"
                                 "context_characters,context_tokens,"
                                 "context_read,template_tokens,prompt_tokens,ratio,compress_seconds,prefill_seconds,"
                                 "first_token_seconds,decode_seconds,"
                                 "tokens_per_second,cache_bytes,digests_reused,exact_match,rouge_l_f1,bleu,max_new_"
                                 "tokens,temperature,sampling_seed,"
                                 "use_chunk,max_chunk_len\r\n");
    for (const Comparison& c : comparisons) {
        for (const ColumnResult& column : c.columns) {
            QStringList cells{c.id, c.time.toUTC().toString(Qt::ISODateWithMs), c.lm, column.checkpoint, c.computeType,
                column.kind.key(), c.prompt, c.reference, column.text, column.error,
                QString::number(c.contextCharacters)};
            if (column.report) {
                const GenerationReport& r = *column.report;
                cells << QString::number(r.budget.contextTokens) << QString::number(r.budget.contextRead)
                      << QString::number(r.budget.templateTokens) << QString::number(r.budget.promptTokens)
                      << number(r.budget.ratio()) << number(r.compressSeconds) << number(r.prefillSeconds)
                      << number(r.firstTokenSeconds) << number(r.decodeSeconds) << number(r.tokensPerSecond)
                      << QString::number(r.cacheBytes) << QString::number(int(r.digestsReused));
            } else {
                for (int i = 0; i < 12; ++i)
                    cells << QString();
            }
            if (const auto score = scores(c, column))
                cells << QString::number(int(score->exact)) << (score->rouge ? number(score->rouge->rougeL.f1) : QString())
                      << (score->bleu ? number(*score->bleu) : QString());
            else
                cells << QString() << QString() << QString();
            const ChunkSettings& chunking = column.chunking ? *column.chunking : c.settings.chunking;
            cells << QString::number(c.settings.maxNewTokens) << number(c.settings.sampling.temperature)
                  << QString::number(c.settings.sampling.sampling_seed) << QString::number(int(chunking.use_chunk)) << QString::number(chunking.max_chunk_len);
            for (QString& cell : cells)
                cell = csvField(cell);
            out += cells.join(QLatin1Char(',')) + QStringLiteral("\r\n");
        }
    }
    return out.toUtf8();
}

QByteArray toHtml(const QList<Comparison>& comparisons)
{
    QString out = QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title>\n<style>"
                                 "body{font:15px/1.5 sans-serif;max-width:1100px;margin:24px auto;padding:0 16px}"
                                 "table{border-collapse:collapse;width:100%;margin:8px 0 40px}td,th{border:1px solid "
                                 "#8886;padding:8px;vertical-align:top;text-align:left}"
                                 ".n{color:#777;font-size:13px}pre{white-space:pre-wrap;background:#8881;padding:8px}</"
                                 "style></head><body>\n<h1>%1</h1>\n")
                      .arg(QCoreApplication::translate("ComparisonExport", "Comparisons").toHtmlEscaped());
    const auto text = [](const char* source) { return QCoreApplication::translate("ComparisonExport", source); };
    for (const Comparison& c : comparisons) {
        out += QStringLiteral("<h2>%1</h2>\n<p class=\"n\">%2 · %3 · %4 · "
                              "%5</p>\n<details><summary>%6</summary><pre>%7</pre></details>\n")
                   .arg(c.prompt.toHtmlEscaped(), c.time.toUTC().toString(Qt::ISODate), c.lm.toHtmlEscaped(),
                       c.checkpoint.toHtmlEscaped(), c.computeType,
                       text(c.contextCut ? QT_TRANSLATE_NOOP("ComparisonExport", "Context (beginning)")
                                         : QT_TRANSLATE_NOOP("ComparisonExport", "Context")),
                       c.context.toHtmlEscaped());
        if (!c.reference.isEmpty())
            out +=
                QStringLiteral("<p>%1: %2</p>\n")
                    .arg(text(QT_TRANSLATE_NOOP("ComparisonExport", "Reference answer")), c.reference.toHtmlEscaped());
        out += QStringLiteral("<table><tr>");
        for (const ColumnResult& column : c.columns)
            out += QStringLiteral("<th>%1</th>").arg(c.titleOf(column.kind).toHtmlEscaped());
        out += QStringLiteral("</tr><tr>");
        for (const ColumnResult& column : c.columns)
            out += QStringLiteral("<td>%1</td>")
                       .arg((column.error.isEmpty() ? column.text : column.error).toHtmlEscaped());
        out += QStringLiteral("</tr><tr>");
        for (const ColumnResult& column : c.columns) {
            QStringList lines;
            if (column.report) {
                const GenerationReport& r = *column.report;
                lines << text(QT_TRANSLATE_NOOP("ComparisonExport", "%1 vectors for %2 tokens"))
                             .arg(r.budget.contextRead)
                             .arg(r.budget.contextTokens)
                      << text(QT_TRANSLATE_NOOP("ComparisonExport", "first token %1 ms"))
                             .arg(number(std::round(r.firstTokenSeconds * 10000) / 10))
                      << text(QT_TRANSLATE_NOOP("ComparisonExport", "%1 tokens/s"))
                             .arg(number(std::round(r.tokensPerSecond * 10) / 10));
            }
            if (const auto score = scores(c, column))
                lines << QStringLiteral("EM %1 · ROUGE-L %2 · BLEU %3")
                             .arg(int(score->exact))
                             .arg(score->rouge ? QString::number(score->rouge->rougeL.f1, 'f', 3) : QStringLiteral("–"),
                                 score->bleu ? QString::number(*score->bleu, 'f', 3) : QStringLiteral("–"));
            for (QString& line : lines)
                line = line.toHtmlEscaped();
            out += QStringLiteral("<td class=\"n\">%1</td>").arg(lines.join(QStringLiteral("<br>")));
        }
        out += QStringLiteral("</tr></table>\n");
    }
    return (out + QStringLiteral("</body></html>\n")).toUtf8();
}

} // namespace

QByteArray exportComparisons(const QList<Comparison>& comparisons, ExportFormat format)
{
    switch (format) {
    case ExportFormat::json: {
        QJsonArray list;
        for (const Comparison& comparison : comparisons)
            list.append(comparison.toJson());
        return QJsonDocument(list).toJson();
    }
    case ExportFormat::csv:
        return toCsv(comparisons);
    case ExportFormat::html:
        break;
    }
    return toHtml(comparisons);
}

} // namespace icf::ui
