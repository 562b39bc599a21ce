#pragma once
#include <QStandardPaths>
#include <QString>
#include <QtGlobal>

#include <filesystem>
#include <map>
#include <vector>

#include <sys/types.h>

#include "tests/cli/program.h"

namespace icf::test {

/// Sets the environment for mpirun on this machine, whose path it names.  Returns why tests cannot use it.
inline QString prepareForMpirun(QString& mpirun)
{
    mpirun = QStandardPaths::findExecutable(QStringLiteral("mpirun"));
    if (mpirun.isEmpty())
        return QStringLiteral("mpirun is not installed (Debian: openmpi-bin)");
    if (!std::filesystem::exists(std::filesystem::path(ICF_PROGRAM).parent_path() / "../lib/icformer-mpi.so"))
        return QStringLiteral("the program was built without MPI (Debian: libopenmpi-dev)");
    // Tests run anywhere: as root in a container, on fewer cores than processes, without a network.
    for (const char* name : {"OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "OMPI_MCA_rmaps_base_oversubscribe", "OMPI_MCA_mpi_yield_when_idle"})
        qputenv(name, "1");
    qputenv("OMPI_MCA_oob_tcp_if_include", "lo");
    qputenv("OMPI_MCA_btl", "self,vader");
    qputenv("OMPI_MCA_btl_vader_single_copy_mechanism", "none");
    qputenv("OMPI_MCA_hwloc_base_binding_policy", "none");
    qputenv("OMPI_MCA_plm_rsh_agent", "");
    return {};
}

/// The programs that a launcher has started, in the order of their ranks.
inline std::vector<pid_t> childrenOf(qint64 launcher)
{
    std::map<int, pid_t> byRank;
    for (const std::filesystem::directory_entry& entry : std::filesystem::directory_iterator("/proc")) {
        std::error_code gone;
        if (std::filesystem::read_symlink(entry.path() / "exe", gone).string() != std::filesystem::canonical(ICF_PROGRAM).string())
            continue;
        const QString environment = QString::fromStdString(Program::read((entry.path() / "environ").string()));
        const QString status = QString::fromStdString(Program::read((entry.path() / "status").string()));
        if (!status.contains(QStringLiteral("\nPPid:\t%1\n").arg(launcher)))
            continue;
        for (const QString& variable : environment.split(QChar(u'\0'))) {
            if (variable.startsWith(u"OMPI_COMM_WORLD_RANK=") || variable.startsWith(u"RANK="))
                byRank[variable.section(u'=', 1).toInt()] = pid_t(std::stol(entry.path().filename().string()));
        }
    }
    std::vector<pid_t> children;
    for (const auto& [rank, child] : byRank)
        children.push_back(child);
    return children;
}

} // namespace icf::test
