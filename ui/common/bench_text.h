#pragma once
#include <QString>

#include <string>

namespace icf::ui {

/// A work of the benchmark, or a variant of one, in the current language: "Decode, 8-bit", "with the token table"; one that is not known as it stands.
QString workTitle(const std::string& key);

} // namespace icf::ui
