#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/completion.h"
#include "app/cli/manual.h"
#include "core/base/error.h"

namespace icf::cli {

void addDocumentation(CLI::App& app, Context& context)
{
    CLI::App* man = app.add_subcommand("man", "Print the manual page")->group("");
    man->callback([&app, &context] {
        context.action = [&app] {
            std::cout << manualPage(app) << std::flush;
            return int(kDone);
        };
    });

    CLI::App* completion = app.add_subcommand("completion", "Print completions for a shell: bash, zsh or fish")->group("");
    const auto shell = std::make_shared<std::string>();
    completion->add_option("shell", *shell, "bash, zsh or fish")->required()->type_name("bash|zsh|fish");
    completion->callback([shell, &app, &context] {
        context.action = [shell, &app] {
            if (*shell == "bash")
                std::cout << bashCompletion(app);
            else if (*shell == "zsh")
                std::cout << zshCompletion(app);
            else if (*shell == "fish")
                std::cout << fishCompletion(app);
            else
                throw Error("completion", "unknown shell \"" + *shell + "\"; give bash, zsh or fish");
            std::cout << std::flush;
            return int(kDone);
        };
    });
}

} // namespace icf::cli
