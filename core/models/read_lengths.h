#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/compressor/chunks.h"
#include "core/models/models.h"
#include "core/processes/communicator.h"

namespace icf {

/// Counts what is read beyond the positions that a model was made for (RotaryConfig::stretchedPositions()): it computes there too, but what
/// comes of it means little.  For commands that read many rows and say so once.
class ReadLengths {
public:
    explicit ReadLengths(const OpenModels& models);

    /// A context of so many tokens that the compressor reads; encode: the language model reads it whole before.
    void addContext(std::int64_t tokens, const ChunkSettings& chunks, bool encode);
    /// A row of so many positions that the language model reads, what it generates left out.
    void addRow(std::int64_t positions) { rows_.add(positions); }

    /// Adds up what the processes counted that read the rows together.
    void addUp(Communicator& processes);

    /// One line for each model that read beyond its positions: how many of how many, and the longest.
    std::vector<std::string> notes() const;

private:
    struct Counter {
        std::int64_t limit = 0;  ///< 0: none.
        std::int64_t all = 0, beyond = 0, longest = 0;

        void add(std::int64_t length);
    };

    Counter chunks_, encoded_, rows_;
};

} // namespace icf
