#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace icf::test {

/// One reader of files from strangers, and what it takes to attack it.  Mutation tests, the truncation test, the kept corpus and
/// the libFuzzer programs all go over the same list.
struct HostileReader {
    std::string name;
    std::vector<std::string> seeds;  ///< Good files.
    std::vector<std::string> words;  ///< Texts that mean something to the format.
    /// Reads such a file whole and looks at all that it holds.  Throws what the reader throws.
    std::function<void(std::string_view bytes)> read;
};

const std::vector<HostileReader>& hostileReaders();
/// The one of that name; throws std::out_of_range.
const HostileReader& hostileReader(std::string_view name);

/// How a file fared.
enum class Fate { accepted, refused };

/// Gives a file to a reader.  What is neither accepted nor refused in one readable line is a fault: it is written to stderr and the
/// process aborts, as it does on a crash, so that nothing can hide it.
Fate attack(const HostileReader& reader, std::string_view bytes);

} // namespace icf::test
