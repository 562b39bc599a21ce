#include <chrono>
#include <exception>
#include <filesystem>
#include <numeric>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/retry.h"
#include "core/data/dataset.h"
#include "core/data/left_out.h"
#include "core/engine/answer_file.h"
#include "core/engine/engine.h"
#include "core/engine/model_hashes.h"
#include "core/generate/generator.h"
#include "core/models/models.h"
#include "core/models/plain_errors.h"
#include "core/models/read_lengths.h"
#include "core/options/option_tools.h"

namespace icf {
namespace {

/// Answers that a crash of the machine may cost; one of the program costs none.
constexpr std::chrono::seconds kSyncInterval{5};

/// Answers a batch of rows from their digests, or from the whole contexts where no compressor is open.  first: number of the first one.
std::vector<std::string> answers(const OpenModels& models, const std::vector<DataRow>& rows, std::int64_t first, const GenerateOptions& options, PrefixCache& prefix,
                                 ReadLengths& lengths, CancelToken& cancel)
{
    std::vector<std::vector<std::int64_t>> contexts;
    for (const DataRow& row : rows)
        contexts.push_back(contextIds(*models.tokenizer, row.context, options.compression.max_seq_len));
    at::NoGradGuard noGrad;
    DigestBatch digests;
    VectorRows marker;
    if (models.compressor) {
        for (const std::vector<std::int64_t>& context : contexts)
            lengths.addContext(std::int64_t(context.size()), options.compression, options.compression.encode);
        digests = models.compress(spansOf(contexts), options.compression, options.compression.encode, untilStopped(cancel));
        marker = models.compressor->ft();
    }
    std::vector<Layout> layouts;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Segment context = models.compressor ? Segment{SegmentRole::context, {}, digests.rows(i)} : Segment{SegmentRole::context, contexts[i], {}};
        layouts.push_back(models.layouts->question(std::move(context), marker, models.layouts->promptIds(rows[i].prompt), nullptr));
        lengths.addRow(layouts.back().length());
    }
    const SamplingOptions& sampling = options.sampling;
    std::vector<std::int64_t> numbers(rows.size());
    std::iota(numbers.begin(), numbers.end(), first);
    const Generated generated = generate(*models.lm, layouts, sampling.max_new_tokens, models.tokenizer->eos(),
                                         {sampling, std::move(numbers)}, cancel,
                                         nullptr, &prefix);
    if (generated.stopped)
        throw Cancelled();
    std::vector<std::string> texts;
    for (const GeneratedRow& row : generated.rows)
        texts.push_back(answerText(*models.tokenizer, row.ids));
    return texts;
}

std::string lineOf(const DataRow& row, const PromptTemplate& promptTemplate, const std::string& answer, bool withNumber)
{
    nlohmann::ordered_json line;
    line["input"] = row.context;
    line["prompt"] = promptTemplate.promptText(row.prompt);
    line["answer"] = answer;
    if (withNumber)
        line["line"] = row.line;
    return dumpText(line);
}

/// All that the answers depend on.
nlohmann::json madeFrom(const GenerateOptions& options, const OpenModels& models, const DataSet& data)
{
    nlohmann::json origin;
    nlohmann::json& all = origin["options"] = optionsThatAffect({Affects::result, Affects::answers}, options);
    all["dtype"] = models.compute.typeName();
    origin["files"] = modelFileHashes(options.model);
    origin["files"]["lm_path"] = models.lm->checksum();
    origin["files"]["data_path"] = data.fingerprint();
    return origin;
}

/// Writes answers to the file as they come, however full the disk is meanwhile.
class PatientWriter {
public:
    PatientWriter(AnswerFile& file, GenerateObserver& observer, const CancelToken& cancel) : file_(file), observer_(observer), cancel_(cancel) {}

