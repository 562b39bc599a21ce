#include "core/layout/layout.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/nn/length_steps.h"
#include "core/text/prompt_template.h"

namespace icf {
namespace {

using prompt::kPostfix;
using prompt::kPrefix;
using prompt::kPromptLead;

Segment markerSegment(const at::Tensor& marker)
{
    return {SegmentRole::marker, {}, marker[0]};
}

Segment labelSegment(std::vector<std::int64_t> ids, std::int64_t eos)
{
    ids.push_back(eos);
    return {SegmentRole::label, std::move(ids), {}};
}

at::Tensor embedLayout(const LlamaModel& lm, const Layout& layout)
{
    std::vector<at::Tensor> parts;
    std::vector<std::int64_t> ids;
    const auto flush = [&] {
        if (!ids.empty())
            parts.push_back(lm.embed(ids));
        ids.clear();
    };
    for (const Segment& segment : layout.segments) {
        if (segment.vectors.defined()) {
            flush();
            parts.push_back(segment.vectors.to(lm.device(), lm.type()));
        } else {
            ids.insert(ids.end(), segment.ids.begin(), segment.ids.end());
        }
    }
    flush();
    return parts.size() == 1 ? parts[0] : at::cat(parts);
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

LayoutBuilder::LayoutBuilder(const Tokenizer& tokenizer, std::int64_t longest)
    : tokenizer_(tokenizer), longest_(std::size_t(longest)), prefix_(tokenizer.encode(kPrefix, false)), postfix_(tokenizer.encode(kPostfix, false))
{
}

Layout LayoutBuilder::pretrain(const at::Tensor& digests, const at::Tensor& ae, const std::vector<std::int64_t>& ids) const
{
    return {{{SegmentRole::context, {}, digests}, markerSegment(ae), labelSegment(ids, tokenizer_.eos())}};
}

Layout LayoutBuilder::question(Segment context, const at::Tensor& marker, const std::vector<std::int64_t>& promptIds,
                               const std::vector<std::int64_t>* answer) const
{
    Layout layout;
    layout.segments.push_back({SegmentRole::prefix, prefix_, {}});
    context.role = SegmentRole::context;
    layout.segments.push_back(std::move(context));
    if (marker.defined())
        layout.segments.push_back(markerSegment(marker));
    layout.segments.push_back({SegmentRole::prompt, promptIds, {}});
    layout.segments.push_back({SegmentRole::postfix, postfix_, {}});
    if (answer)
        layout.segments.push_back(labelSegment(*answer, tokenizer_.eos()));
    return layout;
}

std::vector<std::int64_t> LayoutBuilder::promptIds(const std::string& prompt) const
{
    return tokenizer_.encode(promptText(prompt), false, longest_);
}

std::vector<std::int64_t> LayoutBuilder::answerIds(const std::string& answer) const
{
    return tokenizer_.encode(answer, false, longest_);
}

std::string LayoutBuilder::promptText(const std::string& prompt)
{
    return kPromptLead + prompt;
}

LayoutBatch assemble(const LlamaModel& lm, const std::vector<Layout>& layouts, PadSide side)
{
    std::vector<at::Tensor> rows;
    std::int64_t longest = 0;
    for (const Layout& layout : layouts) {
        rows.push_back(embedLayout(lm, layout));
        longest = std::max(longest, rows.back().size(0));
    }
    // What stands behind a row's end changes nothing in it.
    if (side == PadSide::behind)
        longest = steppedLength(longest, lm.device(), lm.type());
    LayoutBatch batch;
    std::vector<std::int64_t> labelRows;
    std::vector<std::int64_t> labels;
    bool ragged = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t length = rows[i].size(0);
        const std::int64_t padding = longest - length;
        ragged = ragged || padding > 0;
        const std::int64_t front = side == PadSide::front ? padding : 0;
        batch.leftPadding.push_back(front);
        const std::vector<std::int64_t>& label = layouts[i].label();
        batch.labelCounts.push_back(std::int64_t(label.size()));
        // The output one place before a label predicts it.
        const std::int64_t first = std::int64_t(i) * longest + front + length - std::int64_t(label.size()) - 1;
        for (std::size_t j = 0; j < label.size(); ++j)
            labelRows.push_back(first + std::int64_t(j));
        labels.insert(labels.end(), label.begin(), label.end());
        if (padding > 0)
            rows[i] = at::constant_pad_nd(rows[i], side == PadSide::front ? at::IntArrayRef{0, 0, padding, 0} : at::IntArrayRef{0, 0, 0, padding});
    }
    batch.embeds = at::stack(rows);
    if (side == PadSide::behind || !ragged)
        batch.leftPadding.clear();
    batch.labelRows = at::tensor(at::IntArrayRef(labelRows), at::kLong).to(lm.device());
    batch.labels = at::tensor(at::IntArrayRef(labels), at::kLong).to(lm.device());
    return batch;
}

} // namespace icf
