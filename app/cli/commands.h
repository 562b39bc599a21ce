#pragma once
#include <CLI/CLI.hpp>

#include "app/cli/context.h"

/// Every command is one file in commands/: a function that adds it to the program.  Its callback stores what is to be done in
/// context.action; main runs that after the command line has been read.
namespace icf::cli {

void addPretrain(CLI::App& app, Context& context);
void addFinetune(CLI::App& app, Context& context);
void addGenerate(CLI::App& app, Context& context);
void addTokenize(CLI::App& app, Context& context);
void addCompress(CLI::App& app, Context& context);
void addModels(CLI::App& app, Context& context);
void addInspect(CLI::App& app, Context& context);
void addVerify(CLI::App& app, Context& context);
void addDemo(CLI::App& app, Context& context);
void addEvaluate(CLI::App& app, Context& context);
void addBench(CLI::App& app, Context& context);
void addSelftest(CLI::App& app, Context& context);
/// The hidden commands man and completion, which describe the others: add it last.
void addDocumentation(CLI::App& app, Context& context);

} // namespace icf::cli
