#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/temporary_folder.h"
#include "tests/fuzz/hostile_readers.h"

/// What the readers under attack share, and the functions that make them.
namespace icf::test {

/// Where files to be read are put; in memory where there is such a folder.  Goes with the process.
class Scratch {
public:
    Scratch();
    std::string path(const std::string& name) const { return folder_.path() + "/" + name; }
    /// Writes a file, its folders too, and returns its path.
    std::string write(const std::string& name, std::string_view bytes) const;

private:
    TemporaryFolder folder_;
};

const Scratch& scratch();

/// The bytes of a file of tests/golden/base.
std::string golden(const std::string& name);

/// What was read is summed up, so that reading cannot be left out.
void look(std::span<const std::byte> bytes);
void look(std::string_view text);
void look(std::size_t number);

HostileReader safetensorsReader();
HostileReader shardIndexReader();
HostileReader torchArchiveReader();
HostileReader torchPickleReader();
HostileReader tokenizerModelReader();
HostileReader tokenizerConfigReader();
HostileReader tokenizerJsonReader();
HostileReader bpeFileReader();
HostileReader modelConfigReader();
HostileReader ggufReader();
HostileReader jsonReader();
HostileReader dataLinesReader();
HostileReader runFileReader();
HostileReader metricsReader();
HostileReader optionsReader();
HostileReader evaluationReader();
HostileReader examplesReader();
HostileReader checkpointStateReader();
HostileReader manifestReader();
HostileReader packedDataReader();
HostileReader rowIndexReader();

} // namespace icf::test
