#include <cstdio>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/option_flags.h"
#include "core/facts/demo_folder.h"
#include "core/options/option_tools.h"
#include "core/options/run_options.h"
#include "core/verify/selftest.h"

namespace icf {
namespace {

struct SelftestOptions {
    std::string device = "cpu";
    std::int64_t threads = 0;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v.section(Section{"selftest", ICF_TR("Self-test")});
        v(self.device, deviceField());
        v(self.threads, threadsField());
    }
};

} // namespace
} // namespace icf

namespace icf::cli {
namespace {

int runSelftest(const OptionFlags& flags, Context& context)
{
    const SelftestOptions given = flags.resolve(SelftestOptions{}, context.terminal);
    refuse(rangeProblems(given));
    const auto show = [](const SelftestStep& step) {
        char head[64];
        std::snprintf(head, sizeof head, "%-7s %-9s %5.1f s  ", step.passed ? "ok" : "FAILED", step.name.c_str(), step.seconds);
        std::cout << head << step.note << std::endl;
    };
    const bool passed = selftest(findDemoFolder(context.programFolder).string(), {given.device, int(given.threads)}, show, context.cancel);
    std::cout << (passed ? "The self-test passed." : "The self-test failed.") << std::endl;
    return passed ? kDone : kFailed;
}

} // namespace

void addSelftest(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("selftest", "Check that the program works on this machine, with the demo; takes seconds");
    const auto flags = std::make_shared<OptionFlags>(*command, describe<SelftestOptions>());
    command->callback([flags, &context] { context.action = [flags, &context] { return runSelftest(*flags, context); }; });
}

} // namespace icf::cli
