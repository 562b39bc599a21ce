#include "app/cli/demo_answers.h"

#include <algorithm>
#include <iostream>

#include "app/cli/help_text.h"
#include "core/base/error.h"
#include "core/evaluate/metrics.h"

namespace icf::cli {
namespace {

class Silent : public TokenSink {
public:
    void onToken(std::int64_t, const std::string&) override {}
};

template <class Get> double mean(const std::vector<GenerationReport>& reports, Get get)
{
    double sum = 0;
    for (const GenerationReport& report : reports)
        sum += get(report);
    return reports.empty() ? 0 : sum / double(reports.size());
}

std::string padded(std::string text, std::size_t width)
{
    if (text.size() < width)
        text.resize(width, ' ');
    return text;
}

void printAnswer(const char* name, const GenerationReport& report, bool right)
{
    char numbers[96];
    std::snprintf(numbers, sizeof numbers, "%4lld vectors  %5.1f ms  ", static_cast<long long>(report.budget.contextRead),
        (report.firstTokenSeconds + report.decodeSeconds) * 1000);
    std::cout << "  " << padded(name, 20) << numbers << (right ? "right  " : "wrong  ") << report.text << '\n';
}

void printTotal(const char* name, const DemoAnswers& answers)
{
    char numbers[160];
    std::snprintf(numbers, sizeof numbers, "%4lld of %-4zu  %5.2fx  %9.2f ms  %9.2f ms  %9.2f ms", static_cast<long long>(answers.rightCount()),
        answers.reports.size(), answers.ratio(), answers.meanCompressSeconds() * 1000, answers.meanFirstTokenSeconds() * 1000,
        answers.meanDecodeSeconds() * 1000);
    std::cout << "  " << padded(name, 20) << numbers << '\n';
}

} // namespace

std::int64_t DemoAnswers::rightCount() const { return std::count(right.begin(), right.end(), true); }

double DemoAnswers::meanFirstTokenSeconds() const
{
    return mean(reports, [](const GenerationReport& report) { return report.firstTokenSeconds; });
}

double DemoAnswers::meanDecodeSeconds() const
{
    return mean(reports, [](const GenerationReport& report) { return report.decodeSeconds; });
}

double DemoAnswers::meanCompressSeconds() const
{
    return mean(reports, [](const GenerationReport& report) { return report.compressSeconds; });
}

double DemoAnswers::ratio() const
{
    double context = 0;
    double read = 0;
    for (const GenerationReport& report : reports) {
        context += double(report.budget.contextTokens);
        read += double(report.budget.contextRead);
    }
    return read > 0 ? context / read : 0;
}

DemoAnswers askAll(Session& session, const std::vector<DataRow>& rows, ContextMode mode, const DemoSettings& settings, const std::string& title,
    Terminal& terminal, CancelToken& cancel)
{
    DemoAnswers answers;
    Silent sink;
    for (const DataRow& row : rows) {
        cancel.throwIfStopped();
        if (!title.empty())
            terminal.progress(double(answers.reports.size()) / double(rows.size()), -1, title);
        GenerationRequest request;
        request.mode = mode;
        request.context = row.context;
        request.prompt = row.prompt;
        request.useChunk = settings.useChunk;
        request.maxChunkLen = settings.maxChunkLen;
        request.maxNewTokens = settings.maxNewTokens;
        GenerationReport report = session.generate(request, sink, cancel);
        if (report.stopped)
            throw Cancelled();
        answers.right.push_back(exactMatch(row.answer, report.text));
        answers.reports.push_back(std::move(report));
    }
    terminal.endProgress();
    if (!title.empty())
        terminal.line(title + ": " + countText(answers.rightCount()) + " of " + countText(std::int64_t(rows.size())) + " right");
    return answers;
}

void printExample(const DataRow& row, std::size_t index, const DemoAnswers& before, const DemoAnswers& after, const DemoAnswers& full)
{
    const TokenBudget& budget = after.reports[index].budget;
    char ratio[64];
    std::snprintf(ratio, sizeof ratio, "%lld tokens, %lld vectors (%.2fx)", static_cast<long long>(budget.contextTokens),
        static_cast<long long>(budget.contextRead), budget.ratio());
    std::cout << "\nContext, " << ratio << ":\n  " << wrapped(row.context, 2, 110) << "\nQuestion: " << row.prompt << '\n'
              << "  " << padded("right answer", 46) << row.answer << '\n';
    printAnswer("full text", full.reports[index], full.right[index]);
    printAnswer("compressed, before", before.reports[index], before.right[index]);
    printAnswer("compressed, after", after.reports[index], after.right[index]);
}

void printSummary(const DemoAnswers& before, const DemoAnswers& after, const DemoAnswers& full, double trainingSeconds)
{
    std::cout << "\nHeld-out questions answered word for word, after " << durationText(trainingSeconds) << " of training:\n"
              << "                      right         ratio     compress   first token       decode\n";
    printTotal("full text", full);
    printTotal("compressed, before", before);
    printTotal("compressed, after", after);
    std::cout << "Ratio: context tokens per vector that the model reads; chunks that are not full lower it. Times are means per question.\n"
              << "At this size compressing saves no time; the point is to see it work." << std::endl;
}

} // namespace icf::cli
