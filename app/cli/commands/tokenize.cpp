#include <iostream>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/launched.h"
#include "app/cli/option_flags.h"
#include "core/base/line_reader.h"
#include "core/engine/engine.h"

namespace icf::cli {
namespace {

std::string textOfLine(const std::string& line, std::int64_t number)
{
    const std::string where = "stdin:" + std::to_string(number);
    const nlohmann::json json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded())
        throw Error(where, "not valid JSON; give one JSON string a line, such as \"Hello\"");
    if (!json.is_string())
        throw Error(where, "a JSON " + std::string(json.type_name()) + "; give one JSON string a line");
    return json.get<std::string>();
}

/// The next line of stdin without its end.  False at the end.  Throws Error for one that is too long to be kept.
bool nextLine(std::string& line, std::int64_t number)
{
    line.clear();
    char character = 0;
    while (std::cin.get(character) && character != '\n') {
        if (line.size() == kLongestLine)
            throw Error("stdin:" + std::to_string(number), "the line is longer than " + std::to_string(kLongestLine >> 20) + " MiB; give one JSON string a line");
        line += character;
    }
    if (line.ends_with('\r'))
        line.pop_back();
    return std::cin || !line.empty();
}

int runTokenize(const OptionFlags& flags, Context& context)
{
    requireOneProcess(context, "tokenize");
    const TokenizeOptions options = checkedOptions<TokenizeOptions>(flags, context.terminal);
    const auto tokenizer = TextTokenizer::open(options.lm_path);
    context.endAtOnce();
    std::string line;
    for (std::int64_t number = 1; nextLine(line, number); ++number) {
        const nlohmann::json ids = tokenizer->encode(textOfLine(line, number), options.bos);
        // Flushed line by line: other programs talk to this one through a pipe.
        std::cout << ids.dump() << std::endl;
        // main says why, or that whoever read it went away.
        if (!std::cout)
            break;
    }
    if (std::cin.bad())
        throw Failure("stdin", "cannot be read; give one JSON string a line");
    return kDone;
}

} // namespace

void addTokenize(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("tokenize", "Read JSON strings from stdin, one a line, and print their token ids");
    const auto flags = std::make_shared<OptionFlags>(*command, describe<TokenizeOptions>());
    command->callback([flags, &context] { context.action = [flags, &context] { return runTokenize(*flags, context); }; });
}

} // namespace icf::cli
