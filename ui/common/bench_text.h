#pragma once
#include <QString>

#include <string>

namespace icf::ui {

/// A work of the benchmark, or a variant of one, in the current language: "Decode, 8-bit", "with the token table"; one that is not known as it stands.
QString workTitle(const std::string& key);
/// What the benchmark says that it measures now ("decode_int8, after 160 tokens, 64 tokens x 8") in the current language.
QString workProgress(const std::string& what);

} // namespace icf::ui
