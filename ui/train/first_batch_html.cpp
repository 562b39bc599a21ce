#include "ui/train/first_batch_html.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

#include "ui/common/exact_text_edit.h"
#include "ui/common/format.h"
#include "ui/common/theme.h"

namespace icf::ui {

namespace {

constexpr std::size_t kRows = 32;            ///< Shown; more would make a page that nobody reads.
constexpr qsizetype kCharacters = 3000;      ///< Of a text that is read.
constexpr qsizetype kCutCharacters = 300;    ///< Of one that is cut off.

struct FirstBatchText {
    Q_DECLARE_TR_FUNCTIONS(icf::ui::FirstBatchView)
};

QString number(std::int64_t value)
{
    return QLocale().toString(qlonglong(value));
}

/// A text of the data as HTML, line breaks marked; the middle of a longer one is left out.
QString escaped(const std::string& text, qsizetype most)
{
    QString all = exactText(text);
    if (all.size() > most)
        all = all.left(most / 2) + QStringLiteral(" … ") + all.right(most / 2);
    return all.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("⏎<br>")).replace(QStringLiteral("  "), QStringLiteral("&nbsp; "));
}

class Writer {
public:
    explicit Writer(const Colors& colors) : colors_(colors) {}

    QString row(const FirstBatch& batch, std::size_t index) const
    {
        const BatchRow& row = batch.rows[index];
        QStringList facts{FirstBatchText::tr("line %1").arg(number(row.line)),
                          row.chunks > 1 ? FirstBatchText::tr("%1 context tokens → %2 digests (%3) in %4 chunks")
                                               .arg(number(row.context.tokens), number(row.digests), formatRatio(row.ratio()), number(row.chunks))
                                         : FirstBatchText::tr("%1 context tokens → %2 digests (%3)")
                                               .arg(number(row.context.tokens), number(row.digests), formatRatio(row.ratio())),
                          FirstBatchText::tr("%1 positions, %2 of them labels").arg(number(row.length()), number(row.labels()))};
        if (const std::int64_t padding = batch.longest(batch.processOf(index)) - row.length(); padding > 0)
            facts << FirstBatchText::tr("%1 of padding after them").arg(number(padding));
        if (batch.place.processes > 1)
            facts << FirstBatchText::tr("process %1").arg(number(batch.processOf(index) + 1));
        QString html = QStringLiteral("<h4 style='margin:18px 0 2px 0'>%1</h4>").arg(FirstBatchText::tr("Row %1").arg(number(batch.place.sample + std::int64_t(index) + 1)).toHtmlEscaped());
        html += paragraph(muted(facts.join(QStringLiteral(" · ")).toHtmlEscaped()));
        for (const auto& [text, cut] : {std::pair{&row.context, FirstBatchText::tr("%1 of %2 context tokens are cut off")},
                                        {&row.prompt, FirstBatchText::tr("%1 of %2 prompt tokens are cut off")},
                                        {&row.answer, FirstBatchText::tr("%1 of %2 answer tokens are cut off")}})
            if (const std::int64_t lost = text->cutBefore + text->cutAfter; lost > 0)
                html += paragraph(span(cut.arg(number(lost), number(lost + text->tokens)).toHtmlEscaped(), colors_.warning));
        html += paragraph(muted(FirstBatchText::tr("The compressor reads").toHtmlEscaped()));
        html += paragraph(readText(row.context));
        html += paragraph(muted(FirstBatchText::tr("The language model reads").toHtmlEscaped()));
        QString read;
        for (const BatchPart& part : row.parts)
            read += partText(part, row);
        return html + paragraph(read + cutText(row.answer.textAfter));
    }

private:
    static QString paragraph(const QString& html) { return QStringLiteral("<p style='margin:4px 0 0 0'>%1</p>").arg(html); }
    static QString span(const QString& html, const QColor& color, const QString& style = {})
    {
        return QStringLiteral("<span style='color:%1;%2'>%3</span>").arg(color.name(), style, html);
    }
    QString muted(const QString& html) const { return span(html, colors_.muted); }
    QString cutText(const std::string& text) const
    {
        return text.empty() ? QString() : span(escaped(text, kCutCharacters), colors_.muted, QStringLiteral("text-decoration:line-through"));
    }
    QString readText(const ReadText& text) const { return cutText(text.textBefore) + escaped(text.text, kCharacters) + cutText(text.textAfter); }
    /// A place that holds vectors, not words.
    QString place(const QString& what) const
    {
        return QStringLiteral(" <span style='color:%1;background:%2'>&nbsp;[%3]&nbsp;</span> ").arg(colors_.onAccent.name(), colors_.accent.name(), what.toHtmlEscaped());
    }
    QString partText(const BatchPart& part, const BatchRow& row) const
    {
        switch (part.role) {
        case SegmentRole::context:
            return place(FirstBatchText::tr("%1 digest vectors of %2 context tokens, %3").arg(number(part.vectors), number(row.context.tokens), formatRatio(row.ratio())));
        case SegmentRole::marker:
            return place(row.parts.front().role == SegmentRole::context ? QStringLiteral("AE") : QStringLiteral("FT"));
        case SegmentRole::label:
            return span(escaped(part.text, kCharacters), colors_.good, QStringLiteral("text-decoration:underline"));
        case SegmentRole::prefix:
        case SegmentRole::postfix:
            return muted(escaped(part.text, kCharacters));
        case SegmentRole::prompt:
            break;
        }
        return escaped(part.text, kCharacters) + cutText(row.prompt.textAfter);
    }

    const Colors& colors_;
};

} // namespace

QString firstBatchSummary(const FirstBatch& batch, std::optional<std::int64_t> resumedAfter)
{
    const auto count = std::int64_t(batch.rows.size());
    QStringList facts{resumedAfter ? FirstBatchText::tr("After step %1: rows %2 to %3 of %4 in epoch %5")
                                         .arg(number(*resumedAfter), number(batch.place.sample + 1), number(batch.place.sample + count),
                                              number(batch.samplesPerEpoch), number(batch.place.epoch + 1))
                                   : FirstBatchText::tr("%1 of %2 rows").arg(number(count), number(batch.samplesPerEpoch)),
                      FirstBatchText::tr("ratio %1").arg(formatRatio(batch.ratio())),
                      FirstBatchText::tr("%1 labels").arg(number(batch.labels())),
                      batch.place.processes > 1 ? FirstBatchText::tr("up to %1 positions in %n processes", nullptr, int(batch.place.processes)).arg(number(batch.longest()))
                                                : FirstBatchText::tr("%1 positions each").arg(number(batch.longest())),
                      FirstBatchText::tr("%1 % padding").arg(QLocale().toString(100 * batch.padding(), 'f', 1))};
    if (!batch.promptTemplate.empty())
        facts << FirstBatchText::tr("template %1").arg(QString::fromStdString(batch.promptTemplate.substr(0, batch.promptTemplate.find(':'))));
    return facts.join(QStringLiteral(" · "));
}

QString firstBatchHtml(const FirstBatch& batch, const Colors& colors)
{
    const Writer writer(colors);
    const std::size_t shown = std::min(batch.rows.size(), kRows);
    QString html;
    for (std::size_t i = 0; i < shown; ++i)
        html += writer.row(batch, i);
    if (const std::size_t more = batch.rows.size() - shown; more > 0)
        html += QStringLiteral("<p>%1</p>").arg(FirstBatchText::tr("and %n more row(s)", nullptr, int(more)).toHtmlEscaped());
    return html;
}

} // namespace icf::ui
