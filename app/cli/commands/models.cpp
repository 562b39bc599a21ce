#include <filesystem>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/base/utf8.h"
#include "core/engine/engine.h"
#include "core/io/model_catalog.h"
#include "core/io/model_fetch.h"
#include "core/io/model_path.h"
#include "core/io/model_scan.h"

namespace icf::cli {
namespace {

struct ModelsArguments {
    std::string action;
    std::string name;
    std::string folder;
    std::string archive;
};

/// "98.4 MB".
std::string sizeText(double bytes)
{
    return bytes >= 1e9 ? fixedText(bytes / 1e9, 1) + " GB" : fixedText(bytes / 1e6, 1) + " MB";
}

/// Lines whose columns begin below one another.
void printTable(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const std::vector<std::string>& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (const std::vector<std::string>& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size())
                line.append(widths[i] - row[i].size() + 2, ' ');
        }
        std::cout << line << '\n';
    }
}

/// What can be fetched.
int listCatalog()
{
    std::vector<std::vector<std::string>> rows{{"name", "model", "download", "licence", "described at"}};
    for (const CatalogModel& model : catalogModels())
        rows.push_back({model.name, model.description, sizeText(double(model.bytes)), model.licence, model.source});
    printTable(rows);
    return kDone;
}

int get(const ModelsArguments& arguments, Context& context)
{
    const auto found = std::ranges::find(catalogModels(), arguments.name, &CatalogModel::name);
    if (found == catalogModels().end())
        throw Error("models get", "\"" + printable(arguments.name) + "\" is not known; icformer models get lists what can be fetched");
    if (arguments.archive.empty())
        context.terminal.line("model " + found->description + ", licence " + found->licence + ", " + found->source);
    const FetchProgress show = [&](std::uint64_t done, std::uint64_t total) {
        context.terminal.progress(double(done) / double(total), -1, sizeText(double(done)) + " of " + sizeText(double(total)));
    };
    const FetchResult result = fetchModel(*found, arguments.folder, arguments.archive, show, context.cancel);
    context.terminal.endProgress();
    const std::string path = arguments.folder + "/" + found->name;
    if (result == FetchResult::alreadyThere)
        context.terminal.line("it is there already and whole");
    std::cout << path << std::endl;
    return kDone;
}

int list(const std::string& folder, Context& context)
{
    std::error_code ignored;
    std::vector<std::vector<std::string>> rows{{"name", "architecture", "parameters", "dtype", "size"}};
    for (const std::string& path : findModels(folder, {}, context.cancel)) {
        const ModelSummary model = summarizeModel(path);
        const std::string name = printable(std::filesystem::path(modelName(path)).has_parent_path() ? modelName(path) : std::filesystem::path(path).lexically_relative(folder).string());
        if (model.usable)
            rows.push_back({name, printable(model.kind), countText(model.parameters), printable(model.dtype), sizeText(double(model.bytes))});
        // A config.json of something else is nobody's business here.
        else if (!model.kind.empty())
            context.terminal.message(Severity::warning, model.problem.starts_with('[') ? model.problem : "[" + path + "] " + model.problem);
    }
    if (rows.size() > 1)
        printTable(rows);
    else
        context.terminal.line("no models in " + folder + "; icformer models get lists what can be fetched");
    return kDone;
}

int runModels(ModelsArguments arguments, Context& context)
{
    if (arguments.action != "get" && arguments.action != "list")
        throw Error("models", "unknown action \"" + printable(arguments.action) + "\"; give list or get");
    if (arguments.action == "list" && !arguments.name.empty())
        throw Error("models list", "takes no name; name another folder with --folder");
    if (arguments.action == "get" && arguments.name.empty())
        return listCatalog();
    if (arguments.folder.empty())
        arguments.folder = userModelsFolder();
    if (arguments.folder.empty())
        throw Error("models", "neither HOME nor XDG_DATA_HOME is set; name the models folder with --folder");
    return arguments.action == "get" ? get(arguments, context) : list(arguments.folder, context);
}

} // namespace

void addModels(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("models", "List the models in the models folder, or get one that is known by name");
    const auto arguments = std::make_shared<ModelsArguments>();
    command->add_option("action", arguments->action, "list: what is in the models folder. get: download a model and check it; without a name, list what can be downloaded")
        ->required()
        ->type_name("list|get");
    command->add_option("name", arguments->name, "The model to get")->type_name("MODEL");
    command->add_option("--folder", arguments->folder, "Models folder. [~/.local/share/icformer-studio/models]")->type_name("FOLDER");
    command->add_option("--archive", arguments->archive, "Take this file, downloaded before, in place of downloading.")->type_name("FILE");
    command->callback([arguments, &context] { context.action = [arguments, &context] { return runModels(*arguments, context); }; });
}

} // namespace icf::cli
