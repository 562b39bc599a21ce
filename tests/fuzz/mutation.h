#pragma once
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "tests/core/numbers.h"

namespace icf::test {

/// Makes broken files out of good ones: flips, numbers at their limits, stretches cut, doubled, moved or taken from another file.
/// words: texts that mean something to the format.  The same seed gives the same mutants.
class Mutator {
public:
    Mutator(std::uint64_t seed, std::vector<std::string> files, std::vector<std::string> words)
        : random_(seed)
        , files_(std::move(files))
        , words_(std::move(words))
    {
    }

    std::string next()
    {
        std::string bytes = files_[random_.below(files_.size())];
        for (std::size_t edits = 1 + random_.below(1 + random_.below(5)); edits > 0; --edits)
            edit(bytes);
        return bytes;
    }

    /// One change; none to an empty file.
    void edit(std::string& bytes)
    {
        if (!bytes.empty())
            change(bytes);
    }

private:
    /// Half of the edits hit the first 512 bytes, where headers are, or the last, where zip directories are.
    std::size_t place(const std::string& bytes)
    {
        const std::size_t size = bytes.size();
        switch (random_.below(4)) {
        case 0:
            return random_.below(std::min<std::size_t>(size, 512));
        case 1:
            return size - 1 - random_.below(std::min<std::size_t>(size, 512));
        default:
            return random_.below(size);
        }
    }

    void change(std::string& bytes)
    {
        const std::size_t at = place(bytes);
        const std::size_t length =
            std::min(bytes.size() - at, std::size_t{1} + random_.below(random_.below(8) == 0 ? 4096 : 16));
        switch (random_.below(9)) {
        case 0:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random_.below(8)));
            break;
        case 1:
            bytes[at] = static_cast<char>(random_.next());
            break;
        case 2:
            number(bytes, at);
            break;
        case 3:
            bytes.erase(at, length);
            break;
        case 4:
            bytes.insert(at, bytes.substr(at, length));
            break;
        case 5: {
            const std::string& other = files_[random_.below(files_.size())];
            bytes.insert(at, other.substr(random_.below(other.size()), length));
            break;
        }
        case 6:
            bytes.insert(at, words_[random_.below(words_.size())]);
            break;
        case 7: {
            const std::string& word = words_[random_.below(words_.size())];
            bytes.replace(at, std::min(word.size(), bytes.size() - at), word);
            break;
        }
        default:
            bytes.resize(at);
            break;
        }
    }

    void number(std::string& bytes, std::size_t at)
    {
        static constexpr std::uint64_t kLimits[] = {0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000,
            0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFFFFFFFFFF, 100'000'000};
        const std::uint64_t value = kLimits[random_.below(std::size(kLimits))];
        const std::size_t width = std::min<std::size_t>(std::size_t{1} << random_.below(4), bytes.size() - at);
        std::memcpy(bytes.data() + at, &value, width);
    }

    Numbers random_;
    std::vector<std::string> files_;
    std::vector<std::string> words_;
};

} // namespace icf::test
