#include "core/models/read_lengths.h"

#include <algorithm>
#include <array>
#include <span>

namespace icf {

void ReadLengths::Counter::add(std::int64_t length)
{
    ++all;
    beyond += limit > 0 && length > limit;
    longest = std::max(longest, length);
}

ReadLengths::ReadLengths(const OpenModels& models)
{
    rows_.limit = encoded_.limit = models.lm->config().rotary.stretchedPositions();
    chunks_.limit = models.compressor ? models.compressor->config().positions() : 0;
}

void ReadLengths::addContext(std::int64_t tokens, const ChunkSettings& chunks, bool encode)
{
    // The first chunk is the longest.
    chunks_.add(chunksOf(tokens, chunks).front().second);
    if (encode)
        encoded_.add(tokens);
}

void ReadLengths::addUp(Communicator& processes)
{
    std::vector<Counter> all(3 * std::size_t(processes.size()));
    const std::array mine{chunks_, encoded_, rows_};
    processes.allGather(std::as_bytes(std::span(mine)), std::as_writable_bytes(std::span(all)));
    const std::array counters{&chunks_, &encoded_, &rows_};
    for (std::size_t which = 0; which < counters.size(); ++which) {
        Counter sum{counters[which]->limit};
        for (std::size_t i = which; i < all.size(); i += counters.size()) {
            sum.all += all[i].all;
            sum.beyond += all[i].beyond;
            sum.longest = std::max(sum.longest, all[i].longest);
        }
        *counters[which] = sum;
    }
}

std::vector<std::string> ReadLengths::notes() const
{
    std::vector<std::string> notes;
    const auto add = [&notes](const Counter& counter, const char* what, const char* model, const char* advice) {
        if (counter.beyond == 0)
            return;
        notes.push_back(std::to_string(counter.beyond) + " of " + std::to_string(counter.all) + " " + what + " take more than the " + std::to_string(counter.limit)
            + " positions that the " + model + " was made for, the longest " + std::to_string(counter.longest) + "; " + advice);
    };
    add(chunks_, "contexts", "compressor", "their digests mean little: cut them with --use_chunk --max_chunk_len");
    add(encoded_, "contexts", "language model", "what --encode reads of them means little");
    add(rows_, "prompts", "language model", "their answers mean little");
    return notes;
}

} // namespace icf
