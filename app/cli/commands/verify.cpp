#include <algorithm>
#include <iostream>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/terminal.h"
#include "core/engine/engine.h"
#include "core/run/report_json.h"
#include "core/verify/verify.h"

namespace icf::cli {
namespace {

void printTable(const std::vector<VerifyRow>& rows)
{
    std::size_t width = 0;
    for (const VerifyRow& row : rows)
        width = std::max(width, row.quantity.size());
    for (const VerifyRow& row : rows) {
        std::string name = row.quantity;
        name.resize(width, ' ');
        char numbers[96];
        std::snprintf(numbers, sizeof numbers, "  %12.4g  %12.4g  %s", row.largestDifference, row.tolerance, row.passed ? "ok" : "FAILED");
        std::cout << name << numbers << (row.note.empty() ? "" : "  " + row.note) << '\n';
    }
    std::cout << std::flush;
}

void printJson(const std::vector<VerifyRow>& rows)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const VerifyRow& row : rows)
        list.push_back({{"quantity", row.quantity}, {"largest_difference", numberToJson(row.largestDifference)},
            {"tolerance_share", numberToJson(row.tolerance)}, {"passed", row.passed}, {"note", row.note}});
    std::cout << list.dump(2) << std::endl;
}

int runVerify(const std::string& folder, const std::string& device, bool json, Context& context)
{
    const std::vector<VerifyRow> rows = verifyGolden(folder, device, context.cancel);
    const auto failed = std::count_if(rows.begin(), rows.end(), [](const VerifyRow& row) { return !row.passed; });
    if (json) {
        printJson(rows);
    } else {
        context.terminal.line("largest difference, and its share of the tolerance (1 is the limit):");
        printTable(rows);
    }
    if (failed > 0 || rows.empty()) {
        context.terminal.message(Severity::error, "[" + folder + "] " + std::to_string(failed) + " of " + std::to_string(rows.size())
            + " quantities differ by more than their tolerance");
        return kFailed;
    }
    context.terminal.line("all " + std::to_string(rows.size()) + " quantities agree with the published implementation");
    return kDone;
}

struct VerifyArguments {
    std::string folder;
    std::string device = "cpu";
    bool json = false;
};

} // namespace

void addVerify(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("verify", "Compare this build with numbers that the published implementation computed");
    const auto arguments = std::make_shared<VerifyArguments>();
    command->add_option("directory", arguments->folder, "Folder laid out as tests/golden/<case>")->required()->type_name("FOLDER");
    command->add_option("--device", arguments->device, "cpu, cuda, cuda:0 … or mps; computed in float32")->capture_default_str()->type_name("TEXT");
    command->add_flag("--json", arguments->json, "Print JSON");
    command->callback([arguments, &context] {
        context.action = [arguments, &context] { return runVerify(arguments->folder, arguments->device, arguments->json, context); };
    });
}

} // namespace icf::cli
