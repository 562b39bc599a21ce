#pragma once
#include <QString>

#include <exception>
#include <string_view>

namespace icf::ui {

/// A message of core/ in the studio's language.  core/ has no Qt and writes English; translations/collect_core_texts.py lists its
/// messages as patterns, and here the pattern that a message follows is found again and its translation filled with the same values.
/// A message without a pattern stays as it is, and so does a place before it ("[data.jsonl:12] …").  Options of the command line are called by
/// the labels of the forms: "--save_path" becomes “Run folder”.  May be called on any thread.
QString engineText(std::string_view message);
/// The same for what was thrown.
QString engineText(const std::exception& error);

} // namespace icf::ui
