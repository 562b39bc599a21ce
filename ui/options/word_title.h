#pragma once
#include <QString>

#include <string_view>

namespace icf::ui {

/// What an option's form calls a word that the option may hold: "Mean pooling" for mean_pooling, in the current language.  Words that need no other name, such
/// as float32, stand as they are.  key: of the option.
QString wordTitle(std::string_view key, std::string_view word);

} // namespace icf::ui
