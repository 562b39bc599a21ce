#include "core/layout/layout.h"

#include <algorithm>
#include <limits>

#include "core/nn/device_lists.h"
#include "core/nn/length_steps.h"

namespace icf {
namespace {

Segment labelSegment(std::vector<std::int64_t> ids, std::int64_t eos)
{
    ids.push_back(eos);
    return {SegmentRole::label, std::move(ids), {}};
}

/// Where rows of one matrix go among the rows of the batch.
struct RowCopy {
    at::Tensor matrix;
    std::vector<std::int64_t> from, to;
};

/// The rows to choose from the matrix; none when all are copied in order, or its only one to every place.
std::vector<std::int64_t> chosenRows(RowCopy& copy)
{
    bool inOrder = std::int64_t(copy.from.size()) == copy.matrix.size(0);
    for (std::size_t i = 0; inOrder && i < copy.from.size(); ++i)
        inOrder = copy.from[i] == std::int64_t(i);
    return inOrder || copy.matrix.size(0) == 1 ? std::vector<std::int64_t>() : std::move(copy.from);
}

/// Copies rows of a matrix, [rows, hidden], into the rows `to` of embeds, [batch · length, hidden].  from: what chosenRows says.
void copyRows(const at::Tensor& matrix, const at::Tensor& from, const at::Tensor& to, at::Tensor& embeds)
{
    at::Tensor rows = matrix;
    if (from.numel() == to.numel())
        rows = rows.index_select(0, from.to(rows.device()));
    else if (rows.size(0) != to.numel())
        rows = rows.expand({to.numel(), -1});
    embeds.index_copy_(0, to, rows.to(embeds.options()));
}

} // namespace

std::int64_t Layout::length() const
{
    std::int64_t total = 0;
    for (const Segment& segment : segments)
        total += segment.length();
    return total;
}

const std::vector<std::int64_t>& Layout::label() const
{
    static const std::vector<std::int64_t> none;
    return !segments.empty() && segments.back().role == SegmentRole::label ? segments.back().ids : none;
}

TokenBudget Layout::budget() const
{
    TokenBudget budget;
    for (const Segment& segment : segments) {
        if (segment.role == SegmentRole::context)
            budget.contextRead += segment.length();
        else if (segment.role == SegmentRole::prompt)
            budget.promptTokens += segment.length();
        else if (segment.role != SegmentRole::label)
            budget.templateTokens += segment.length();
    }
    return budget;
}

LayoutBuilder::LayoutBuilder(const Tokenizer& tokenizer, std::int64_t longest, PromptTemplate promptTemplate)
    : tokenizer_(tokenizer), longest_(std::size_t(longest)), template_(std::move(promptTemplate)), prefix_(template_.prefixIds(tokenizer)),
      postfix_(template_.postfixIds(tokenizer))
{
}

Layout LayoutBuilder::pretrain(VectorRows digests, VectorRows ae, const std::vector<std::int64_t>& ids) const
{
    return {{{SegmentRole::context, {}, std::move(digests)}, {SegmentRole::marker, {}, std::move(ae)}, labelSegment(ids, tokenizer_.eos())}};
}

Layout LayoutBuilder::question(Segment context, VectorRows marker, const std::vector<std::int64_t>& promptIds,
                               const std::vector<std::int64_t>* answer) const
{
    Layout layout;
    layout.segments.push_back({SegmentRole::prefix, prefix_, {}});
    context.role = SegmentRole::context;
    layout.segments.push_back(std::move(context));
    if (marker.defined())
        layout.segments.push_back({SegmentRole::marker, {}, std::move(marker)});
    layout.segments.push_back({SegmentRole::prompt, promptIds, {}});
    layout.segments.push_back({SegmentRole::postfix, postfix_, {}});
    if (answer)
        layout.segments.push_back(labelSegment(*answer, tokenizer_.eos()));
    return layout;
}

std::vector<std::int64_t> LayoutBuilder::promptIds(const std::string& prompt) const
{
    return tokenizer_.encode(template_.promptText(prompt), false, longest_);
}

std::vector<std::int64_t> LayoutBuilder::answerIds(const std::string& answer) const
{
    return tokenizer_.encode(answer, false, longest_);
}

LayoutBatch assemble(const LanguageModel& lm, const std::vector<Layout>& layouts, PadSide side)
{
    const std::int64_t count = std::int64_t(layouts.size());
    std::int64_t longest = 0, shortest = std::numeric_limits<std::int64_t>::max();
    for (const Layout& layout : layouts) {
        longest = std::max(longest, layout.length());
        shortest = std::min(shortest, layout.length());
    }
    // What follows a row's end changes nothing in it.
    if (side == PadSide::right)
        longest = steppedLength(longest, lm.device(), lm.type());
    LayoutBatch batch;
    std::vector<std::int64_t> ids(std::size_t(count * longest));
    std::vector<RowCopy> copies;
    std::vector<std::int64_t> labelRows;
    std::vector<std::int64_t> labels;
    for (std::int64_t i = 0; i < count; ++i) {
        const Layout& layout = layouts[std::size_t(i)];
        const std::int64_t padding = side == PadSide::left ? longest - layout.length() : 0;
        if (side == PadSide::left && shortest < longest)
            batch.leftPadding.push_back(padding);
        std::int64_t row = i * longest + padding;
        for (const Segment& segment : layout.segments) {
            if (segment.vectors.defined()) {
                const VectorRows& vectors = segment.vectors;
                auto copy = std::find_if(copies.begin(), copies.end(), [&](const RowCopy& known) { return known.matrix.is_same(vectors.matrix); });
                if (copy == copies.end())
                    copy = copies.insert(copy, {vectors.matrix, {}, {}});
                for (std::int64_t k = 0; k < vectors.count; ++k) {
                    copy->from.push_back(vectors.first + k);
                    copy->to.push_back(row + k);
                }
            } else {
                std::copy(segment.ids.begin(), segment.ids.end(), ids.begin() + row);
            }
            row += segment.length();
        }
        // The output one position before a label predicts it.
        const std::vector<std::int64_t>& label = layout.label();
        batch.labelCounts.push_back(std::int64_t(label.size()));
        const std::int64_t first = row - std::int64_t(label.size()) - 1;
        for (std::size_t j = 0; j < label.size(); ++j)
            labelRows.push_back(first + std::int64_t(j));
        labels.insert(labels.end(), label.begin(), label.end());
    }
    std::vector<std::vector<std::int64_t>> lists{std::move(ids), std::move(labelRows), std::move(labels)};
    const std::size_t firstOfCopies = lists.size();
    for (RowCopy& copy : copies) {
        lists.push_back(chosenRows(copy));
        lists.push_back(std::move(copy.to));
    }
    const std::vector<at::Tensor> numbers = toDevice(std::move(lists), lm.device());
    at::Tensor rows = lm.embed(numbers[0]);
    for (std::size_t i = 0; i < copies.size(); ++i)
        copyRows(copies[i].matrix, numbers[firstOfCopies + 2 * i], numbers[firstOfCopies + 2 * i + 1], rows);
    batch.embeds = rows.view({count, longest, -1});
    batch.labelRows = numbers[1];
    batch.labels = numbers[2];
    return batch;
}

} // namespace icf
