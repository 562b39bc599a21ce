#include "app/cli/launched.h"

#include <string>

#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/processes/launch.h"

namespace icf::cli {

Communicator& joinProcesses(Context& context)
{
    static Alone alone;
    context.processes = joinLaunchedProcesses(context.programFolder / "../lib");
    if (!context.processes)
        return alone;
    context.processes->shareStops(context.cancel);
    context.terminal.setSilent(context.processes->rank() != 0);
    return *context.processes;
}

void requireOneProcess(Context& context, const char* command)
{
    const std::optional<Launch> launch = launched();
    if (!launch || launch->size <= 1)
        return;
    context.terminal.setSilent(launch->rank != 0);
    throw Error(command, "is done by one process, but a launcher started " + std::to_string(launch->size) + "; leave out mpirun, srun or torchrun "
                         "(pretrain, finetune, evaluate and generate are shared out)");
}

} // namespace icf::cli
