#include "core/evaluate/evaluate.h"

#include <filesystem>
#include <optional>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/sha256.h"
#include "core/base/stopwatch.h"
#include "core/evaluate/cost.h"
#include "core/evaluate/unit_runner.h"
#include "core/facts/prompt_choice.h"
#include "core/models/common_ground.h"
#include "core/models/models.h"
#include "core/models/plain_errors.h"
#include "core/models/versions.h"
#include "core/processes/own_device.h"
#include "core/processes/together.h"
#include "core/results/example_store.h"
#include "core/results/plan.h"
#include "core/run/folder_lock.h"
#include "core/run/machine.h"
#include "core/text/prompt_template.h"

namespace icf {
namespace {

constexpr double kSummarySeconds = 30;
constexpr std::int64_t kCostTexts = 200;

/// Short names of the compressors: their folders' last parts, with the parent's where they are the same.
std::vector<std::string> labelsOf(const std::vector<std::string>& folders)
{
    std::vector<std::string> labels;
    for (const std::string& folder : folders) {
        const std::filesystem::path path = std::filesystem::path(folder + "/").parent_path();
        labels.push_back(path.filename().string());
    }
    for (std::size_t i = 0; i < folders.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (labels[i] != labels[j])
                continue;
            for (const std::size_t k : {i, j})
                labels[k] = std::filesystem::path(folders[k] + "/").parent_path().parent_path().filename().string() + "/" + labels[k];
        }
    }
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (labels[i] == labels[j])
                labels[i] += " #" + std::to_string(i + 1);
    return labels;
}

/// Everything that the examples depend on beside the options.
nlohmann::ordered_json identityOf(const EvaluateOptions& options, const OpenModels& models, const EvaluationPlan& plan,
                                  const std::vector<std::string>& labels)
{
    nlohmann::ordered_json identity;
    identity["language_model"] = {{"folder", std::filesystem::path(options.model.lm_path + "/").parent_path().filename().string()},
        {"sha256", models.lm->checksum()}, {"tokenizer", models.tokenizer->description()}};
    if (const std::vector<std::int64_t>& ends = models.lm->endTokens(); ends != std::vector{models.tokenizer->eos()} && !ends.empty())
        identity["language_model"]["end_tokens"] = ends;
    const std::vector<std::string> folders = compressorsOf(options);
    for (std::size_t i = 0; i < folders.size(); ++i)
        identity["compressors"].push_back({{"label", labels[i]}, {"model_sha256", sha256OfFile(folders[i] + "/model.safetensors")},
            {"param_sha256", sha256OfFile(folders[i] + "/param.pt")}});
    identity["data_sha256"] = plan.dataFingerprint;
    identity["compute_type"] = models.compute.typeName();
    identity["device"] = models.compute.device.str();
    identity["template"] = models.layouts->promptTemplate().toJson();
    identity["metrics"] = {{"rouge", "as rouge-score 0.1.2, use_stemmer=False"}, {"bleu", "as sacrebleu 2.6.0, tok:13a, smooth:exp, divided by 100"}};
    for (const auto& [name, version] : componentVersions())
        identity["versions"][name] = version;
    return identity;
}

/// The options that the examples depend on.  How dtype was resolved is in the identity.
nlohmann::ordered_json comparable(const EvaluateOptions& options)
{
    nlohmann::ordered_json json = optionsThatAffect({Affects::result, Affects::answers}, options);
    json.erase("dtype");
    // Examples are computed and kept by whole batches.
    json["batch_size"] = options.batch_size;
    return json;
}

/// Names of what differs between the evaluation in the folder and the one asked for; empty when it can go on.
std::string differencesTo(const EvaluationResults& found, const EvaluationResults& wanted)
{
    // As plain json, whose objects are equal in whatever order they were written.
    const std::string options = changedKeys(comparable(found.options), comparable(wanted.options));
    nlohmann::ordered_json before = found.identity;
    // Older versions recorded the first card as it was asked for.
    if (before.contains("device") && before["device"] == "cuda")
        before["device"] = "cuda:0";
    const std::string identity = changedKeys(before, wanted.identity);
    return options + (options.empty() || identity.empty() ? "" : ", ") + identity;
}

/// Takes over what the folder holds of this evaluation, or clears it away when that is allowed.
void takeUp(EvaluationResults& results, const EvaluateOptions& options, EvaluateObserver& observer)
{
    const std::string& folder = options.save_path;
    const bool evaluated = std::filesystem::exists(std::filesystem::symlink_status(folder + "/evaluation.json"));
    if (!options.overwrite && evaluated) {
        const EvaluationResults found = readResults(folder);
        const std::string changed = differencesTo(found, results);
        if (!changed.empty())
            throw Error(folder, "holds another evaluation (different: " + changed + "); give another --save_path, or --overwrite");
        results.cost = found.cost;
        observer.onMessage(Severity::info, found.state == "finished" ? folder + ": already evaluated; the tables are written again"
                                                                     : folder + ": going on where the evaluation stopped");
        return;
    }
    // evaluation.json is written first, so without it these are somebody else's; an evaluation that was killed early leaves an empty list of examples.
    for (const char* name : kEvaluationFiles) {
        const std::string path = folder + "/" + name;
        std::error_code ignored;
        if (!options.overwrite && std::filesystem::exists(path) && !std::filesystem::is_empty(path, ignored))
            throw Error(path, "no evaluation here wrote this file, and it would be replaced; give another --save_path, or --overwrite");
    }
    for (const char* name : kEvaluationFiles)
        std::filesystem::remove(folder + "/" + name);
}

std::string textForCost(const EvaluateOptions& options, CancelToken& cancel)
{
    const auto data = DataSet::open(options.data_path, DataKind::contexts, options.strict, cancel);
    std::string text;
    for (std::int64_t i = 0; i < std::min(data->size(), kCostTexts); ++i)
        text += (text.empty() ? "" : " ") + data->row(i).context;
    return text;
}

/// The records of a unit as one process passes them on to another.
std::string textOf(const std::vector<ExampleRecord>& records)
{
    std::string text;
    for (const ExampleRecord& record : records)
        text += dumpText(recordToJson(record)) + '\n';
    return text;
}

std::vector<ExampleRecord> recordsOf(const std::string& text)
{
    std::vector<ExampleRecord> records;
    for (std::size_t start = 0, end; (end = text.find('\n', start)) != std::string::npos; start = end + 1)
        records.push_back(recordFromJson(nlohmann::ordered_json::parse(text.substr(start, end - start))));
    return records;
}

class Evaluation {
public:
    Evaluation(const EvaluateOptions& options, EvaluateObserver& observer, CancelToken& cancel, Communicator* processes)
        : options_(options), processes_(processes ? *processes : alone_), agreement_(processes_, cancel), observer_(writes() ? observer : quiet_),
          folders_(compressorsOf(options)), labels_(labelsOf(folders_))
    {
    }

