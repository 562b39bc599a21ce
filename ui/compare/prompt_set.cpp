#include "ui/compare/prompt_set.h"

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/line_reader.h"
#include "core/base/text_kind.h"
#include "core/base/utf8.h"
#include "core/data/data_file.h"
#include "ui/common/exact_text_edit.h"
#include "ui/session/payload.h"

namespace icf::ui {

namespace {

constexpr std::size_t kMaxBytes = 256'000'000;
constexpr std::size_t kMaxLineBytes = 16'000'000;

PromptItem itemFromJson(std::string_view line, const std::string& where, const QString& context)
{
    const nlohmann::json json = parseJson(line, where);
    if (!json.is_object())
        throw Error(where, "is not a JSON object");
    const auto text = [&](const char* key) {
        const auto value = json.find(key);
        if (value == json.end())
            return QString();
        if (!value->is_string())
            throw Error(where, std::string("\"") + key + "\" must be a text");
        return exactText(value->get_ref<const std::string&>());
    };
    PromptItem item{json.contains("input") ? text("input") : context, text("prompt"), text("answer")};
    if (item.prompt.trimmed().isEmpty())
        throw Error(where, "has no \"prompt\"");
    return item;
}

} // namespace

std::vector<PromptItem> readPromptSet(const QString& path, const QString& context)
{
    CancelToken cancel;
    const DataFile opened = openDataFile(path.toStdString(), DataCache::ofUser(), cancel);
    const ReadFile& file = *opened.bytes;
    if (file.size() > kMaxBytes)
        throw Error(path.toStdString(), "is too large for a prompt set; icformer evaluate takes data sets of any size");
    const bool json = payload::namesDataFile(path) || path.endsWith(QLatin1StringView(".json"), Qt::CaseInsensitive);
    std::vector<PromptItem> items;
    LineReader lines(file, kMaxLineBytes);
    FileLine next;
    for (int number = 1; lines.next(next); ++number) {
        const std::string where = path.toStdString() + ':' + std::to_string(number);
        if (next.overLong)
            throw Error(where, "is too long for a prompt");
        if (const std::size_t valid = validUtf8Prefix(next.text); valid < next.text.size())
            throw Error(where, notUtf8(next.text, valid, "byte " + std::to_string(valid + 1)));
        const QByteArray line = QByteArray(next.text.data(), qsizetype(next.text.size())).trimmed();
        if (line.isEmpty())
            continue;
        if (json)
            items.push_back(itemFromJson({line.constData(), std::size_t(line.size())}, where, context));
        else
            items.push_back({context, exactText({line.constData(), std::size_t(line.size())}), {}});
    }
    if (items.empty())
        throw Error(path.toStdString(), "holds no prompt");
    return items;
}

void SetScore::add(const Comparison& comparison, const ColumnResult& column)
{
    if (!column.report || column.report->stopped) {
        ++failed;
        return;
    }
    const GenerationReport& report = *column.report;
    ++answered;
    read += double(report.budget.contextRead);
    ratio += report.budget.ratio();
    firstToken += report.firstTokenSeconds;
    if (report.tokensPerSecond > 0) {
        tokensPerSecond += report.tokensPerSecond;
        ++timed;
    }
    if (const auto score = scores(comparison, column)) {
        ++judged;
        exact += score->exact ? 1 : 0;
        if (score->rouge) {
            ++rougeJudged;
            rougeL += score->rouge->rougeL.f1;
        }
        bleu += bleuCounts(comparison.reference.toStdString(), column.text.toStdString());
    }
}

} // namespace icf::ui
