#pragma once
#include <string>

#include "core/results/example_record.h"

namespace icf::test {

/// An answer of a system about a row, right or wrong.
inline ExampleRecord record(std::int64_t unit, const std::string& system, std::int64_t row, double em, const std::string& checkpoint = {})
{
    ExampleRecord r;
    r.unit = unit;
    r.task = "qa";
    r.system = system;
    r.checkpoint = checkpoint;
    r.row = row;
    r.line = row + 1;
    r.seed = 42;
    r.prompt = "Who? | \"quoted\"";
    r.reference = "Anna has a cat.";
    r.output = em > 0 ? "Anna has a cat." : "Ben, a dog\nand more";
    r.contextTokens = 40;
    r.contextRead = system == "full" ? 40 : 10;
    r.labels = 6;
    r.metrics = {{"em", em}, {"edit_rate", 1 - em}, {"loss", 0.5 + em}, {"bleu", em}};
    r.hits = "101101";
    r.classes.add(TokenClass::name, em > 0);
    return r;
}

} // namespace icf::test