    void append(const std::vector<std::string>& lines)
    {
        std::size_t written = 0;
        write("the answers could not be written", [&] {
            for (; written < lines.size(); ++written)
                file_.append(lines[written]);
            if (std::chrono::steady_clock::now() - synced_ < kSyncInterval)
                return;
            file_.sync();
            synced_ = std::chrono::steady_clock::now();
        });
    }
    void finish()
    {
        write("the answers could not be moved to their place", [&] { file_.finish(); });
    }

private:
    void write(const std::string& what, const std::function<void()>& writeOnce)
    {
        std::exception_ptr hopeless;
        const auto attempt = [&] {
            try {
                writeOnce();
            } catch (const FileTooLarge&) {
                hopeless = std::current_exception();
            }
        };
        const bool done = writeOrWait(what, attempt, [&](const std::string& line) { observer_.onMessage(Severity::warning, line); }, cancel_);
        if (hopeless)
            std::rethrow_exception(hopeless);
        // Stopped while it waited: the reason is what ends the work.
        if (!done)
            writeOnce();
    }

    AnswerFile& file_;
    GenerateObserver& observer_;
    const CancelToken& cancel_;
    std::chrono::steady_clock::time_point synced_ = std::chrono::steady_clock::now();
};

/// Answers the rows that have no answer yet.
void answerRows(const OpenModels& models, const DataSet& data, const GenerateOptions& options, AnswerFile& file, ReadLengths& lengths, GenerateObserver& observer, CancelToken& cancel)
{
    PrefixCache prefix;
    PatientWriter writer(file, observer, cancel);
    observer.onProgress(file.done(), data.size());
    while (file.done() < data.size()) {
        cancel.throwIfStopped();
        const std::int64_t first = file.done();
        std::vector<DataRow> rows;
        for (std::int64_t i = first; i < std::min(data.size(), first + options.batch_size); ++i)
            rows.push_back(data.row(i));
        const std::vector<std::string> texts = withPlainErrors(options.model, [&] { return answers(models, rows, first, options, prefix, lengths, cancel); });
        std::vector<std::string> lines;
        for (std::size_t i = 0; i < rows.size(); ++i)
            lines.push_back(lineOf(rows[i], models.layouts->promptTemplate(), texts[i], options.line_numbers));
        writer.append(lines);
        observer.onProgress(file.done(), data.size());
    }
    writer.finish();
}

} // namespace

std::int64_t generateFile(const GenerateOptions& options, const GenerateStart& start, GenerateObserver& observer, CancelToken& cancel)
{
    AnswerFile file(options.save_path + "/" + options.output_file, start);
    const auto data = DataSet::open(options.data_path, DataKind::pwcTest, options.strict, cancel);
    for (const auto& [line, why] : data->counts().problems)
        observer.onMessage(Severity::warning, options.data_path + ":" + std::to_string(line) + ": " + why + "; skipped");
    for (const std::string& text : leftOutTexts(data->counts()))
        observer.onMessage(Severity::warning, options.data_path + ": " + text);
    if (const std::string note = copyNote(data->counts()); !note.empty())
        observer.onMessage(Severity::info, note);
    const OpenModels models = openModels(options.model, loadingTold(cancel, [&](const std::string& text) { observer.onMessage(Severity::info, text); }));
    for (const std::string& note : models.notes)
        observer.onMessage(Severity::warning, note);
    if (!models.compressor)
        observer.onMessage(Severity::info, "no compressor is given (--icformer_path): the language model reads the whole contexts");
    else if (!models.compressor->hasFt())
        observer.onMessage(Severity::warning, options.model.icformer_path + ": this compressor was not fine-tuned (param.pt has no FT); expect poor answers");

    std::error_code failed;
    std::filesystem::create_directories(options.save_path, failed);
    if (failed)
        throw Error(options.save_path, "the folder cannot be made: " + failed.message());
    const std::int64_t before = file.begin(madeFrom(options, models, *data), data->size());
    if (start.resume)
        observer.onMessage(Severity::info, "going on with the answers in " + file.partial() + ": " + std::to_string(before) + " of " + std::to_string(data->size()));
    ReadLengths lengths(models);
    const auto sayLengths = [&] {
        for (const std::string& note : lengths.notes())
            observer.onMessage(Severity::warning, options.data_path + ": " + note);
    };
    try {
        answerRows(models, *data, options, file, lengths, observer, cancel);
        sayLengths();
    } catch (...) {
        sayLengths();
        if (file.done() > 0)
            observer.onMessage(Severity::info, std::to_string(file.done()) + " of " + std::to_string(data->size()) + " answers are in " + file.partial() + "; --resume goes on with them");
        file.removeIfEmpty();
        throw;
    }
    return file.done();
}

} // namespace icf
