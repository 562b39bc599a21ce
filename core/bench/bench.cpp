#include "core/bench/bench.h"

#include "core/base/atomic_file.h"
#include "core/bench/bench_works.h"
#include "core/facts/cpu.h"
#include "core/models/plain_errors.h"
#include "core/models/versions.h"
#include "core/run/machine.h"

namespace icf {

namespace {

BenchReport measured(const BenchOptions& options, BenchObserver& observer, CancelToken& cancel)
{
    BenchReport report;
    report.options = toJson(options);
    report.machine = machineDescription();
    for (const auto& [name, set] : instructionSets())
        report.machine["instruction_sets"][name] = set;
    for (const auto& [name, version] : componentVersions())
        report.versions[name] = version;
    const std::vector<std::string> works = worksOf(options);
    std::size_t done = 0;
    const BenchScene scene{options, cancel,
        [&](const BenchRow& row) {
            report.rows.push_back(row);
            observer.onRow(row);
        },
        [&](const std::string& what) { observer.onProgress(what, double(done) / double(works.size())); }};
    std::optional<BenchModels> models;
    const auto opened = [&]() -> BenchModels& {
        if (!models) {
            observer.onProgress("opening models", double(done) / double(works.size()));
            models = openBenchModels(options);
            report.computeType = models->compute.typeName();
            report.threads = models->compute.threads;
            report.model = models->description;
        }
        return *models;
    };
    for (const std::string& work : works) {
        cancel.throwIfStopped();
        if (work == "compress")
            benchCompress(scene, opened());
        else if (work == "read")
            benchRead(scene, opened());
        else if (work == "train")
            benchTrain(scene, opened());
        else if (work == "prefill")
            benchPrefill(scene, opened());
        else if (work == "decode" || work == "decode_int8")
            benchDecode(scene, opened(), work == "decode_int8");
        else if (work == "first_token")
            benchFirstToken(scene, opened());
        else if (work == "load")
            benchLoad(scene);
        else
            benchData(scene);
        ++done;
    }
    if (!options.output_file.empty())
        writeAtomically(options.output_file, benchText(report));
    return report;
}

} // namespace

BenchReport bench(const BenchOptions& options, BenchObserver& observer, CancelToken& cancel)
{
    return withPlainErrors(options, [&] { return measured(options, observer, cancel); });
}

} // namespace icf
