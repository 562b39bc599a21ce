#pragma once
#include <QString>

#include <map>
#include <vector>

#include "ui/compare/comparison.h"

namespace icf::ui {

/// One question of a prompt set.
struct PromptItem {
    QString context, prompt, reference; ///< The reference may be empty.
};

/// Reads a prompt set: a jsonl whose lines have "prompt" and may have "input" (else: the context given) and "answer", or a text file
/// with one prompt a line about the context given.  Throws Error naming the line that is wrong.
std::vector<PromptItem> readPromptSet(const QString& path, const QString& context);

/// What one column did over a prompt set: means over the questions that it answered.
struct SetScore {
    qint64 answered = 0, failed = 0;
    qint64 judged = 0; ///< Answered questions that have a reference; the three metrics are over these.
    qint64 rougeJudged = 0; ///< Those of them for which ROUGE is defined.
    double exact = 0, rougeL = 0; ///< Sums.
    BleuCounts bleu;
    double read = 0, ratio = 0, firstToken = 0, tokensPerSecond = 0; ///< Sums.
    qint64 timed = 0; ///< Answers of more than one token, which have a speed.

    void add(const Comparison& comparison, const ColumnResult& column);
};

/// The scores of every column, by ColumnKind::key().
using SetScores = std::map<QString, SetScore>;

} // namespace icf::ui
