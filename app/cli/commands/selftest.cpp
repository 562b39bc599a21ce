#include <cstdio>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/option_flags.h"
#include "core/facts/demo_folder.h"
#include "core/options/option_tools.h"
#include "core/options/run_options.h"
#include "core/verify/device_checks.h"
#include "core/verify/selftest.h"

namespace icf {
namespace {

struct SelftestOptions {
    std::string device = "cpu";
    std::int64_t threads = 0;
    bool compare_with_cpu = false;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v.section(Section{"selftest", ICF_TR("Self-test")});
        v(self.device, deviceField());
        v(self.threads, threadsField());
        v(self.compare_with_cpu, Field{.key = "compare_with_cpu", .label = ICF_TR("Compare with the CPU"),
            .help = ICF_TR("Also compute everything on the device and on the CPU and compare: functions, models, answers, 20 training steps, checkpoints; takes a minute more."),
            .affects = Affects::nothing});
    }
};

} // namespace
} // namespace icf

namespace icf::cli {
namespace {

void show(const DeviceCheck& check)
{
    char line[160];
    std::snprintf(line, sizeof line, "%-7s %-60s  %-8s  %8.2g  of %-7.2g", check.passed ? "ok" : "FAILED", check.name.c_str(), check.dtype.c_str(),
                  check.largestDifference, check.tolerance);
    std::cout << line << (check.note.empty() ? "" : "  " + check.note) << std::endl;
}

bool comparisonPassed(const SelftestOptions& given, Context& context)
{
    std::size_t count = 0;
    const auto showOne = [&](const DeviceCheck& check) {
        ++count;
        show(check);
    };
    std::cout << "\nlargest difference between " << given.device << " and the CPU, as a share of the largest number, of what it may be:" << std::endl;
    const bool passed = compareWithCpu(findDemoFolder(context.programFolder).string(), {given.device, int(given.threads)}, showOne, context.cancel);
    std::cout << (passed ? "All " + countText(std::int64_t(count)) + " comparisons agree." : "The comparison failed.") << std::endl;
    return passed;
}

int runSelftest(const OptionFlags& flags, Context& context)
{
    const SelftestOptions given = flags.resolve(SelftestOptions{}, context.terminal);
    refuse(rangeProblems(given));
    const auto showStep = [](const SelftestStep& step) {
        char head[64];
        std::snprintf(head, sizeof head, "%-7s %-9s %5.1f s  ", step.passed ? "ok" : "FAILED", step.name.c_str(), step.seconds);
        std::cout << head << step.note << std::endl;
    };
    const bool passed = selftest(findDemoFolder(context.programFolder).string(), {given.device, int(given.threads)}, showStep, context.cancel);
    std::cout << (passed ? "The self-test passed." : "The self-test failed.") << std::endl;
    // Compared also after a failure: it says more about what is wrong.
    const bool agrees = !given.compare_with_cpu || comparisonPassed(given, context);
    return passed && agrees ? kDone : kFailed;
}

} // namespace

void addSelftest(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("selftest", "Check that the program works on this machine, with the demo; takes seconds");
    const auto flags = std::make_shared<OptionFlags>(*command, describe<SelftestOptions>());
    command->callback([flags, &context] { context.action = [flags, &context] { return runSelftest(*flags, context); }; });
}

} // namespace icf::cli
