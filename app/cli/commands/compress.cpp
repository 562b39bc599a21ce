#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/launched.h"
#include "app/cli/option_flags.h"
#include "core/engine/engine.h"

namespace icf::cli {
namespace {

int runCompress(const OptionFlags& flags, Context& context)
{
    requireOneProcess(context, "compress");
    const CompressOptions options = checkedOptions<CompressOptions>(flags, context.terminal);
    compressToFile(options, [&](const std::string& note) { context.terminal.message(Severity::warning, note); }, context.cancel);
    std::cout << options.output_file << std::endl;
    return kDone;
}

} // namespace

void addCompress(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("compress", "Write the digest vectors of a text, or of many, as safetensors");
    const auto flags = std::make_shared<OptionFlags>(*command, describe<CompressOptions>());
    command->callback([flags, &context] { context.action = [flags, &context] { return runCompress(*flags, context); }; });
}

} // namespace icf::cli
