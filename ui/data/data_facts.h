#pragma once
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/data/dataset.h"

namespace icf::ui {

/// What the first line of a jsonl says about it.
struct FirstLine {
    QStringList fields; ///< Keys of the object, in file order where known.
    std::optional<DataKind> kind; ///< pile for "text", pwc for "input" and "prompt"; absent when neither.
};

/// Looks at the first line of the first 16 MB that is not empty.  Throws Error when the file cannot be read or is no regular one.
FirstLine readFirstLine(const QString& path);

/// Lengths of several texts in tokens.
struct LengthFacts {
    std::vector<int> bins; ///< Texts per bin.
    int binWidth = 1; ///< Tokens per bin.
    std::vector<int> lengths; ///< Of each, the shortest first.
    int shortest = 0, median = 0, ninetyFive = 0, longest = 0;
    double mean = 0;

    /// Share of the texts that are longer than a limit, 0 to 1.
    double longerThan(std::int64_t limit) const;
};
LengthFacts lengthFacts(std::vector<int> lengths);

/// Lengths in a data set.
struct DataLengths {
    LengthFacts contexts, answers; ///< Answers: of the rows that have one.
    qint64 rows = 0; ///< Rows counted.
    bool sampled = false; ///< Not all rows: evenly spaced ones.
};

/// Counts the tokens of at most mostRows evenly spaced rows.  tokens: tokens of one text.
/// Throws Cancelled, and Failure when the file changed underneath.
DataLengths measureLengths(
    const DataSet& rows, qint64 mostRows, const std::function<int(const std::string&)>& tokens, CancelToken& cancel);

/// A round number of tokens per bin (1, 2, 5, 10, …) that gives at most mostBins bins up to the longest.
int binWidthFor(int longest, int mostBins);

} // namespace icf::ui
