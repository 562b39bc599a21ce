#pragma once
#include <limits>
#include <span>
#include <string_view>

namespace icf {

/// Who an option is for: the form shows basic ones at once and advanced ones on request.
enum class Level { basic, advanced };

/// What a string option holds, so that the form can offer the right picker and validation can look at the disk.
enum class Content {
    plain,         ///< Any text.
    inputFile,     ///< An existing file.
    inputFolder,   ///< An existing folder.
    outputFolder,  ///< A folder that may be made.
    fileName,      ///< A name without a folder.
};

/// What depends on an option.  Resuming a run, an evaluation or a generation derives from it which options must be as they were: with another
/// value of `result` the work done so far would be part of something else.
enum class Affects {
    undeclared,     ///< A test fails on it.
    result,         ///< The numbers that are computed: weights, scores, answers.
    content,        ///< The numbers, through what the file or folder holds.  Its hash is compared; the path may change.
    answers,        ///< Generated text.  In training that is the shown samples only, not the run.
    validation,     ///< When a run is validated and on what: with validation data, its best checkpoint and its early stop.
    newCompressor,  ///< The size of a compressor that is made; nothing where a checkpoint is loaded.
    rounding,       ///< The last bits of numbers only: how work is batched and where it is computed.
    later,          ///< Only what is still to be done: how long a run is, tables that are made of the results at the end.
    nothing,        ///< No number: where results are written, how many are kept.
};

/// Everything that the program says about one option, in one place.  JSON, the command line, the form, the tool tip,
/// --help and the manual page are all made from it.  Texts are English and marked for lupdate in the declarations
/// by ICF_TR; ui/ translates them in the context "Options".
struct Field {
    std::string_view key;                ///< JSON key and command-line name: the reference's argument name.
    std::string_view label;              ///< Short name in the form.
    std::string_view help;               ///< One or two sentences.
    std::string_view unit = {};          ///< "tokens", "samples", …; empty when there is none.
    std::string_view zero = {};          ///< What a form shows in place of 0 ("all", "never"); empty where 0 is a number like any other.
    double minimum = -std::numeric_limits<double>::infinity();  ///< Smallest value allowed (numbers).
    double maximum = std::numeric_limits<double>::infinity();   ///< Largest value allowed (numbers).
    std::span<const std::string_view> choices = {};             ///< Allowed texts; empty when any is.  Those of an enum are its names.
    std::span<const std::string_view> parts = {};               ///< Words that a comma-separated list may hold; empty where the text is no such list.
    Level level = Level::basic;
    Content content = Content::plain;
    Affects affects = Affects::undeclared;
};

/// Marks a literal for the translators and leaves it as it is.
#define ICF_TR(text) text

/// A titled group of options: one section of the form and of --help.
struct Section {
    std::string_view key;    ///< Name in code.
    std::string_view title;  ///< Heading, marked with ICF_TR.
};

} // namespace icf