    EvaluationResults run();

private:
    bool writes() const { return processes_.rank() == 0; }
    void openAll();
    void openModels(std::int64_t threads, const std::string& device);
    void identify();
    void openFolder();
    void write(const char* state);
    void runUnits();
    void runDealtUnits(UnitRunner& runner);
    void keep(const EvaluationUnit& unit, const std::vector<ExampleRecord>& records);
    void runCost();
    void report(const EvaluationUnit& unit);

    const EvaluateOptions& options_;
    Alone alone_;
    Communicator& processes_;
    Agreement agreement_;
    EvaluateObserver quiet_;  ///< Of all processes but the first.
    EvaluateObserver& observer_;
    std::vector<std::string> folders_;
    std::vector<std::string> labels_;
    OpenModels models_;
    EvaluationPlan plan_;
    EvaluationResults results_;
    std::optional<FolderLock> lock_;     ///< Of the first process, as the next one.
    std::optional<ExampleStore> store_;
    Stopwatch watch_, sinceSummary_;
    std::int64_t total_ = 0;
    std::int64_t doneBefore_ = 0;
    std::size_t loaded_ = 0;  ///< The compressor in models_.
};

void Evaluation::openAll()
{
    together(processes_, [this] {
        for (const OptionProblem& problem : validate(options_))
            throw Error(problem.key.empty() ? "evaluate" : "--" + problem.key, problem.message);
    });
    const std::int64_t threads = processes_.size() > 1 ? fairThreads(processes_) : 0;
    const std::string device = ownDevice(processes_, options_.model.device);
    together(processes_, [&] { openModels(threads, device); });
    togetherOnePerHostFirst(processes_, [this] {
        plan_ = makePlan(options_, *models_.tokenizer, models_.lm->config().vocab, models_.compressor->config().digests, folders_.size(), agreement_.mine());
    });
    together(processes_, [this] { identify(); });
    nlohmann::json identity = results_.identity;
    identity.erase("device");
    // Folders may have other names on another machine.
    identity["language_model"].erase("folder");
    for (nlohmann::json& compressor : identity["compressors"])
        compressor.erase("label");
    requireCommonGround(processes_, commonGround(toJson(options_), identity));
    // The examples of all name the compressors as the first process does.
    for (std::string& label : labels_)
        label = textsOf(processes_, label).front();
    for (const std::string& warning : plan_.warnings)
        observer_.onMessage(Severity::warning, warning);
    if (!models_.compressor->hasFt())
        observer_.onMessage(Severity::warning, folders_.front() + ": this compressor was only pre-trained, to repeat text; expect poor answers");
    if (processes_.size() > 1)
        observer_.onMessage(Severity::info, tellProcesses(processes_));
}

/// threads: where the options leave them to the program; 0: to LibTorch.
void Evaluation::openModels(std::int64_t threads, const std::string& device)
{
    ModelOptions model = options_.model;
    model.icformer_path = folders_.front();
    model.device = device;
    if (model.threads == 0)
        model.threads = threads;
    models_ = icf::openModels(model, loadingTold([this](const std::string& text) { observer_.onMessage(Severity::info, text); }, &agreement_.mine()));
    for (const std::string& note : models_.notes)
        observer_.onMessage(Severity::warning, note);
    // A compressor that does not fit must be found before hours of computing, not after.
    for (std::size_t i = 1; i < folders_.size(); ++i)
        openCompressor(folders_[i], *models_.lm);
    // All are asked in the same words, so that the answers of the other systems can be compared with each.
    for (std::size_t i = 1; i < folders_.size(); ++i)
        if (const std::string warning = otherTemplateWarning(models_.layouts->promptTemplate(), folders_[i]); !warning.empty())
            observer_.onMessage(Severity::warning, warning);
}

void Evaluation::identify()
{
    results_.options = options_;
    results_.identity = identityOf(options_, models_, plan_, labels_);
    results_.machine = machineDescription(models_.compute.gpu());
    results_.counts = plan_.counts;
}

/// In the first process.
void Evaluation::openFolder()
{
    std::error_code failed;
    std::filesystem::create_directories(options_.save_path, failed);
    if (failed)
        throw Error(options_.save_path, "the folder cannot be made: " + failed.message());
    lock_.emplace(options_.save_path);
    takeUp(results_, options_, observer_);
    std::vector<std::int64_t> sizes;
    for (const EvaluationUnit& unit : plan_.units) {
        sizes.push_back(std::int64_t(unit.count * unit.systems.size()));
        total_ += sizes.back();
    }
    store_.emplace(options_.save_path, sizes);
    results_.state = "running";
    writeResults(results_, options_.save_path);
}

/// Sums up what is there so far, in the first process.
void Evaluation::write(const char* state)
{
    if (!writes())
        return;
    summarize(store_->records(), results_);
    results_.state = state;
    writeResults(results_, options_.save_path);
}

void Evaluation::report(const EvaluationUnit& unit)
{
    if (!writes())
        return;
    const auto done = std::int64_t(store_->records().size());
    const EvaluationCell& cell = plan_.cells[unit.cell];
    EvaluateProgress progress{cell.task, cell.name, labels_[unit.compressor], done, total_, watch_.seconds(), -1};
    if (done > doneBefore_)
        progress.secondsLeft = progress.seconds * double(total_ - done) / double(done - doneBefore_);
    observer_.onProgress(progress);
}

void Evaluation::runUnits()
{
    UnitRunner runner(models_, plan_, options_);
    // Also where it is interrupted: going on later does not read these again.
    const auto sayLengths = [&] {
        for (const std::string& note : runner.lengths().notes())
            observer_.onMessage(Severity::warning, note);
    };
    try {
        runDealtUnits(runner);
        runner.lengths().addUp(processes_);
        sayLengths();
    } catch (const std::exception& problem) {
        if (thrownByAll(problem))
            runner.lengths().addUp(processes_);
        sayLengths();
        throw;
    }
    if (loaded_ != 0)
        models_.compressor = openForInference(folders_.front(), *models_.lm);
}

void Evaluation::runDealtUnits(UnitRunner& runner)
{
    doneBefore_ = writes() ? std::int64_t(store_->records().size()) : 0;
    watch_ = sinceSummary_ = Stopwatch();
    const std::int64_t finished = std::stoll(textsOf(processes_, writes() ? std::to_string(store_->finishedUnits()) : std::string()).front());
    // What this process made itself is kept as it is.
    std::int64_t mine = -1;
    std::vector<ExampleRecord> records;
    const auto work = [&](std::int64_t number) {
        const EvaluationUnit& unit = plan_.units[std::size_t(number)];
        report(unit);
        if (unit.compressor != loaded_) {
            models_.compressor = openForInference(folders_[unit.compressor], *models_.lm);
            loaded_ = unit.compressor;
        }
        records = withPlainErrors(options_.model, [&] { return runner.run(unit, number, labels_[unit.compressor], agreement_.token()); });
        mine = number;
        return writes() ? std::string() : textOf(records);
    };
    deal(agreement_, finished, std::int64_t(plan_.units.size()), work, [&](std::int64_t number, const std::string& text) {
        keep(plan_.units[std::size_t(number)], number == mine ? records : recordsOf(text));
    });
}

void Evaluation::keep(const EvaluationUnit& unit, const std::vector<ExampleRecord>& records)
{
    store_->append(records);
    observer_.onExamples(records);
    report(unit);
    if (sinceSummary_.seconds() > kSummarySeconds) {
        write("running");
        sinceSummary_.lap();
    }
}

void Evaluation::runCost()
{
    const std::vector<std::string> tasks = tasksOf(options_);
    if (!writes() || std::find(tasks.begin(), tasks.end(), "cost") == tasks.end() || !results_.cost.empty())
        return;
    observer_.onProgress({"cost", "", labels_.front(), total_, total_, watch_.seconds(), -1});
    results_.cost = measureCost(models_, options_, textForCost(options_, agreement_.mine()), agreement_.mine());
}

EvaluationResults Evaluation::run()
{
    openAll();
    together(processes_, [this] { if (writes()) openFolder(); });
    try {
        runUnits();
        together(processes_, [this] { runCost(); });
    } catch (const Cancelled&) {
        write("interrupted");
        throw;
    }
    together(processes_, [this] { write("finished"); });
    return std::move(results_);
}

} // namespace

EvaluationResults evaluate(const EvaluateOptions& options, EvaluateObserver& observer, CancelToken& cancel, Communicator* processes)
{
    return withPlainErrors(options.model, [&] { return Evaluation(options, observer, cancel, processes).run(); });
}

} // namespace icf
