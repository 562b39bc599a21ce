#include <filesystem>
#include <iostream>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/number_text.h"
#include "core/base/utf8.h"
#include "core/engine/engine.h"
#include "core/io/model_path.h"
#include "core/options/option_tools.h"
#include "core/run/report_json.h"
#include "core/run/run_folder.h"

namespace icf::cli {
namespace {

using Json = nlohmann::ordered_json;

Json modelJson(const ModelSummary& model)
{
    Json json{{"path", model.path}, {"kind", model.kind}, {"usable", model.usable}};
    if (!model.problem.empty())
        json["problem"] = model.problem;
    json["parameters"] = model.parameters;
    json["bytes"] = model.bytes;
    json["dtype"] = model.dtype;
    json["hidden_size"] = model.hidden;
    if (model.layers > 0 || !model.compressor) {
        json["num_hidden_layers"] = model.layers;
        json["num_attention_heads"] = model.heads;
        json["num_key_value_heads"] = model.keyValueHeads;
        json["intermediate_size"] = model.intermediate;
        json["max_position_embeddings"] = model.contextLimit;
        json["rotary"] = model.rotary;
    }
    json["prompt_template"] = model.promptTemplate;
    if (!model.notes.empty())
        json["notes"] = model.notes;
    if (model.compressor) {
        json["num_query_tokens"] = model.digests;
        json["has_fine_tune_token"] = model.hasFineTuneToken;
        json["max_chunk_len"] = model.chunkLength ? Json(*model.chunkLength) : Json();
    } else {
        json["vocab_size"] = model.vocab;
        json["head_dim"] = model.headDim;
        json["tie_word_embeddings"] = model.tiedHead;
        json["window"] = model.window;
        json["attention"] = model.attention;
        json["tokenizer"] = model.tokenizer;
    }
    return json;
}

Json runJson(const RunInfo& run)
{
    const auto number = [](const std::optional<double>& value) { return value ? numberToJson(*value) : Json(); };
    Json json{{"path", run.folder}, {"kind", "run"}, {"id", run.id}, {"state", nameOf(run.state)}, {"message", run.message},
        {"started", run.started}, {"ended", run.ended}, {"seconds", numberToJson(run.seconds)}, {"steps", run.steps}};
    json["last_loss"] = number(run.lastLoss);
    json["best_validation_loss"] = number(run.bestValidationLoss);
    json["best_checkpoint"] = run.bestCheckpoint;
    const std::optional<ChosenCheckpoint> chosen = run.checkpoints.empty() ? std::nullopt : checkpointOfRun(run.folder);
    json["as_icformer_path"] = chosen ? Json(chosen->folder) : Json();
    json["checkpoints"] = run.checkpoints;
    json["tags"] = run.tags;
    json["notes"] = run.notes;
    json["options"] = toJson(run.options);
    json["details"] = run.extra;
    return json;
}

void printRow(const std::string& name, const std::string& value, std::size_t maxBytes = 4000)
{
    std::string padded = name;
    padded.resize(24, ' ');
    std::cout << padded << printable(value, maxBytes) << '\n';
}

void printModel(const ModelSummary& model)
{
    printRow("path", model.path);
    printRow("kind", model.compressor ? "compressor (" + model.kind + ")" : model.kind);
    printRow("parameters", countText(model.parameters) + " (" + model.dtype + ", " + countText(model.bytes) + " bytes)");
    printRow("hidden size", countText(model.hidden));
    if (model.layers > 0 || !model.compressor) {
        printRow("layers", countText(model.layers));
        printRow("heads", countText(model.heads) + (model.keyValueHeads != model.heads ? ", key/value " + countText(model.keyValueHeads) : ""));
        printRow("intermediate size", countText(model.intermediate));
        printRow("longest context", countText(model.contextLimit) + " tokens");
        printRow("rotary positions", model.rotary);
    }
    if (!model.promptTemplate.empty())
        printRow("prompt template", model.promptTemplate);
    if (model.compressor) {
        printRow("digests", countText(model.digests));
        printRow("trained on", !model.chunkLength ? "contexts cut as config.json does not say" : *model.chunkLength == 0 ? "whole contexts"
            : "chunks of at most " + countText(*model.chunkLength, "token"));
        printRow("fine-tuned", model.hasFineTuneToken ? "yes (param.pt holds FT)" : "no (param.pt holds no FT)");
    } else {
        printRow("head size", countText(model.headDim));
        if (!model.attention.empty())
            printRow("attention", model.attention);
        if (!model.window.empty())
            printRow("sliding window", model.window);
        printRow("vocab", countText(model.vocab));
        printRow("head", model.tiedHead ? "tied to the embedding" : "of its own");
        printRow("tokenizer", model.tokenizer);
    }
}

void printRun(const RunInfo& run)
{
    printRow("run", run.folder);
    printRow("task", std::string(nameOf(run.options.task)));
    printRow("state", std::string(nameOf(run.state)) + (run.message.empty() ? "" : ": " + run.message));
    printRow("started", run.started);
    if (!run.ended.empty())
        printRow("ended", run.ended);
    printRow("steps", countText(run.steps) + " in " + durationText(run.seconds));
    if (run.lastLoss)
        printRow("last loss", shortText(*run.lastLoss));
    if (run.bestValidationLoss)
        printRow("best validation loss", shortText(*run.bestValidationLoss) + (run.bestCheckpoint.empty() ? "" : " (" + run.bestCheckpoint + ")"));
    if (!run.tags.empty()) {
        std::string tags;
        for (const std::string& tag : run.tags)
            tags += (tags.empty() ? "" : ", ") + tag;
        printRow("tags", tags);
    }
    if (!run.notes.empty())
        printRow("notes", run.notes);
    for (const std::string& checkpoint : run.checkpoints)
        printRow("checkpoint", checkpoint);
    if (const std::optional<ChosenCheckpoint> chosen = run.checkpoints.empty() ? std::nullopt : checkpointOfRun(run.folder))
        printRow("as --icformer_path", chosen->folder + (chosen->best ? " (best)" : " (last)"));
    const std::string command = commandLine(run.options);
    printRow("to repeat", command, command.size());
}

int runInspect(const std::string& path, bool json, Context& context)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        throw Error(path, "no such folder; give a checkpoint, a model or a run folder");
    if (isRunFolder(path)) {
        const RunInfo info = readRun(path);
        if (json)
            std::cout << dumpText(runJson(info), 2) << '\n';
        else
            printRun(info);
        std::cout << std::flush;
        return kDone;
    }
    if (const std::string files = modelFiles(path); !isGgufPath(files) && !std::filesystem::exists(std::filesystem::path(files) / "config.json", error))
        throw Error(path, "holds neither config.json nor run.json: not a checkpoint, a model or a run folder");
    const ModelSummary model = summarizeModel(path);
    if (json)
        std::cout << dumpText(modelJson(model), 2) << std::endl;
    if (!model.usable) {
        context.terminal.message(Severity::error, model.problem.starts_with('[') ? model.problem : "[" + path + "] " + model.problem);
        return kWrongUsage;
    }
    if (!json)
        printModel(model);
    for (const std::string& note : model.notes)
        context.terminal.message(Severity::warning, note);
    std::cout << std::flush;
    return kDone;
}

struct InspectArguments {
    std::string path;
    bool json = false;
};

} // namespace

void addInspect(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("inspect", "Say what a checkpoint, a model or a run folder holds, without loading weights");
    const auto arguments = std::make_shared<InspectArguments>();
    command->add_option("path", arguments->path, "Checkpoint, model or run folder")->required()->type_name("FOLDER");
    command->add_flag("--json", arguments->json, "Print JSON");
    command->callback([arguments, &context] {
        context.action = [arguments, &context] { return runInspect(arguments->path, arguments->json, context); };
    });
}

} // namespace icf::cli
