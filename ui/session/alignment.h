#pragma once
#include <QString>
#include <QStringList>
#include <string>
#include <utility>
#include <vector>

namespace icf::ui {

/// Pairs of indices of two sequences laid side by side; -1 where one has nothing opposite.
using Alignment = std::vector<std::pair<int, int>>;

/// Lays two sequences side by side with the fewest insertions, deletions and exchanges (Levenshtein, unit costs).
/// Common ends are matched first.  When what remains is larger than maxCells cells, the middle is paired by position
/// instead, so that time and memory stay bounded.
Alignment alignTokens(
    const std::vector<std::string>& first, const std::vector<std::string>& second, std::size_t maxCells = 16'000'000);

/// One word of an answer and whether the answer compared with has it at this place.
struct DiffWord {
    int start = 0; ///< First character in the text.
    int length = 0;
    bool differs = false;
};

/// Words of a text, marked where they differ from another text.
struct WordDiff {
    std::vector<DiffWord> words;
    int differing = 0; ///< Words of the text that the other has not at this place.
    int missing = 0; ///< Words of the other text that this one has not.
};

/// Compares word by word; words are runs between white space, compared with case and punctuation.
WordDiff diffWords(const QString& text, const QString& other);

} // namespace icf::ui
