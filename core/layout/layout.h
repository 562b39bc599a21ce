#pragma once
#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/lm/language_model.h"
#include "core/nn/vector_rows.h"
#include "core/report/reports.h"
#include "core/report/segment_role.h"
#include "core/text/prompt_template.h"
#include "core/text/tokenizer.h"

namespace icf {

/// One part of the row: token ids, or vectors that no word has (digests, markers, means).
struct Segment {
    SegmentRole role = SegmentRole::context;
    std::vector<std::int64_t> ids;  ///< Used when vectors is undefined.
    VectorRows vectors;             ///< [length, hidden]

    std::int64_t length() const { return vectors.defined() ? vectors.count : std::int64_t(ids.size()); }
};

/// What the frozen language model reads, from left to right.  Training, generation, evaluation and every baseline are such
/// rows; there is no other code for prompts.  The layouts: docs/reference.md, "Prompt layout".
struct Layout {
    std::vector<Segment> segments;

    std::int64_t length() const;
    /// Ids of the label segment; empty when there is none.
    const std::vector<std::int64_t>& label() const;
    /// Vectors read in place of the context, template and prompt tokens; contextTokens is left at 0.
    TokenBudget budget() const;
};

/// Tokenizes the fixed parts once and puts rows together.
class LayoutBuilder {
public:
    /// longest: prompts, and answers that are scored, are cut to so many ids, so that one row of a file cannot take all memory; what the model has
    /// positions for.
    LayoutBuilder(const Tokenizer& tokenizer, std::int64_t longest, PromptTemplate promptTemplate = PromptTemplate::published());

    /// [digests] [AE] [label: ids + eos].
    Layout pretrain(VectorRows digests, VectorRows ae, const std::vector<std::int64_t>& ids) const;
    /// [prefix] [context] [marker] [prompt] [postfix] [label: answer + eos].  context: any segment; marker: FT after
    /// digests, undefined otherwise; answer: null when it is to be generated.
    Layout question(Segment context, VectorRows marker, const std::vector<std::int64_t>& promptIds,
                    const std::vector<std::int64_t>* answer) const;

    /// Ids of a prompt after its lead; cut.
    std::vector<std::int64_t> promptIds(const std::string& prompt) const;
    /// Ids of an answer that is scored; cut.  Training has a limit of its own, --max_label_len.
    std::vector<std::int64_t> answerIds(const std::string& answer) const;
    const PromptTemplate& promptTemplate() const { return template_; }
    const std::vector<std::int64_t>& prefixIds() const { return prefix_; }

private:
    const Tokenizer& tokenizer_;
    std::size_t longest_;
    PromptTemplate template_;
    std::vector<std::int64_t> prefix_, postfix_;
};

/// Rows of a batch brought to one length.
struct LayoutBatch {
    at::Tensor embeds;                      ///< [batch, length, hidden] in the model's type
    std::vector<std::int64_t> leftPadding;  ///< Padding before each row; empty when there is none.
    at::Tensor labelRows;                   ///< int64 [labels]: rows of embeds.view(-1, hidden) whose output predicts a label
    at::Tensor labels;                      ///< int64 [labels]: the ids to predict
    std::vector<std::int64_t> labelCounts;  ///< Labels of each row.
};

/// Where padding goes: right for training (causal attention then needs no mask), left for generation (so that every row ends at the same
/// position).
enum class PadSide { right, left };

/// Embeds and pads several rows: one matrix of ids, one embedding, and one copy for each matrix that vectors come from.
LayoutBatch assemble(const LanguageModel& lm, const std::vector<Layout>& layouts, PadSide side);

} // namespace icf
