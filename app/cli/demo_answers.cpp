#include "app/cli/demo_answers.h"

#include <algorithm>
#include <iostream>

#include "app/cli/help_text.h"
#include "core/base/error.h"
#include "core/metrics/metrics.h"

namespace icf::cli {
namespace {

constexpr std::size_t kTextWidth = 110;
constexpr std::size_t kNameWidth = 24;

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

void printAnswer(const std::string& name, const GenerationReport& report, bool right)
{
    char numbers[96];
    std::snprintf(numbers, sizeof numbers, "%4lld vectors  %6.1f ms  ", static_cast<long long>(report.budget.contextRead),
        (report.firstTokenSeconds + report.decodeSeconds) * 1000);
    std::cout << "  " << padded(name, kNameWidth) << numbers << (right ? "right  " : "wrong  ") << report.text << '\n';
}

void printTotal(const DemoAnswers& answers)
{
    char numbers[160];
    std::snprintf(numbers, sizeof numbers, "%4lld of %-4zu  %5.2fx  %8.2f ms  %8.2f ms  %9.2f ms", static_cast<long long>(answers.rightCount()),
        answers.reports.size(), answers.ratio(), answers.meanCompressSeconds() * 1000, answers.meanFirstTokenSeconds() * 1000,
        answers.meanDecodeSeconds() * 1000);
    std::cout << "  " << padded(answers.name, kNameWidth) << numbers << '\n';
}

/// terminal: null to stay silent.
DemoAnswers ask(Session& session, const std::vector<DataRow>& rows, ContextMode mode, const DemoSettings& settings, const std::string& name,
    Terminal* terminal, CancelToken& cancel)
{
    DemoAnswers answers;
    answers.name = name;
    Silent sink;
    for (const DataRow& row : rows) {
        cancel.throwIfStopped();
        if (terminal)
            terminal->progress(double(answers.reports.size()) / double(rows.size()), -1, name);
        GenerationRequest request;
        request.mode = mode;
        request.context = row.context;
        request.prompt = row.prompt;
        request.chunks = settings.chunks;
        request.maxNewTokens = settings.maxNewTokens;
        GenerationReport report = session.generate(request, sink, cancel);
        if (report.stopped)
            throw Cancelled();
        answers.right.push_back(exactMatch(row.answer, report.text));
        answers.reports.push_back(std::move(report));
    }
    return answers;
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

DemoAnswers askQuietly(Session& session, const std::vector<DataRow>& rows, ContextMode mode, const DemoSettings& settings, const std::string& name,
    CancelToken& cancel)
{
    return ask(session, rows, mode, settings, name, nullptr, cancel);
}

DemoAnswers askAll(Session& session, const std::vector<DataRow>& rows, ContextMode mode, const DemoSettings& settings, const std::string& name,
    Terminal& terminal, CancelToken& cancel)
{
    DemoAnswers answers = ask(session, rows, mode, settings, name, &terminal, cancel);
    terminal.endProgress();
    terminal.line(name + ": " + countText(answers.rightCount()) + " of " + countText(std::int64_t(rows.size())) + " held-out questions right");
    return answers;
}

void printReadBack(const DataRow& row, const ReconstructionReport& report, std::int64_t digests)
{
    const bool exact = report.freeRunning == report.original;
    std::cout << "\nA text of " << report.original.size() - 1 << " tokens:\n  " << wrapped(row.context, 2, kTextWidth) << "\nread back from " << digests
              << " digests, without a look at the text (" << (exact ? "word for word" : "not word for word") << "):\n  "
              << wrapped(report.freeText, 2, kTextWidth) << std::endl;
}

void printExample(const DataRow& example, std::size_t row, const std::vector<DemoAnswers>& ways)
{
    std::cout << "\nContext, " << ways.front().reports[row].budget.contextTokens << " tokens:\n  " << wrapped(example.context, 2, kTextWidth)
              << "\nQuestion: " << example.prompt << "\n  " << padded("right answer", kNameWidth + 32) << example.answer << '\n';
    for (const DemoAnswers& way : ways)
        printAnswer(way.name, way.reports[row], way.right[row]);
    std::cout << std::flush;
}

void printSummary(const std::vector<DemoAnswers>& ways, double trainingSeconds)
{
    std::cout << "\nHeld-out questions answered word for word, after " << durationText(trainingSeconds) << " of training:\n"
              << padded("", kNameWidth + 2) << "      right   ratio     compress   first token        decode\n";
    for (const DemoAnswers& way : ways)
        printTotal(way);
    std::cout << "Ratio: context tokens per vector that the model reads; chunks that are not full lower it. Times are means per question.\n"
              << "At this size compressing saves no time; the point is to see it work." << std::endl;
}

} // namespace icf::cli
