#include <chrono>
#include <exception>
#include <filesystem>
#include <numeric>
#include <optional>

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
#include "core/models/common_ground.h"
#include "core/models/models.h"
#include "core/models/plain_errors.h"
#include "core/models/read_lengths.h"
#include "core/options/option_tools.h"
#include "core/processes/own_device.h"
#include "core/processes/together.h"

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

/// One generation: what it computes with, and in the first process the file.
class Generation {
public:
    Generation(const GenerateOptions& options, const GenerateStart& start, GenerateObserver& observer, CancelToken& cancel, Communicator* processes)
        : options_(options), start_(start), processes_(processes ? *processes : alone_), agreement_(processes_, cancel), observer_(writes() ? observer : quiet_)
    {
    }

    /// Returns the number of rows.
    std::int64_t run();

private:
    bool writes() const { return processes_.rank() == 0; }
    void openModel();
    void tellNotes();
    void beginFile();
    void answerRows();
    void sayLengths();
    std::string linesOf(std::int64_t batch);
    std::int64_t batchStart(std::int64_t batch) const { return std::min(data_->size(), before_ + batch * options_.batch_size); }

    GenerateOptions options_;
    const GenerateStart& start_;
    Alone alone_;
    Communicator& processes_;
    Agreement agreement_;
    GenerateObserver quiet_;  ///< Of all processes but the first.
    GenerateObserver& observer_;
    std::optional<AnswerFile> file_;
    std::unique_ptr<DataSet> data_;
    OpenModels models_;
    nlohmann::json madeFrom_;
    std::optional<ReadLengths> lengths_;
    PrefixCache prefix_;
    std::int64_t before_ = 0;  ///< Answers that were there when it began.
};

void Generation::openModel()
{
    models_ = openModels(options_.model, loadingTold([this](const std::string& text) { observer_.onMessage(Severity::info, text); }, &agreement_.mine()));
    madeFrom_ = madeFrom(options_, models_, *data_);
    lengths_.emplace(models_);
}

void Generation::tellNotes()
{
    for (const auto& [line, why] : data_->counts().problems)
        observer_.onMessage(Severity::warning, options_.data_path + ":" + std::to_string(line) + ": " + why + "; skipped");
    for (const std::string& text : leftOutTexts(data_->counts()))
        observer_.onMessage(Severity::warning, options_.data_path + ": " + text);
    if (const std::string note = copyNote(data_->counts()); !note.empty())
        observer_.onMessage(Severity::info, note);
    for (const std::string& note : models_.notes)
        observer_.onMessage(Severity::warning, note);
    if (!models_.compressor)
        observer_.onMessage(Severity::info, "no compressor is given (--icformer_path): the language model reads the whole contexts");
    else if (!models_.compressor->hasFt())
        observer_.onMessage(Severity::warning, options_.model.icformer_path + ": this compressor was only pre-trained, to repeat text; expect poor answers");
}

void Generation::beginFile()
{
    std::error_code failed;
    std::filesystem::create_directories(options_.save_path, failed);
    if (failed)
        throw Error(options_.save_path, "the folder cannot be made: " + failed.message());
    before_ = file_->begin(madeFrom_, data_->size());
    if (start_.resume)
        observer_.onMessage(Severity::info, "going on with the answers in " + file_->partial() + ": " + std::to_string(before_) + " of " + std::to_string(data_->size()));
}

/// The lines of a batch of rows that this process answers.
std::string Generation::linesOf(std::int64_t batch)
{
    const std::int64_t first = batchStart(batch);
    std::vector<DataRow> rows;
    for (std::int64_t i = first; i < batchStart(batch + 1); ++i)
        rows.push_back(data_->row(i));
    const std::vector<std::string> texts =
        withPlainErrors(options_.model, [&] { return answers(models_, rows, first, options_, prefix_, *lengths_, agreement_.token()); });
    std::string lines;
    for (std::size_t i = 0; i < rows.size(); ++i)
        lines += lineOf(rows[i], models_.layouts->promptTemplate(), texts[i], options_.line_numbers) + '\n';
    return lines;
}

/// Answers the rows that have no answer yet.
void Generation::answerRows()
{
    std::optional<PatientWriter> writer;
    if (file_)
        writer.emplace(*file_, observer_, agreement_.mine());
    observer_.onProgress(before_, data_->size());
    const std::int64_t batches = (data_->size() - before_ + options_.batch_size - 1) / options_.batch_size;
    deal(agreement_, 0, batches, [this](std::int64_t batch) { return linesOf(batch); }, [&](std::int64_t, const std::string& lines) {
        std::vector<std::string> list;
        for (std::size_t start = 0, end; (end = lines.find('\n', start)) != std::string::npos; start = end + 1)
            list.push_back(lines.substr(start, end - start));
        writer->append(list);
        observer_.onProgress(file_->done(), data_->size());
    });
    together(processes_, [&] { if (writer) writer->finish(); });
}

void Generation::sayLengths()
{
    for (const std::string& note : lengths_->notes())
        observer_.onMessage(Severity::warning, options_.data_path + ": " + note);
}

std::int64_t Generation::run()
{
    together(processes_, [this] { if (writes()) file_.emplace(options_.save_path + "/" + options_.output_file, start_); });
    togetherOnePerHostFirst(processes_, [this] { data_ = DataSet::open(options_.data_path, DataKind::pwcTest, options_.strict, agreement_.mine()); });
    const nlohmann::json common = toJson(options_);
    if (options_.model.threads == 0 && processes_.size() > 1)
        options_.model.threads = fairThreads(processes_);
    options_.model.device = ownDevice(processes_, options_.model.device);
    together(processes_, [this] { openModel(); });
    requireCommonGround(processes_, commonGround(common, madeFrom_.at("files")));
    tellNotes();
    if (processes_.size() > 1)
        observer_.onMessage(Severity::info, tellProcesses(processes_));
    together(processes_, [this] { if (writes()) beginFile(); });
    before_ = std::stoll(textsOf(processes_, std::to_string(before_)).front());
    try {
        answerRows();
        lengths_->addUp(processes_);
        sayLengths();
    } catch (const std::exception& problem) {
        if (thrownByAll(problem))
            lengths_->addUp(processes_);
        sayLengths();
        if (file_ && file_->done() > 0)
            observer_.onMessage(Severity::info, std::to_string(file_->done()) + " of " + std::to_string(data_->size()) + " answers are in " + file_->partial() + "; --resume goes on with them");
        if (file_)
            file_->removeIfEmpty();
        throw;
    }
    return data_->size();
}

} // namespace

std::int64_t generateFile(const GenerateOptions& options, const GenerateStart& start, GenerateObserver& observer, CancelToken& cancel, Communicator* processes)
{
    return Generation(options, start, observer, cancel, processes).run();
}

} // namespace icf
