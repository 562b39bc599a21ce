#pragma once
#include <QString>

#include <optional>

#include "core/report/first_batch.h"

namespace icf::ui {

struct Colors;

/// What a first batch holds, for a label: "2 of 400 rows · …".  resumedAfter: steps done by the run that goes on with it; nothing for a new run.
QString firstBatchSummary(const FirstBatch& batch, std::optional<std::int64_t> resumedAfter);

/// The rows of a first batch as rich text: what the compressor reads, with what the limits cut struck out, and the row that the language model reads, its parts told
/// apart by colour and by form (brackets, underlining).  Of long texts the beginning and the end.  Texts of the data are shown as they are, never as HTML.
QString firstBatchHtml(const FirstBatch& batch, const Colors& colors);

} // namespace icf::ui
