#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/report/segment_role.h"

/// What a run would read first, as plain values.
namespace icf {

/// One part of a row as the language model reads it: token ids, or vectors that no word has (digests, a marker).
struct BatchPart {
    SegmentRole role = SegmentRole::context;
    std::vector<std::int64_t> ids{};  ///< Empty for vectors.
    std::int64_t vectors = 0;         ///< Their number; 0 for ids.
    std::string text{};               ///< Of the ids, special tokens written out.

    std::int64_t length() const { return vectors > 0 ? vectors : std::int64_t(ids.size()); }
};

/// A text of the data as far as it is read.
struct ReadText {
    std::int64_t tokens = 0;      ///< That are read.
    std::int64_t cutBefore = 0;   ///< Tokens left out before and after them because of the limits.
    std::int64_t cutAfter = 0;
    std::string text{};           ///< Of the tokens read, and of those left out.
    std::string textBefore{};
    std::string textAfter{};
};

/// One row of a micro-batch.
struct BatchRow {
    std::int64_t line = 0;           ///< Of the data file, from 1.
    std::vector<BatchPart> parts{};  ///< From left to right.  Labels are the last; only they count in the loss.
    ReadText context{};              ///< What the compressor reads.
    ReadText prompt{}, answer{};     ///< With the template's lead; without eos.  Empty in pre-training, where the context is the label.
    std::int64_t chunks = 0;
    std::int64_t digests = 0;

    std::int64_t length() const;     ///< Positions of the language model.
    std::int64_t labels() const;     ///< Tokens that are scored, eos included.
    double ratio() const { return digests > 0 ? double(context.tokens) / double(digests) : 0; }  ///< Context tokens per digest.
};

/// Where in a run a micro-batch is read.
struct BatchPlace {
    std::int64_t epoch = 0;      ///< From 0.
    std::int64_t sample = 0;     ///< Samples done in it.
    std::int64_t processes = 1;  ///< That share the micro-batch: sample i of the epoch goes to number i modulo these.
};

/// The first micro-batch of a run, or the next one of a run that is resumed.
struct FirstBatch {
    BatchPlace place{};
    std::vector<BatchRow> rows{};         ///< In the order of the run.
    std::int64_t samplesPerEpoch = 0;     ///< Usable rows of the data.
    std::string promptTemplate{};         ///< PromptTemplate::description(); empty in pre-training.
    std::vector<std::string> notes{};     ///< What the run would warn of, a line each.

    std::int64_t processOf(std::size_t row) const { return (place.sample + std::int64_t(row)) % place.processes; }
    std::int64_t longest() const;         ///< Positions of the longest row.
    std::int64_t longest(std::int64_t process) const;  ///< That every row of a process is brought to.
    std::int64_t labels() const;
    double ratio() const;                 ///< Context tokens per digest over all rows.
    double padding() const;               ///< Share of the batch's positions that is padding, 0 to 1.
};

inline std::int64_t BatchRow::length() const
{
    std::int64_t total = 0;
    for (const BatchPart& part : parts)
        total += part.length();
    return total;
}

inline std::int64_t BatchRow::labels() const
{
    return !parts.empty() && parts.back().role == SegmentRole::label ? parts.back().length() : 0;
}

inline std::int64_t FirstBatch::longest(std::int64_t process) const
{
    std::int64_t most = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (processOf(i) == process)
            most = std::max(most, rows[i].length());
    return most;
}

inline std::int64_t FirstBatch::longest() const
{
    std::int64_t most = 0;
    for (const BatchRow& row : rows)
        most = std::max(most, row.length());
    return most;
}

inline std::int64_t FirstBatch::labels() const
{
    std::int64_t total = 0;
    for (const BatchRow& row : rows)
        total += row.labels();
    return total;
}

inline double FirstBatch::ratio() const
{
    std::int64_t tokens = 0, digests = 0;
    for (const BatchRow& row : rows) {
        tokens += row.context.tokens;
        digests += row.digests;
    }
    return digests > 0 ? double(tokens) / double(digests) : 0;
}

inline double FirstBatch::padding() const
{
    std::int64_t read = 0, all = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        read += rows[i].length();
        all += longest(processOf(i));
    }
    return all > 0 ? 1 - double(read) / double(all) : 0;
}

} // namespace icf
