#pragma once

namespace icf {

/// What a part of the row that the language model reads stands for.
enum class SegmentRole { prefix, context, marker, prompt, postfix, label };

} // namespace icf
